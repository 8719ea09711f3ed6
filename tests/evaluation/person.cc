#include "tests/evaluation/person.h"

#include <algorithm>

#include "common/base/dates.h"
#include "services/recruitment/matching/talent_facts.h"
#include "tests/evaluation/files.h"

#include "houniao/talent/v1/talent.pb.h"

namespace houniao::evaluation {
namespace {

const std::vector<std::string>& Columns() {
  static const auto* const columns = new std::vector<std::string>{
      "id",      "posts",         "titles",       "skills",       "industries",
      "majors",  "education",     "title_rank",   "tier",         "region",
      "status",  "unit",          "unit_consent", "forms",        "fee_models",
      "day_fee", "days_per_year", "seasons",      "weekend_only", "remote_percent",
      "served",  "shares",        "suspended",    "record_until", "booked"};
  return *columns;
}

std::string Joined(const std::vector<std::string>& parts) { return absl::StrJoin(parts, ";"); }

std::string SkillsText(const Person& person) {
  return absl::StrJoin(person.skills, ";", [](std::string* out, const HeldSkill& skill) {
    absl::StrAppend(out, skill.key, ":", skill.level, ":", skill.years, skill.verified ? ":v" : "");
  });
}

std::string BookedText(const Person& person) {
  return absl::StrJoin(person.booked, ";", [](std::string* out, const Booked& booked) {
    absl::StrAppend(out, FormatDay(booked.first), "~", FormatDay(booked.last),
                    booked.mornings ? "/am" : "");
  });
}

const char* YesNo(bool yes) { return yes ? "yes" : "no"; }

std::vector<HeldSkill> ParseSkills(absl::string_view text) {
  std::vector<HeldSkill> skills;
  for (const std::string& part : Parts(text)) {
    const std::vector<std::string> words = Parts(part, ':');
    skills.push_back({words.at(0), Number(words.at(1)), Number(words.at(2)), words.size() > 3});
  }
  return skills;
}

std::vector<Booked> ParseBooked(absl::string_view text) {
  std::vector<Booked> all;
  for (std::string part : Parts(text)) {
    Booked booked;
    booked.mornings = part.size() > 3 && part.substr(part.size() - 3) == "/am";
    if (booked.mornings) part.resize(part.size() - 3);
    const std::vector<std::string> ends = Parts(part, '~');
    booked.first = *ParseDay(ends.at(0));
    booked.last = *ParseDay(ends.at(1));
    all.push_back(booked);
  }
  return all;
}

template <typename Enum>
Enum EnumOf(absl::string_view prefix, const std::string& word) {
  Enum value{};
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  const auto* found = type->FindValueByName(absl::StrCat(prefix, word));
  if (found != nullptr) value = static_cast<Enum>(found->number());
  return value;
}

talent::v1::Talent ProfileOf(const Person& person) {
  talent::v1::Talent talent;
  talent.set_name(absl::StrCat("talents/", person.id));
  talent.set_region(person.region);
  talent.set_education_level(person.education);
  for (const std::string& code : person.industries) talent.add_industries(code);
  for (const std::string& major : person.majors) talent.add_educations()->set_major(major);
  for (const HeldSkill& held : person.skills) {
    auto* skill = talent.add_skills();
    skill->set_skill(held.key);
    skill->set_level(static_cast<type::v1::SkillLevel>(held.level));
    skill->set_years(held.years);
    if (held.verified) skill->set_verifier("区人才办");
  }
  if (person.title_rank > 0) {
    auto* title = talent.add_titles();
    title->set_level(static_cast<talent::v1::ProfessionalTitle::Level>(person.title_rank));
  }
  for (size_t i = 0; i < person.titles.size(); ++i) {
    if (i == 0) {
      talent.mutable_employment()->set_post(person.titles[i]);
    } else {
      talent.add_work_experiences()->set_title(person.titles[i]);
    }
  }
  talent.mutable_employment()->set_status(
      EnumOf<type::v1::EmploymentStatus>("EMPLOYMENT_STATUS_", person.status));
  talent.mutable_employment()->set_employer_credit_code(person.unit);
  auto* consent = talent.mutable_home_unit_consent();
  consent->set_needed(person.consent_of_unit != "not-needed");
  consent->set_given(person.consent_of_unit == "given" || person.consent_of_unit == "expired");
  *consent->mutable_expire_date() =
      ToDate(person.consent_of_unit == "expired" ? kToday - 1 : kToday + 600);
  if (person.suspended) talent.set_state(talent::v1::Talent::SUSPENDED);
  if (!person.record_until.empty()) {
    *talent.mutable_integrity_record_end_date() = ToDate(*ParseDay(person.record_until));
  }
  return talent;
}

void SetTerms(const Person& person, talent::v1::FlexibleTerms* terms) {
  for (const std::string& form : person.forms) {
    terms->add_forms(EnumOf<type::v1::EngagementForm>("ENGAGEMENT_FORM_", form));
  }
  for (const std::string& model : person.fee_models) {
    terms->add_fee_models(EnumOf<type::v1::FeeModel>("FEE_MODEL_", model));
  }
  terms->set_day_fee_fen(int64_t{100} * person.day_fee_yuan);
  if (person.days_per_year.has_value()) terms->set_days_per_year(*person.days_per_year);
  for (const std::string& season : person.seasons) {
    const YearPart part = ParseYearPart(season);
    auto* window = terms->add_seasons();
    window->set_start_month(part.start_month);
    window->set_start_day(part.start_day);
    window->set_end_month(part.end_month);
    window->set_end_day(part.end_day);
  }
  terms->set_weekend_only(person.weekend_only);
  terms->set_remote_share_bp(100 * person.remote_percent);
  for (const std::string& region : person.served_regions) terms->add_regions(region);
}

}  // namespace

bool YearPart::Has(absl::CivilDay day) const {
  const int at = 100 * day.month() + day.day();
  const int start = 100 * start_month + start_day, end = 100 * end_month + end_day;
  return start <= end ? start <= at && at <= end : at >= start || at <= end;
}

YearPart ParseYearPart(const std::string& text) {
  const std::vector<std::string> ends = Parts(text, '~');
  const std::vector<std::string> start = Parts(ends.at(0), '-'), end = Parts(ends.at(1), '-');
  return {Number(start.at(0)), Number(start.at(1)), Number(end.at(0)), Number(end.at(1))};
}

int Person::ExperienceYears() const {
  int years = 0;
  for (const HeldSkill& skill : skills) years = std::max(years, std::min(skill.years, 30));
  return years;
}

std::string FormatPeople(const std::vector<Person>& people) {
  std::string text = absl::StrCat(absl::StrJoin(Columns(), ","), "\n");
  for (const Person& p : people) {
    const std::vector<std::string> fields = {
        p.id,
        Joined(p.posts),
        Joined(p.titles),
        SkillsText(p),
        Joined(p.industries),
        Joined(p.majors),
        p.education,
        absl::StrCat(p.title_rank),
        absl::StrCat(p.tier),
        p.region,
        p.status,
        p.unit,
        p.consent_of_unit,
        Joined(p.forms),
        Joined(p.fee_models),
        absl::StrCat(p.day_fee_yuan),
        p.days_per_year.has_value() ? absl::StrCat(*p.days_per_year) : "",
        Joined(p.seasons),
        YesNo(p.weekend_only),
        absl::StrCat(p.remote_percent),
        Joined(p.served_regions),
        YesNo(p.shares),
        YesNo(p.suspended),
        p.record_until,
        BookedText(p)};
    absl::StrAppend(&text, absl::StrJoin(fields, ","), "\n");
  }
  return text;
}

std::vector<Person> ReadPeople() {
  const codes::CsvTable table = ReadTable("people.csv", Columns());
  std::vector<Person> people;
  for (size_t row = 0; row < table.size(); ++row) {
    const auto get = [&](absl::string_view column) { return table.Get(row, column); };
    Person& p = people.emplace_back();
    p.id = std::string(get("id"));
    p.posts = Parts(get("posts"));
    p.titles = Parts(get("titles"));
    p.skills = ParseSkills(get("skills"));
    p.industries = Parts(get("industries"));
    p.majors = Parts(get("majors"));
    p.education = std::string(get("education"));
    p.title_rank = Number(get("title_rank"));
    p.tier = Number(get("tier"));
    p.region = std::string(get("region"));
    p.status = std::string(get("status"));
    p.unit = std::string(get("unit"));
    p.consent_of_unit = std::string(get("unit_consent"));
    p.forms = Parts(get("forms"));
    p.fee_models = Parts(get("fee_models"));
    p.day_fee_yuan = Number(get("day_fee"));
    if (!get("days_per_year").empty()) p.days_per_year = Number(get("days_per_year"));
    p.seasons = Parts(get("seasons"));
    p.weekend_only = get("weekend_only") == "yes";
    p.remote_percent = Number(get("remote_percent"));
    p.served_regions = Parts(get("served"));
    p.shares = get("shares") == "yes";
    p.suspended = get("suspended") == "yes";
    p.record_until = std::string(get("record_until"));
    p.booked = ParseBooked(get("booked"));
  }
  return people;
}

population::TalentFacts FactsOf(const Person& person) {
  talent::v1::Talent talent = ProfileOf(person);
  SetTerms(person, talent.mutable_flexible_terms());
  population::TalentFacts facts = recruitment::FactsOfTalent(talent, kToday);
  facts.share_consent = person.shares;
  if (person.tier > 0) {
    recruitment::TierFact tier;
    tier.rank = person.tier;
    tier.valid = true;
    recruitment::ApplyTiers({tier}, DayNumber(kToday), facts);
  }
  return facts;
}

std::vector<population::TalentBooking> BookingsOf(const Person& person) {
  std::vector<population::TalentBooking> bookings;
  for (const Booked& booked : person.booked) {
    for (absl::CivilDay day = booked.first; day <= booked.last; ++day) {
      const auto halves = booked.mornings ? population::kMorning : population::kWholeDay;
      bookings.push_back({person.id, {DayNumber(day), halves}});
    }
  }
  return bookings;
}

}  // namespace houniao::evaluation
