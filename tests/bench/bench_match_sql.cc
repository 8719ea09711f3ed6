#include "tests/bench/bench_match_sql.h"

#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"

#include "common/base/dates.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::bench {
namespace {

namespace rpb = ::houniao::recruitment::v1;
using recruitment::ScoreSlot;
using recruitment::SlotSource;

class SqlWriter {
 public:
  SqlWriter(const BenchDemand& demand, const population::Store& store, Dialect dialect)
      : subject_(demand.subject),
        demand_(subject_.demand),
        dialect_(dialect),
        gates_(subject_, store, nullptr),
        score_(subject_, recruitment::HouseWeights(), store, gates_) {}

  std::string Write() {
    std::vector<std::string> points;
    for (const ScoreSlot& slot : score_.slots()) points.push_back(PointsOf(slot));
    AddGates();
    std::string from = "talents t";
    if (UsesDays()) from += " JOIN terms f ON f.terms = t.terms";
    from += Joined(skill_columns_, skills_, must_skill_, "skills", "s");
    from += Joined(industry_columns_, industries_, must_industry_, "industries", "i");
    const char* const id = dialect_ == Dialect::kDuckDb       ? "CAST(id AS VARCHAR)"
                           : dialect_ == Dialect::kClickHouse ? "toString(id)"
                                                              : "CAST(id AS CHAR)";
    return absl::StrCat("SELECT ", id, " AS talent, score FROM (SELECT t.id AS id, ",
                        absl::StrJoin(points, " + "), " AS score FROM ", from, " WHERE ",
                        absl::StrJoin(where_, " AND "),
                        ") AS scored ORDER BY score DESC, id LIMIT 20");
  }

 private:
  std::string Div(const std::string& a, int64_t b) const {
    switch (dialect_) {
      case Dialect::kDuckDb:
        return absl::StrCat("((", a, ") // ", b, ")");
      case Dialect::kClickHouse:
        return absl::StrCat("intDiv(", a, ", ", b, ")");
      case Dialect::kMariaDb:
        break;
    }
    return absl::StrCat("((", a, ") DIV ", b, ")");
  }
  std::string And(const std::string& a, const std::string& b) const {
    if (dialect_ == Dialect::kClickHouse) return absl::StrCat("bitAnd(", a, ", ", b, ")");
    return absl::StrCat("(", a, " & ", b, ")");
  }
  std::string OrZero(const std::string& column) const {
    if (dialect_ == Dialect::kClickHouse) return column;  // joins fill with 0
    return absl::StrCat("COALESCE(", column, ", 0)");
  }
  std::string Points(const ScoreSlot& slot, const std::string& quality) const {
    return Div(absl::StrCat(slot.max_points, " * ", quality), 10000);
  }
  static std::string InRange(const std::string& column, population::KeyRange range) {
    return absl::StrCat(column, " BETWEEN ", range.first, " AND ", range.second);
  }
  bool UsesDays() const { return subject_.window.has_value() && subject_.needed_half_days > 0; }
  std::string Remaining() const {
    // What is free, and no more than the year's cap leaves.
    return "CASE WHEN t.days_per_year < 0 THEN f.half_days - t.booked ELSE "
           "LEAST(f.half_days - t.booked, GREATEST(0, 2 * t.days_per_year - t.booked_year)) END";
  }

  // Few values: a branch for each that brings other points.
  std::string ByValue(const ScoreSlot& slot, const std::string& column, int most) const {
    std::string text = absl::StrCat("CASE ", column);
    for (int value = 0; value <= most; ++value) {
      const int points = slot.max_points * slot.quality_of(value) / 10000;
      if (points != 0) absl::StrAppend(&text, " WHEN ", value, " THEN ", points);
    }
    return text + " ELSE 0 END";
  }

  std::string PointsOf(const ScoreSlot& slot) {
    switch (slot.source) {
      case SlotSource::kEducation:
        return ByValue(slot, "t.education", 4);
      case SlotSource::kTitle:
        return ByValue(slot, "t.title", 4);
      case SlotSource::kTier:
        return ByValue(slot, "t.tier", 6);
      case SlotSource::kExperience:
        return ExperiencePoints(slot);
      case SlotSource::kRegion:
        return RegionPoints(slot);
      case SlotSource::kFee: {
        const int64_t most = demand_.day_fee_fen();
        return Points(
            slot, absl::StrCat("(CASE WHEN t.fee = 0 THEN 5000 ELSE 5000 + ",
                               Div(absl::StrCat("5000 * (", most, " - t.fee)"), most), " END)"));
      }
      case SlotSource::kAvailability: {
        const int needed = subject_.needed_half_days;
        return Points(slot, absl::StrCat("(4000 + ",
                                         Div(absl::StrCat("6000 * LEAST(", Remaining(), " - ",
                                                          needed, ", ", needed, ")"),
                                             needed),
                                         ")"));
      }
      case SlotSource::kMajors:
        return MajorPoints(slot);
      case SlotSource::kSkills:
        return SkillPoints(slot);
      case SlotSource::kIndustries:
        return IndustryPoints(slot);
      default:
        return "0";
    }
  }

