#include "services/talent/domain/talent_rules.h"

#include <set>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/calendar/season.h"
#include "common/codes/id_number.h"
#include "common/codes/industries.h"
#include "common/codes/normalize.h"
#include "common/codes/skills.h"

namespace houniao::talent {
namespace {

constexpr char kType[] = "talent.houniao/Talent";

using Violations = std::vector<errors::FieldViolation>;

class TalentCheck {
 public:
  TalentCheck(const v1::Talent& talent, absl::CivilDay today, absl::string_view prefix)
      : talent_(talent), today_(today), prefix_(prefix) {}

  Violations Run() {
    if (const std::string fault = ExternalIdFault(talent_.external_id()); !fault.empty()) {
      Report("external_id", fault);
    }
    CheckIdentity();
    CheckLife();
    CheckSkills();
    CheckSeasons();
    CheckPeriods();
    CheckRestrictions();
    return std::move(violations_);
  }

 private:
  void Report(absl::string_view field, absl::string_view description) {
    violations_.push_back(
        {absl::StrCat(prefix_, prefix_.empty() ? "" : ".", field), std::string(description)});
  }

  void CheckIdentity() {
    const v1::IdentityDocument& document = talent_.identity_document();
    if (document.number().empty()) return;
    if (document.type() == v1::IdentityDocument::TYPE_UNSPECIFIED) {
      return Report("identity_document.type", "is required beside a number");
    }
    if (document.type() != v1::IdentityDocument::CITIZEN_ID) return;
    const codes::IdNumberCheck check = codes::CheckIdNumber(document.number(), today_);
    if (!check.ok()) return Report("identity_document.number", check.problem);
    const auto birth = ToCivilDay(talent_.birth_date());
    if (talent_.has_birth_date() && birth != check.birth_date) {
      Report("birth_date", "differs from the birth date in the identity number; correct the one");
    }
  }

  void CheckLife() {
    if (IsFuture(talent_.birth_date())) Report("birth_date", "is in the future");
    if (IsFuture(talent_.death_date())) Report("death_date", "is in the future");
    CheckOrder(talent_.birth_date(), talent_.death_date(), "death_date", "birth_date");
    if (talent_.has_last_confirmed_time() &&
        ShanghaiDay(FromTimestamp(talent_.last_confirmed_time())) > today_) {
      Report("last_confirmed_time", "is in the future");
    }
    const v1::Employment& employment = talent_.employment();
    CheckOrder(employment.start_date(), employment.retire_date(), "employment.retire_date",
               "employment.start_date");
  }

  void CheckSkills() {
    std::set<std::string> seen;
    for (int i = 0; i < talent_.skills_size(); ++i) {
      const auto& skill = talent_.skills(i);
      const std::string path = absl::StrCat("skills[", i, "].skill");
      if (!codes::SkillTable::BuiltIn().Find(skill.skill())) {
        Report(path, "is not in the skill table; use the key of a skill, `energy-storage-pcs`");
      } else if (!seen.insert(skill.skill()).second) {
        Report(path, "is repeated");
      }
      if (skill.last_used_year() > today_.year()) {
        Report(absl::StrCat("skills[", i, "].last_used_year"), "is in the future");
      }
    }
  }

  void CheckSeasons() {
    const auto& seasons = talent_.flexible_terms().seasons();
    for (int i = 0; i < seasons.size(); ++i) {
      if (!calendar::IsValid(seasons[i])) {
        Report(absl::StrCat("flexible_terms.seasons[", i, "]"),
               "has a day that no year has; expected such as 12-01 to 03-31");
      }
    }
  }

  void CheckPeriods() {
    CheckPeriodsOf(talent_.educations(), "educations");
    CheckPeriodsOf(talent_.work_experiences(), "work_experiences");
    CheckPeriodsOf(talent_.part_time_posts(), "part_time_posts");
    CheckPeriodsOf(talent_.projects(), "projects");
  }

  void CheckRestrictions() {
    for (int i = 0; i < talent_.service_restrictions_size(); ++i) {
      const v1::ServiceRestriction& restriction = talent_.service_restrictions(i);
      const std::string path = absl::StrCat("service_restrictions[", i, "]");
      if (restriction.credit_codes().empty() && restriction.industries().empty()) {
        Report(path, "names neither a unit nor an industry");
      }
      for (int j = 0; j < restriction.industries_size(); ++j) {
        if (codes::FindIndustry(restriction.industries(j)) != nullptr) continue;
        Report(absl::StrCat(path, ".industries[", j, "]"), "is no industry of GB/T 4754-2017");
      }
    }
  }

  template <typename List>
  void CheckPeriodsOf(const List& list, absl::string_view field) {
    for (int i = 0; i < list.size(); ++i) {
      CheckOrder(list[i].start_date(), list[i].end_date(),
                 absl::StrCat(field, "[", i, "].end_date"), "start_date");
    }
  }

  bool IsFuture(const google::type::Date& date) const {
    const auto day = ToCivilDay(date);
    return day && *day > today_;
  }

  void CheckOrder(const google::type::Date& first, const google::type::Date& last,
                  absl::string_view field, absl::string_view earlier) {
    const auto from = ToCivilDay(first);
    const auto to = ToCivilDay(last);
    if (from && to && *to < *from) Report(field, absl::StrCat("is before ", earlier));
  }

  const v1::Talent& talent_;
  const absl::CivilDay today_;
  const absl::string_view prefix_;
  Violations violations_;
};

}  // namespace

std::string ExternalIdFault(absl::string_view external_id) {
  if (external_id.size() <= kMostExternalIdBytes) return "";
  return absl::StrCat("has ", external_id.size(), " bytes in UTF-8, at most ", kMostExternalIdBytes,
                      " are possible");
}

void NormalizeTalent(v1::Talent& talent) {
  if (talent.identity_document().number().empty()) return;
  talent.mutable_identity_document()->set_number(
      codes::NormalizeCode(talent.identity_document().number()));
}

std::vector<errors::FieldViolation> CheckTalent(const v1::Talent& talent, absl::CivilDay today,
                                                absl::string_view prefix) {
  return TalentCheck(talent, today, prefix).Run();
}

absl::Status SuspendTalent(v1::Talent& talent, absl::string_view reason) {
  if (talent.state() != v1::Talent::ACTIVE) {
    return errors::InvalidStateTransition(
        kType, talent.name(), v1::Talent::State_Name(talent.state()), "suspend", {"resume"});
  }
  talent.set_state(v1::Talent::SUSPENDED);
  talent.set_suspend_reason(std::string(reason));
  return absl::OkStatus();
}

absl::Status ResumeTalent(v1::Talent& talent) {
  if (talent.state() != v1::Talent::SUSPENDED) {
    return errors::InvalidStateTransition(
        kType, talent.name(), v1::Talent::State_Name(talent.state()), "resume", {"suspend"});
  }
  talent.set_state(v1::Talent::ACTIVE);
  talent.clear_suspend_reason();
  return absl::OkStatus();
}

}  // namespace houniao::talent
