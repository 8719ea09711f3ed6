#include <gmock/gmock.h>

#include "common/errors/errors.h"
#include "services/talent/domain/talent_errors.h"
#include "tests/integration/talent/talent_office.h"

namespace houniao::talent {
namespace {

using ::testing::SizeIs;
using Service = v1::RecognitionService::Stub;

class RecognitionTest : public TalentOffice {
 protected:
  void SetUp() override { ASSERT_OK(CreateTalent("a").status()); }

  // Valid to 2026-03-31.
  absl::StatusOr<v1::Recognition> Create(const std::string& id) {
    v1::CreateRecognitionRequest request;
    request.set_parent("talents/a");
    request.set_recognition_id(id);
    *request.mutable_recognition() = FromText<v1::Recognition>(
        "scheme: 'ningde-2020' tier: '3' start_date { year: 2025 month: 4 day: 1 } "
        "end_date { year: 2026 month: 3 day: 31 }");
    return Call(*recognitions_, &Service::CreateRecognition, request);
  }
  template <typename Request>
  static Request Named(const std::string& id, const std::string& reason = "") {
    Request request;
    request.set_name("talents/a/recognitions/" + id);
    const auto* field = Request::descriptor()->FindFieldByName("reason");
    if (field != nullptr) request.GetReflection()->SetString(&request, field, reason);
    return request;
  }
  void GoTo(absl::CivilDay day) { ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(day))); }
};
INSTANTIATE_TEST_SUITE_P(Engines, RecognitionTest, testing::kEngines, testing::EngineName);

TEST_P(RecognitionTest, ExpiresByTheClockWhereverItIsRead) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create("r1"));
  EXPECT_EQ(created.state(), v1::Recognition::VALID);
  GoTo(absl::CivilDay(2026, 3, 31));
  ASSERT_THAT(ListRecognitions("talents/a"), SizeIs(1));
  EXPECT_EQ(ListRecognitions("talents/a")[0].state(), v1::Recognition::VALID);
  const int64_t revision = Revision();
  GoTo(absl::CivilDay(2026, 4, 1));
  ASSERT_THAT(ListRecognitions("talents/a"), SizeIs(1));
  EXPECT_EQ(ListRecognitions("talents/a")[0].state(), v1::Recognition::EXPIRED);
  v1::GetRecognitionRequest get;
  get.set_name(created.name());
  ASSERT_OK_AND_ASSIGN(const auto read, Call(*recognitions_, &Service::GetRecognition, get));
  EXPECT_EQ(read.state(), v1::Recognition::EXPIRED);
  v1::BatchGetRecognitionsRequest batch;
  batch.add_names(created.name());
  ASSERT_OK_AND_ASSIGN(const auto several,
                       Call(*recognitions_, &Service::BatchGetRecognitions, batch));
  EXPECT_EQ(several.recognitions(0).state(), v1::Recognition::EXPIRED);
  EXPECT_EQ(Revision(), revision) << "nothing is written when the day comes";
  const auto pause = Named<v1::PauseRecognitionRequest>("r1", "too late");
  EXPECT_EQ(
      errors::MetadataOf(Call(*recognitions_, &Service::PauseRecognition, pause).status(), "state"),
      "EXPIRED");
  // A longer end brings it back.
  v1::UpdateRecognitionRequest update;
  *update.mutable_recognition() =
      FromText<v1::Recognition>("end_date { year: 2027 month: 3 day: 31 }");
  update.mutable_recognition()->set_name(created.name());
  ASSERT_OK_AND_ASSIGN(const auto longer,
                       Call(*recognitions_, &Service::UpdateRecognition, update));
  EXPECT_EQ(longer.state(), v1::Recognition::VALID);
}

TEST_P(RecognitionTest, PausesResumesAndEndsForEver) {
  ASSERT_OK(Create("r1").status());
  ASSERT_OK_AND_ASSIGN(auto recognition,
                       Call(*recognitions_, &Service::PauseRecognition,
                            Named<v1::PauseRecognitionRequest>("r1", "missed check-in")));
  EXPECT_EQ(recognition.state(), v1::Recognition::PAUSED);
  EXPECT_EQ(recognition.state_reason(), "missed check-in");
  ASSERT_OK_AND_ASSIGN(recognition, Call(*recognitions_, &Service::ResumeRecognition,
                                         Named<v1::ResumeRecognitionRequest>("r1")));
  EXPECT_EQ(recognition.state(), v1::Recognition::VALID);
  auto cancel = Named<v1::CancelRecognitionRequest>("r1", "fraud");
  cancel.mutable_ban_end_date()->set_year(2026);
  cancel.mutable_ban_end_date()->set_month(12);
  cancel.mutable_ban_end_date()->set_day(31);
  ASSERT_OK_AND_ASSIGN(recognition, Call(*recognitions_, &Service::CancelRecognition, cancel));
  EXPECT_EQ(recognition.state(), v1::Recognition::CANCELLED);
  EXPECT_EQ(errors::ReasonOf(Call(*recognitions_, &Service::ResumeRecognition,
                                  Named<v1::ResumeRecognitionRequest>("r1"))
                                 .status()),
            errors::kInvalidStateTransition);
  EXPECT_EQ(errors::ReasonOf(Create("r2").status()), kRecognitionBanned);
  GoTo(absl::CivilDay(2027, 1, 1));
  EXPECT_OK(Create("r2").status());
}

TEST_P(RecognitionTest, ChecksItsDates) {
  v1::CreateRecognitionRequest request;
  request.set_parent("talents/a");
  *request.mutable_recognition() = FromText<v1::Recognition>(
      "scheme: 'ningde-2020' tier: '3' start_date { year: 2025 month: 4 day: 1 } "
      "end_date { year: 2025 month: 3 day: 31 }");
  const auto status = Call(*recognitions_, &Service::CreateRecognition, request).status();
  EXPECT_EQ(errors::MetadataOf(status, "field"), "recognition.end_date");
  ASSERT_OK(Create("r1").status());
  v1::UpdateRecognitionRequest update;
  *update.mutable_recognition() =
      FromText<v1::Recognition>("name: 'talents/a/recognitions/r1' tier: '1'");
  EXPECT_EQ(errors::ReasonOf(Call(*recognitions_, &Service::UpdateRecognition, update).status()),
            errors::kImmutableField);
}

}  // namespace
}  // namespace houniao::talent