  std::string ExperiencePoints(const ScoreSlot& slot) const {
    int least = 0;
    for (const rpb::Requirement& requirement : demand_.requirements()) {
      if (requirement.has_experience()) least = requirement.experience().min_years();
    }
    if (least == 0) return Points(slot, "500 * LEAST(t.experience, 20)");
    return Points(slot,
                  absl::StrCat("(CASE WHEN t.experience < ", least, " THEN ",
                               Div("7000 * t.experience", least),
                               " ELSE 7000 + 300 * LEAST(t.experience - ", least, ", 10) END)"));
  }

  std::string RegionPoints(const ScoreSlot& slot) const {
    std::string text = "CASE";
    // One wanted place, a city or a county.
    const uint32_t key = slot.keys.at(0);
    const auto when = [&](population::KeyRange range, int quality) {
      absl::StrAppend(&text, " WHEN ", InRange("t.region", range), " THEN ",
                      slot.max_points * quality / 10000);
    };
    when(population::RegionRange(key), 10000);
    // The city itself comes near one of its counties, and a province alone to neither.
    when(population::RegionRange(key / 100 * 100), 6000);
    when(population::RegionRange(key / 10000 * 10000), 3000);
    return text + " ELSE 0 END";
  }

  std::string MajorPoints(const ScoreSlot& slot) const {
    std::vector<uint32_t> full, near;
    for (uint32_t number = 0; number < slot.qualities->size(); ++number) {
      if ((*slot.qualities)[number] == 10000) full.push_back(number);
      if ((*slot.qualities)[number] == 5000) near.push_back(number);
    }
    std::string text = "CASE";
    for (const auto& [numbers, quality] :
         {std::make_pair(full, 10000), std::make_pair(near, 5000)}) {
      if (numbers.empty()) continue;
      absl::StrAppend(&text, " WHEN t.major IN (", absl::StrJoin(numbers, ", "), ") THEN ",
                      slot.max_points * quality / 10000);
    }
    return text == "CASE" ? "0" : text + " ELSE 0 END";
  }

  std::string SkillPoints(const ScoreSlot& slot) {
    const std::string full = absl::StrJoin(slot.skill_options->Full(), ", ");
    const std::string near = absl::StrJoin(slot.skill_options->Near(), ", ");
    for (const int skill : slot.skill_options->Full()) skills_.push_back(absl::StrCat(skill));
    for (const int skill : slot.skill_options->Near()) skills_.push_back(absl::StrCat(skill));
    const std::string level =
        "CASE level WHEN 3 THEN 10000 WHEN 2 THEN 8000 WHEN 1 THEN 5000 ELSE 3000 END";
    std::string quality =
        Div(absl::StrCat("7 * ", level, " + 2000 * LEAST(years, 10) + 10000 * verified"), 10);
    if (slot.skill.min_level() > 0 || slot.skill.min_years() > 0) {
      quality = absl::StrCat("CASE WHEN level < ", slot.skill.min_level(), " OR years < ",
                             slot.skill.min_years(), " THEN ", Div(quality, 2), " ELSE ", quality,
                             " END");
    }
    std::string of_skill = absl::StrCat("CASE WHEN skill IN (", full, ") THEN ", quality);
    if (!near.empty()) {
      absl::StrAppend(&of_skill, " WHEN skill IN (", near, ") THEN ",
                      Div(absl::StrCat("2 * (", quality, ")"), 5));
    }
    of_skill += " ELSE 0 END";
    const std::string name = absl::StrCat("p", skill_columns_.size());
    skill_columns_.push_back(absl::StrCat("MAX(", of_skill, ") AS ", name));
    return Points(slot, OrZero("s." + name));
  }

  std::string IndustryPoints(const ScoreSlot& slot) {
    const uint32_t key = slot.keys.at(0);
    const std::string meets = WithinOrAround(key);
    std::string text = absl::StrCat("CASE WHEN ", meets, " THEN 10000");
    industries_.push_back(meets);
    const uint32_t group = key >> 4, division = key >> 8;
    // The group or the division itself lies around the key: those are met already.
    if ((group & 0xF) != 0) {
      absl::StrAppend(&text, " WHEN ", InRange("industry", {group << 4, group << 4 | 0xF}),
                      " THEN 7000");
    }
    if ((division & 0x7F) != 0) {
      const std::string within = InRange("industry", {division << 8, division << 8 | 0xFF});
      absl::StrAppend(&text, " WHEN ", within, " THEN 4000");
      industries_.push_back(within);
    }
    const std::string name = absl::StrCat("q", industry_columns_.size());
    industry_columns_.push_back(absl::StrCat("MAX(", text, " ELSE 0 END) AS ", name));
    return Points(slot, OrZero("i." + name));
  }

  static std::string WithinOrAround(uint32_t key) {
    std::string text = InRange("industry", population::IndustryRange(key));
    const auto above = population::IndustryAncestors(key);
    if (!above.empty()) {
      text = absl::StrCat("(", text, " OR industry IN (", absl::StrJoin(above, ", "), "))");
    }
    return text;
  }

