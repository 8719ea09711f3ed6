#include <gmock/gmock.h>

#include "common/errors/errors.h"
#include "tests/integration/talent/talent_office.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;

class WatchTalentsTest : public TalentOffice {
 protected:
  // What comes until `wanted` changes have been seen, or until the snapshot is complete for 0.
  std::vector<std::string> Watch(const std::vector<std::string>& types, int wanted,
                                 std::string* token) {
    const auto context = ContextOf("service");
    v1::WatchTalentsRequest request;
    for (const auto& type : types) request.add_types("talent.houniao/" + type);
    request.set_resume_token(*token);
    const auto stream = talents_->WatchTalents(context.get(), request);
    std::vector<std::string> seen;
    v1::WatchTalentsResponse message;
    int changes = 0;
    while (stream->Read(&message)) {
      for (const auto& t : message.snapshot().talents()) seen.push_back(t.name());
      for (const auto& r : message.snapshot().recognitions()) seen.push_back(r.name());
      for (const auto& t : message.snapshot().teams()) seen.push_back(t.name());
      for (const auto& c : message.changes().changes()) {
        seen.push_back(
            absl::StrCat(api::v1::Change::Kind_Name(c.change().kind()), " ", c.change().name()));
        ++changes;
      }
      if (!message.resume_token().empty()) *token = message.resume_token();
      if (message.has_snapshot_end()) {
        seen.push_back(absl::StrCat("end of ", message.snapshot_end().resource_count()));
      }
      if ((message.has_snapshot_end() && wanted == 0) || (wanted > 0 && changes >= wanted)) {
        context->TryCancel();
        break;
      }
    }
    while (stream->Read(&message)) {
    }
    status_ = rpc::FromGrpc(stream->Finish());
    return seen;
  }

  absl::Status status_;
};
INSTANTIATE_TEST_SUITE_P(Engines, WatchTalentsTest, testing::kEngines, testing::EngineName);

TEST_P(WatchTalentsTest, SnapshotThenChangesOfTheTypesAskedFor) {
  ASSERT_OK(CreateTalent("a").status());
  ASSERT_OK(CreateTalent("gone").status());
  v1::DeleteTalentRequest remove;
  remove.set_name("talents/gone");
  ASSERT_OK(Call(*talents_, &v1::TalentService::Stub::DeleteTalent, remove).status());
  std::string token;
  EXPECT_THAT(Watch({"Team", "Talent"}, 0, &token), ElementsAre("talents/a", "end of 1"));
  ASSERT_OK(CreateTalent("b").status());
  v1::CreateRecognitionRequest recognition;
  recognition.set_parent("talents/a");
  *recognition.mutable_recognition() =
      FromText<v1::Recognition>("scheme: 's' tier: '1' start_date { year: 2025 month: 4 day: 1 }");
  ASSERT_OK(
      Call(*recognitions_, &v1::RecognitionService::Stub::CreateRecognition, recognition).status());
  v1::CreateTeamRequest team;
  team.set_team_id("t");
  *team.mutable_team() = FromText<v1::Team>("title: 't' leader: 'talents/a'");
  ASSERT_OK(Call(*teams_, &v1::TeamService::Stub::CreateTeam, team).status());
  Restart();
  EXPECT_THAT(Watch({"Talent", "Team"}, 2, &token),
              ElementsAre("CREATED talents/b", "CREATED teams/t"));
}

TEST_P(WatchTalentsTest, RefusesUnknownTypesAndForeignTokens) {
  std::string token;
  Watch({"Unicorn"}, 0, &token);
  EXPECT_EQ(errors::MetadataOf(status_, "field"), "types[0]");
  Watch({"Talent"}, 0, &token);
  Watch({"Team"}, 1, &token);
  EXPECT_EQ(errors::ReasonOf(status_), errors::kInvalidResumeToken);
}

}  // namespace
}  // namespace houniao::talent
