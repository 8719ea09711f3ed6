#include "services/benefits/facts/talent_facts.h"

#include <algorithm>
#include <map>

#include "common/base/dates.h"
#include "common/codes/education.h"

namespace houniao::benefits {
namespace {

using talent::v1::ProfessionalTitle;
using talent::v1::Recognition;
using talent::v1::Talent;

v1::TitleRank RankOf(const ProfessionalTitle& title) {
  switch (title.level()) {
    case ProfessionalTitle::JUNIOR:
      return v1::TITLE_RANK_JUNIOR;
    case ProfessionalTitle::INTERMEDIATE:
      return v1::TITLE_RANK_INTERMEDIATE;
    case ProfessionalTitle::ASSOCIATE_SENIOR:
      return v1::TITLE_RANK_ASSOCIATE_SENIOR;
    case ProfessionalTitle::SENIOR:
      return v1::TITLE_RANK_SENIOR;
    default:
      break;
  }
  const auto rank = codes::RankOfTitle(title.title());
  return rank ? static_cast<v1::TitleRank>(*rank) : v1::TITLE_RANK_UNSPECIFIED;
}

static_assert(static_cast<int>(codes::TitleRank::kSenior) == v1::TITLE_RANK_SENIOR &&
              static_cast<int>(codes::TitleRank::kJunior) == v1::TITLE_RANK_JUNIOR);

// EXPIRED is told by the clock of the reader; for an earlier day the dates decide.
bool ValidOn(const Recognition& recognition, absl::CivilDay day) {
  if (recognition.has_delete_time()) return false;
  if (recognition.state() != Recognition::VALID && recognition.state() != Recognition::EXPIRED) {
    return false;
  }
  const auto start = ToCivilDay(recognition.start_date());
  const auto end = ToCivilDay(recognition.end_date());
  return (!start || *start <= day) && (!end || day <= *end);
}

void AddTiers(const TalentRecord& record, absl::CivilDay as_of, FactSet& facts) {
  std::map<std::string, const Recognition*> best;
  for (const Recognition& recognition : record.recognitions) {
    const Recognition*& held = best[recognition.scheme()];
    if (!ValidOn(recognition, as_of)) continue;
    if (held == nullptr || recognition.tier() < held->tier()) held = &recognition;
  }
  for (const auto& [scheme, held] : best) {
    const std::string key = absl::StrCat("tier-", scheme);
    if (held != nullptr) {
      facts.Set(TextFact(key, held->tier(), held->name(), as_of));
    } else {
      facts.Set(TextFact(key, "none", record.talent.name(), as_of));
    }
  }
}

void AddTitle(const Talent& talent, absl::CivilDay as_of, FactSet& facts) {
  v1::TitleRank rank = v1::TITLE_RANK_UNSPECIFIED;
  for (const ProfessionalTitle& title : talent.titles()) rank = std::max(rank, RankOf(title));
  if (rank == v1::TITLE_RANK_UNSPECIFIED) return;
  facts.Set(TextFact("title-rank", v1::TitleRank_Name(rank), talent.name(), as_of));
}

void AddDay(absl::string_view key, const google::type::Date& date, const Talent& talent,
            absl::CivilDay as_of, FactSet& facts) {
  if (const auto day = ToCivilDay(date)) facts.Set(DayFact(key, *day, talent.name(), as_of));
}

}  // namespace

void AddTalentFacts(const TalentRecord& record, absl::CivilDay as_of, FactSet& facts) {
  const Talent& talent = record.talent;
  AddDay("birth-date", talent.birth_date(), talent, as_of, facts);
  AddDay("death-date", talent.death_date(), talent, as_of, facts);
  AddDay("integrity-record-end-date", talent.integrity_record_end_date(), talent, as_of, facts);
  AddDay("retire-date", talent.employment().retire_date(), talent, as_of, facts);
  facts.Set(
      FlagFact("profile-suspended", talent.state() == Talent::SUSPENDED, talent.name(), as_of));
  facts.Set(FlagFact("academician", talent.academician(), talent.name(), as_of));
  if (talent.employment().status() != type::v1::EMPLOYMENT_STATUS_UNSPECIFIED) {
    facts.Set(TextFact("employment-status",
                       type::v1::EmploymentStatus_Name(talent.employment().status()), talent.name(),
                       as_of));
  }
  if (!talent.education_level().empty()) {
    facts.Set(TextFact("education", talent.education_level(), talent.name(), as_of));
  }
  if (!talent.region().empty()) {
    facts.Set(TextFact("region-home", talent.region(), talent.name(), as_of));
  }
  AddTitle(talent, as_of, facts);
  AddTiers(record, as_of, facts);
}

std::string PaymentObstacle(const Talent& talent, absl::CivilDay today) {
  if (const auto death = ToCivilDay(talent.death_date()); death && *death <= today) {
    return absl::StrCat("the talent died on ", FormatDay(*death));
  }
  if (const auto end = ToCivilDay(talent.integrity_record_end_date()); end && today <= *end) {
    return absl::StrCat("a record of misconduct is in force until ", FormatDay(*end));
  }
  if (talent.state() == Talent::SUSPENDED) return "the profile is suspended";
  return "";
}

}  // namespace houniao::benefits