  std::string Joined(const std::vector<std::string>& columns,
                     const std::vector<std::string>& needed, bool must, const std::string& table,
                     const std::string& alias) const {
    if (columns.empty()) return "";
    const std::string condition = table == "skills"
                                      ? absl::StrCat("skill IN (", absl::StrJoin(needed, ", "), ")")
                                      : absl::StrJoin(needed, " OR ");
    return absl::StrCat(must ? " JOIN" : " LEFT JOIN", " (SELECT talent, ",
                        absl::StrJoin(columns, ", "), " FROM ", table, " WHERE ", condition,
                        " GROUP BY talent) ", alias, " ON ", alias, ".talent = t.row");
  }

  void AddGates() {
    const int today = DayNumber(subject_.today) - population::kFirstLastDay + 1;
    where_ = {"t.matchable = 1",
              absl::StrCat("(t.consent = 0 OR (t.consent = 2 AND (t.consent_until = 0 OR "
                           "t.consent_until >= ",
                           today, ")))"),
              absl::StrCat("(t.integrity_until = 0 OR t.integrity_until < ", today, ")"),
              absl::StrCat("t.home_unit <> ", subject_.employer_key)};
    AddForms();
    for (const rpb::Requirement& requirement : demand_.requirements()) {
      if (recruitment::IsMust(requirement)) AddMust(requirement);
    }
    if (!subject_.regions.empty()) AddRegions();
    if (demand_.fee_model() != 0) {
      where_.push_back(absl::StrCat(
          "(t.fee_models = 0 OR ",
          And("t.fee_models", absl::StrCat(population::Bit(demand_.fee_model()))), " <> 0)"));
    }
    if (demand_.day_fee_fen() > 0)
      where_.push_back(absl::StrCat("t.fee <= ", demand_.day_fee_fen()));
    if (demand_.on_site_share_bp() > 0) {
      where_.push_back(absl::StrCat("t.remote <= ", 10000 - demand_.on_site_share_bp()));
    }
    if (UsesDays()) {
      where_.push_back(absl::StrCat(Remaining(), " >= ", subject_.needed_half_days));
    }
  }

  void AddForms() {
    std::map<uint16_t, std::vector<int>> statuses;
    for (int status = 0; status <= houniao::type::v1::EmploymentStatus_MAX; ++status) {
      statuses[recruitment::AllowedForms(demand_, status)].push_back(status);
    }
    std::string allowed = "CASE";
    for (const auto& [forms, who] : statuses) {
      absl::StrAppend(&allowed, " WHEN t.status IN (", absl::StrJoin(who, ", "), ") THEN ", forms);
    }
    where_.push_back(And("t.forms", allowed + " ELSE 0 END") + " <> 0");
  }

  void AddMust(const rpb::Requirement& requirement) {
    if (requirement.has_skill()) {
      const auto options = recruitment::SkillOptions::Of(requirement.skill());
      skill_columns_.push_back(absl::StrCat(
          "MAX(CASE WHEN skill IN (", absl::StrJoin(options->Full(), ", "),
          ") AND level >= ", requirement.skill().min_level(),
          " AND years >= ", requirement.skill().min_years(), " THEN 1 ELSE 0 END) AS meets"));
      where_.push_back("s.meets = 1");
      must_skill_ = true;
    } else if (requirement.has_industry_experience()) {
      const uint32_t key =
          *population::ParseIndustryKey(requirement.industry_experience().industries(0));
      industry_columns_.push_back(
          absl::StrCat("MAX(CASE WHEN ", WithinOrAround(key), " THEN 1 ELSE 0 END) AS meets"));
      where_.push_back("i.meets = 1");
      must_industry_ = true;
    } else if (requirement.has_education()) {
      where_.push_back("t.education >= 2");
    } else if (requirement.has_experience()) {
      where_.push_back(absl::StrCat("t.experience >= ", requirement.experience().min_years()));
    }
  }

  // One place; nobody serves more than one.
  void AddRegions() {
    const uint32_t key = *population::ParseRegionKey(subject_.regions.at(0));
    std::vector<uint32_t> keys = population::RegionAncestors(key);
    keys.push_back(0);
    where_.push_back(absl::StrCat("(t.served IN (", absl::StrJoin(keys, ", "), ") OR ",
                                  InRange("t.served", population::RegionRange(key)), ")"));
  }

  const recruitment::Subject& subject_;
  const rpb::Demand& demand_;
  const Dialect dialect_;
  const recruitment::GateList gates_;
  const recruitment::Score score_;
  std::vector<std::string> where_;
  std::vector<std::string> skill_columns_, industry_columns_;
  std::vector<std::string> skills_, industries_;
  bool must_skill_ = false;
  bool must_industry_ = false;
};

}  // namespace

std::string SqlOf(const BenchDemand& demand, const population::Store& store, Dialect dialect) {
  return SqlWriter(demand, store, dialect).Write();
}

}  // namespace houniao::bench
