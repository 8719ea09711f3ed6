#include "services/talentctl/output/insight_tables.h"

#include "absl/strings/str_format.h"

#include "services/talentctl/output/bar.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/output/match_tables.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

constexpr int kShareCells = 10;
// Four fifths: below it a group's share is looked at.
constexpr int kRatioLookedAt = 8000;

// Small cells are not told.
std::string CountText(int64_t count) { return count < 0 ? "few" : absl::StrCat(count); }

std::string CentiText(int64_t centi) {
  return absl::StrFormat("%d.%02d", centi / 100, centi % 100);
}

std::string Many(int64_t count, absl::string_view one, absl::string_view more) {
  return absl::StrCat(count, " ", count == 1 ? one : more);
}

std::string FailuresText(const pb::NearMiss& miss) {
  std::vector<std::string> texts;
  for (const pb::GateResult& gate : miss.failed_gates()) texts.push_back(FailureText(gate));
  return absl::StrJoin(texts, "; ");
}

}  // namespace

Table ShortageTable(const pb::GetShortageCatalogueResponse& reply, const Terminal& terminal) {
  Table table({{"STARS"},
               {"POST", Align::kLeft, true},
               {"INDUSTRY"},
               {"WHY"},
               {"INDEX", Align::kRight},
               {"SEATS", Align::kRight},
               {"EMPTY", Align::kRight},
               {"SUPPLY", Align::kRight},
               {"EMPLOYERS", Align::kRight},
               {"EDU"},
               {"YEARS", Align::kRight},
               {"DAY FEE", Align::kRight},
               {"URGENT", Align::kRight}});
  for (const pb::ShortageEntry& entry : reply.entries()) {
    table.Add(
        {Cell(Stars(entry.stars(), terminal), entry.stars() >= 4 ? Colour::kBad : Colour::kDoubt),
         entry.post(), entry.industry(), EnumText(entry.shortage_type()),
         absl::StrCat(entry.index()), absl::StrCat(entry.seat_count()),
         absl::StrCat(entry.empty_seat_count()), CountText(entry.supply_count()),
         absl::StrCat(entry.employer_count()), entry.education(),
         entry.experience_years() > 0 ? absl::StrCat(entry.experience_years()) : "",
         entry.day_fee_fen() > 0 ? YuanText(entry.day_fee_fen()) : "",
         entry.urgency() > 0 ? absl::StrCat(entry.urgency()) : ""});
  }
  table.DropEmptyColumns();
  return table;
}

std::string UnmetText(const pb::UnmetDemand& unmet) {
  return absl::StrCat(unmet.demand(), " ", unmet.title(), ": ",
                      Many(unmet.empty_seat_count(), "empty seat", "empty seats"), ", ",
                      Many(unmet.eligible_count(), "talent passes", "talents pass"), " every gate",
                      unmet.urgency() > 0 ? absl::StrCat(", urgency ", unmet.urgency()) : "");
}

Table NearMissTable(const pb::UnmetDemand& unmet) {
  Table table(
      {{"COMES NEAREST"}, {"NAME"}, {"POINTS", Align::kRight}, {"FAILS", Align::kLeft, true}});
  for (const pb::NearMiss& miss : unmet.near_misses()) {
    table.Add({miss.talent(), miss.display_name(), absl::StrCat(miss.score()), FailuresText(miss)});
  }
  table.DropEmptyColumns();
  return table;
}

Table RelaxationTable(const pb::UnmetDemand& unmet) {
  Table table({{"GIVING WAY ON"},
               {"REQUIREMENT"},
               {"TO", Align::kLeft, true},
               {"WOULD PASS", Align::kRight}});
  bool first = true;
  for (const pb::Relaxation& relaxation : unmet.relaxations()) {
    table.Add({Cell(EnumText(relaxation.gate()), first ? Colour::kStrong : Colour::kNone),
               relaxation.requirement(), relaxation.wanted(),
               absl::StrCat(relaxation.eligible_count())});
    first = false;
  }
  table.DropEmptyColumns();
  return table;
}

Table ExposureTable(const pb::GetExposureReportResponse& reply, const Terminal& terminal) {
  Table table({{"BY"},
               {"GROUP"},
               {"POOL", Align::kRight},
               {"SHOWN", Align::kRight},
               {"CHOSEN", Align::kRight},
               {"SHARE SHOWN"},
               {"RATIO", Align::kRight}});
  for (const pb::ExposureGroup& group : reply.groups()) {
    const bool told = group.impact_ratio_bp() >= 0;
    const bool low = told && group.impact_ratio_bp() < kRatioLookedAt;
    table.Add({EnumText(group.dimension()), group.value(), CountText(group.pool_count()),
               CountText(group.shown_count()), CountText(group.chosen_count()),
               Bar(group.shown_count(), group.pool_count(), kShareCells, terminal),
               Cell(told ? PercentText(group.impact_ratio_bp()) : "",
                    low ? Colour::kDoubt : Colour::kNone)});
  }
  table.DropEmptyColumns();
  return table;
}

std::vector<std::string> ExposureLines(const pb::GetExposureReportResponse& reply) {
  std::vector<std::string> lines;
  lines.push_back(absl::StrCat(reply.place_count(), " places in the lists of ",
                               reply.demand_count(), " open demands; mean score ",
                               CentiText(reply.mean_score_centi())));
  const int64_t cost = reply.mean_score_centi() - reply.diversified_mean_score_centi();
  if (cost != 0) {
    lines.push_back(absl::StrCat("as varied as asked for: mean score ",
                                 CentiText(reply.diversified_mean_score_centi()), ", which costs ",
                                 CentiText(cost), " points a place"));
  }
  lines.push_back("RATIO: share shown against that of the group shown most; below 80% look closer");
  if (reply.counts_missing()) {
    lines.push_back("sex and age are missing: the talent service could not be asked");
  }
  return lines;
}

}  // namespace houniao::talentctl
