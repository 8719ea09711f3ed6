#include "services/talent/store/talent_kinds.h"

#include "common/base/status_macros.h"
#include "services/talent/store/strategies.h"

#include "houniao/talent/v1/consent.pb.h"
#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"
#include "houniao/talent/v1/team.pb.h"

extern "C" {
extern const char houniao_sql_talents_begin[];
extern const char houniao_sql_talents_end[];
}

namespace houniao::talent {
namespace {

using resource::KindOptions;
using resource::Message;

// NULL for an empty text: a unique index then passes over it.
std::function<db::Value(const Message&)> GivenText(absl::string_view field) {
  return [field = std::string(field)](const Message& message) {
    const std::string text = resource::GetText(message, field);
    return text.empty() ? db::Value::Null() : db::Value(text);
  };
}

// `|energy-storage-pcs|...|`, so that `skills:energy-storage-pcs` is a filter.
db::Value SkillKeys(const Message& message) {
  const auto& talent = static_cast<const v1::Talent&>(message);
  if (talent.skills().empty()) return db::Value::Null();
  std::string keys = "|";
  for (const auto& skill : talent.skills()) absl::StrAppend(&keys, skill.skill(), "|");
  return db::Value::Blob(keys);
}

db::Value PurposeInForce(const Message& message) {
  const auto& consent = static_cast<const v1::Consent&>(message);
  return consent.state() == v1::Consent::GIVEN ? db::Value(static_cast<int>(consent.purpose()))
                                               : db::Value::Null();
}

KindOptions TalentOptions(const resource::Secrets& secrets) {
  KindOptions options;
  options.descriptor = v1::Talent::descriptor();
  options.table = "talents";
  options.columns = {
      {"external_id"},
      {"external_key", "external_id", false, GivenText("external_id")},
      {"identity_hash", "identity_document.number", false,
       [&secrets](const Message& message) {
         const auto hashes = IdentityHashes(static_cast<const v1::Talent&>(message), secrets);
         return hashes.empty() ? db::Value::Null() : db::Value::Blob(hashes.front());
       }},
      {"region"},
      {"state"},
      {"employment_status", "employment.status"},
      {"education_level"},
      {"degree"},
      {"academician"},
      {"sex"},
      {"birth_date"},
      {"source"},
      {"skills", "skills", true, &SkillKeys},
      {"industries"},
  };
  options.unique_indexes = {{"uq_talents_external_key", "external_id"},
                            {"uq_talents_identity_hash", "identity_document.number"}};
  options.prepare_create = [&secrets](resource::WriteScope& scope, Message& created) {
    return PrepareNewTalent(scope, secrets, static_cast<v1::Talent&>(created));
  };
  options.prepare_update = [&secrets](resource::WriteScope& scope, const Message&, Message& after) {
    return PrepareTalent(scope, secrets, static_cast<v1::Talent&>(after));
  };
  return options;
}

KindOptions RecognitionOptions(const TalentKinds& kinds, const resource::Secrets& secrets) {
  KindOptions options;
  options.descriptor = v1::Recognition::descriptor();
  options.table = "recognitions";
  options.columns = {
      {"scheme"},           {"tier"}, {"route"}, {"state"}, {"start_date"}, {"end_date"},
      {"check_in_due_date"}};
  options.prepare_create = [&kinds, &secrets](resource::WriteScope& scope, Message& created) {
    return PrepareNewRecognition(scope, kinds.recognitions, secrets,
                                 static_cast<v1::Recognition&>(created));
  };
  options.prepare_update = [](resource::WriteScope&, const Message&, Message& after) {
    return PrepareRecognition(static_cast<v1::Recognition&>(after));
  };
  return options;
}

KindOptions ConsentOptions() {
  KindOptions options;
  options.descriptor = v1::Consent::descriptor();
  options.table = "consents";
  options.columns = {{"purpose"},
                     {"state"},
                     {"notice_version"},
                     {"given_time"},
                     {"given_purpose", "purpose", false, &PurposeInForce}};
  options.soft_delete = false;
  options.unique_indexes = {{"uq_consents_given_purpose", "purpose"}};
  options.prepare_create = [](resource::WriteScope& scope, Message& created) {
    return PrepareNewConsent(scope, static_cast<v1::Consent&>(created));
  };
  return options;
}

KindOptions TeamOptions(const TalentKinds& kinds) {
  KindOptions options;
  options.descriptor = v1::Team::descriptor();
  options.table = "teams";
  options.columns = {
      {"external_id"}, {"external_key", "external_id", false, GivenText("external_id")},
      {"title"},       {"leader"},
      {"region"},      {"industries"}};
  options.unique_indexes = {{"uq_teams_external_key", "external_id"}};
  options.prepare_create = [&kinds](resource::WriteScope& scope, Message& created) {
    return PrepareTeam(scope, kinds.talents, nullptr, static_cast<const v1::Team&>(created));
  };
  options.prepare_update = [&kinds](resource::WriteScope& scope, const Message& before,
                                    Message& after) {
    return PrepareTeam(scope, kinds.talents, &static_cast<const v1::Team&>(before),
                       static_cast<const v1::Team&>(after));
  };
  return options;
}

}  // namespace

std::vector<db::Migration> TalentMigrations() {
  return {{100, "create_talents", std::string(houniao_sql_talents_begin, houniao_sql_talents_end)}};
}

TalentKinds::TalentKinds(const resource::Secrets& secrets)
    : talents(TalentOptions(secrets)),
      recognitions(RecognitionOptions(*this, secrets)),
      consents(ConsentOptions()),
      teams(TeamOptions(*this)) {}

absl::StatusOr<std::string> FindByExternalId(resource::WriteScope& scope,
                                             absl::string_view external_id) {
  ASSIGN_OR_RETURN(
      const auto name,
      scope.tx().QueryBytes("SELECT name FROM talents WHERE external_key = ?", {external_id}));
  return name.value_or("");
}

}  // namespace houniao::talent
