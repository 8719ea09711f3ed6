// shortage, unmet, exposure: what the district is short of, and who is shown.
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/insight_tables.h"
#include "services/talentctl/output/width.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct ShortageArguments {
  std::vector<std::string> industries;
  int min_cell = 0;
};

struct UnmetArguments {
  std::string demand;
  int demands = 0;
  int misses = 5;
};

struct ExposureArguments {
  int top_k = 0;
  std::string from;
  std::string to;
  int min_cell = 0;
  int per_city = 0;
  int per_industry = 0;
  int first_timers = 0;
};

absl::Status Shortage(Session& session, const ShortageArguments& arguments) {
  pb::GetShortageCatalogueRequest request;
  for (const std::string& industry : arguments.industries) request.add_industries(industry);
  request.set_min_cell_count(arguments.min_cell);
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::GetShortageCatalogueResponse>(
                       "houniao.recruitment.v1.DemandService.GetShortageCatalogue", request));
  session.Show(reply, [&] {
    if (!reply.entries().empty()) {
      session.Print(ShortageTable(reply, session.terminal()));
      session.Print("");
    }
    session.Print(absl::StrCat(reply.entries_size(), " posts from ", reply.demand_count(),
                               " demands; ", reply.suppressed_count(),
                               " left out, with too few employers or people to be told"));
  });
  return absl::OkStatus();
}

absl::Status Unmet(Session& session, const UnmetArguments& arguments) {
  pb::GetUnmetDemandRequest request;
  if (!arguments.demand.empty()) request.set_demand(NameOf("demand", arguments.demand));
  request.set_max_demand_count(arguments.demands);
  request.set_max_miss_count(arguments.misses);
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::GetUnmetDemandResponse>(
                       "houniao.recruitment.v1.DemandService.GetUnmetDemand", request));
  session.Show(reply, [&] {
    for (const pb::UnmetDemand& unmet : reply.demands()) {
      session.Print(Coloured(session.terminal(), Printable(UnmetText(unmet)), Colour::kStrong));
      if (!unmet.near_misses().empty()) session.Print(NearMissTable(unmet));
      if (!unmet.relaxations().empty()) session.Print(RelaxationTable(unmet));
      session.Print("");
    }
    session.Print(absl::StrCat(reply.unmet_count(), " of ", reply.open_count(),
                               " open demands have fewer eligible talents than empty seats."));
  });
  return absl::OkStatus();
}

absl::Status Exposure(Session& session, const ExposureArguments& arguments) {
  pb::GetExposureReportRequest request;
  request.set_top_k(arguments.top_k);
  request.set_min_cell_count(arguments.min_cell);
  ASSIGN_OR_RETURN(const auto period, RangeOf(arguments.from, arguments.to));
  if (period.has_start_date() || period.has_end_date()) *request.mutable_period() = period;
  if (arguments.per_city + arguments.per_industry + arguments.first_timers > 0) {
    auto* variety = request.mutable_diversification();
    variety->set_max_per_city(arguments.per_city);
    variety->set_max_per_industry(arguments.per_industry);
    variety->set_min_first_timer_count(arguments.first_timers);
  }
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::GetExposureReportResponse>(
                       "houniao.recruitment.v1.MatchingService.GetExposureReport", request));
  session.Show(reply, [&] {
    if (!reply.groups().empty()) session.Print(ExposureTable(reply, session.terminal()));
    session.Print("");
    for (const std::string& line : ExposureLines(reply)) session.Print(line);
  });
  return absl::OkStatus();
}

void AddShortage(CommandTree& tree) {
  auto a = std::make_shared<ShortageArguments>();
  CLI::App* command = tree.Command(
      nullptr, "shortage", "The shortage catalogue: which posts are hard to fill, with stars",
      "  talentctl shortage\n"
      "  talentctl shortage --industry 38,44 -o json\n",
      [a](Session& session) { return Shortage(session, *a); }, kRecruiting);
  AddList(command, "--industry", a->industries, "Only these industries, 38 or 3849");
  command->add_option("--min_cell", a->min_cell, "Least employers and people of a line [3]")
      ->check(CLI::Range(1, 100));
}

void AddUnmet(CommandTree& tree) {
  auto a = std::make_shared<UnmetArguments>();
  CLI::App* command = tree.Command(
      nullptr, "unmet", "Open demands that too few can fill: who comes nearest, what binds",
      "  talentctl unmet\n"
      "  talentctl unmet demo-storage-expert --misses 10\n",
      [a](Session& session) { return Unmet(session, *a); }, kRecruiting);
  command->add_option("DEMAND", a->demand, "Only this demand [all that are open]");
  command->add_option("--demands", a->demands, "Most demands [20]")->check(CLI::Range(1, 100));
  command->add_option("--misses", a->misses, "Most near misses a demand")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
}

void AddExposure(CommandTree& tree) {
  auto a = std::make_shared<ExposureArguments>();
  CLI::App* command = tree.Command(
      nullptr, "exposure", "Who is shown and chosen, by group; and what more variety would cost",
      "  talentctl exposure\n"
      "  talentctl exposure --from 2026-01-01 --to 2026-06-30 --top 20\n"
      "  talentctl exposure --first_timers 2 --per_city 3\n",
      [a](Session& session) { return Exposure(session, *a); }, kRecruiting);
  command->add_option("-k,--top,--top_k", a->top_k, "Length of the lists [10]")
      ->check(CLI::Range(1, 100));
  auto* from = command->add_option("--from", a->from, "Chosen from this day on [a year ago]");
  auto* to = command->add_option("--to", a->to, "Chosen up to this day [today]");
  from->needs(to);
  to->needs(from);
  command->add_option("--min_cell", a->min_cell, "Least people of a cell [5]")
      ->check(CLI::Range(1, 1000));
  command->add_option("--first_timers", a->first_timers, "Keep so many places for first-timers")
      ->check(CLI::Range(1, 1000));
  command->add_option("--per_city", a->per_city, "At most so many of one city")
      ->check(CLI::Range(1, 1000));
  command->add_option("--per_industry", a->per_industry, "At most so many of one division")
      ->check(CLI::Range(1, 1000));
}

}  // namespace

void AddInsightCommands(CommandTree& tree) {
  AddShortage(tree);
  AddUnmet(tree);
  AddExposure(tree);
}

}  // namespace houniao::talentctl
