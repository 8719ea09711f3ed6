// The rows of the population as files for the peers.
#include <fstream>

#include "absl/strings/numbers.h"

#include "common/base/dates.h"
#include "common/population/bookings.h"
#include "tests/bench/bench_match_people.h"
#include "tests/bench/bench_match_sql.h"

namespace houniao::bench {
namespace {

using population::Store;

// Appends to a file through a buffer of its own: streams are too slow for 70 million lines.
class Table {
 public:
  explicit Table(const std::string& path) : file_(path, std::ios::binary) {}
  ~Table() { Flush(); }

  template <typename... Values>
  void Add(const Values&... values) {
    const char* separator = "";
    ((absl::StrAppend(&text_, separator, values), separator = "\t"), ...);
    text_.push_back('\n');
    if (text_.size() > 1 << 20) Flush();
  }
  bool Close() {
    Flush();
    file_.close();
    return !file_.fail();
  }

 private:
  void Flush() {
    file_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  std::ofstream file_;
  std::string text_;
};

struct Days {
  int booked = 0;       // of the days that the terms allow in the demands' days
  int booked_year = 0;  // in the service year
};

Days DaysOf(const Store& store, uint32_t row, const population::AvailabilityPlan& plan) {
  population::Availability availability = store.availability(row);
  if (availability.booked == nullptr) return {};
  Days days;
  const int first = population::FirstDayOfYear(kServiceYear);
  days.booked_year = availability.booked->CountBooked(first, first + 364);
  days.booked = -plan.FreeHalfDays(availability);
  availability.booked = nullptr;
  days.booked += plan.FreeHalfDays(availability);
  return days;
}

}  // namespace

bool WriteTables(const Store& store, const std::string& folder) {
  // The demands that ask for days ask for the same.
  const recruitment::Subject subject = BenchDemands().front().subject;
  const population::AvailabilityPlan plan(*subject.window, store.rest_days());
  const int today = DayNumber(subject.today);
  Table talents(folder + "/talents.tsv"), skills(folder + "/skills.tsv"),
      industries(folder + "/industries.tsv"), terms(folder + "/terms.tsv");
  std::vector<bool> seen_terms(store.terms_number_end());
  for (const uint32_t row : store.live()) {
    const population::RowFacts& facts = store.facts_of(row);
    const population::ListsView lists = store.lists(row);
    uint64_t id = 0;
    if (!absl::SimpleHexAtoi(store.id(row), &id)) return false;
    const Days days = DaysOf(store, row, plan);
    const int major = lists.majors().size == 0 ? -1 : static_cast<int>(lists.majors()[0]);
    const uint32_t served = lists.served_regions().size == 0 ? 0 : lists.served_regions()[0];
    talents.Add(row, id, store.MatchableRow(row) ? 1 : 0, facts.education_rank, facts.title_rank,
                store.TierRankOn(row, today), facts.experience_years, facts.status, facts.forms,
                facts.fee_models, store.day_fee_fen(row), facts.region, served, facts.terms,
                store.days_per_year(row), store.remote_share_bp(row), facts.home_unit_consent,
                facts.consent_until, facts.integrity_until, lists.home_unit(), major, days.booked,
                days.booked_year);
    for (const population::SkillWord word : lists.skills()) {
      const population::SkillFact fact = population::UnpackSkill(word);
      skills.Add(fact.skill, fact.level, fact.years, fact.verified ? 1 : 0, row);
    }
    for (const uint32_t key : lists.industries()) industries.Add(key, row);
    if (seen_terms[facts.terms]) continue;
    seen_terms[facts.terms] = true;
    int allowed = 0;
    for (const int half_days : plan.AllowedByYear(store.terms(facts.terms))) allowed += half_days;
    terms.Add(facts.terms, allowed);
  }
  const bool closed[] = {talents.Close(), skills.Close(), industries.Close(), terms.Close()};
  return closed[0] && closed[1] && closed[2] && closed[3];
}

}  // namespace houniao::bench
