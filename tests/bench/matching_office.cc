#include "tests/bench/matching_office.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/db/database.h"
#include "common/errors/errors.h"
#include "services/recruitment/store/migrations.h"
#include "tests/bench/bench_match_demands.h"
#include "tests/bench/bench_match_people.h"
#include "tests/bench/many_demands.h"

namespace houniao::bench {

class MatchingOffice::StillClock final : public Clock {
 public:
  absl::Time Now() const override {
    return ShanghaiMidnight(absl::CivilDay(kServiceYear - 1, 11, 20)) + absl::Hours(9);
  }
};

// There is no talent service beside the benchmark; its calls leave names out.
class MatchingOffice::NoNames final : public recruitment::TalentDirectory {
 public:
  absl::StatusOr<std::vector<recruitment::TalentProfile>> Profiles(
      const CallContext&, const std::vector<std::string>&) const override {
    return errors::ServiceUnavailable("talent");
  }
  absl::StatusOr<talent::v1::Team> Team(const CallContext&, const std::string&) const override {
    return errors::ServiceUnavailable("talent");
  }
  std::map<std::string, std::string> DisplayNames(const CallContext&,
                                                  const std::vector<std::string>&) const override {
    return {};
  }
};

MatchingOffice::MatchingOffice()
    : clock_(std::make_unique<StillClock>()), talents_(std::make_unique<NoNames>()) {}
MatchingOffice::~MatchingOffice() = default;

absl::Status MatchingOffice::Start(int talents, int open_demands) {
  db::Options options;
  options.url = absl::StrCat("sqlite:", folder_.path(), "/recruitment.db");
  ASSIGN_OR_RETURN(database_, db::Open(options));
  ASSIGN_OR_RETURN(journal_, feed::Journal::Open(*database_, *clock_, ids_, keyring_,
                                                 recruitment::Migrations()));
  people_ = LoadPopulation(made_up_, static_cast<uint64_t>(talents));
  demands_ = std::make_unique<recruitment::DemandRegister>(rest_days_, *clock_);
  demands_->BeginSnapshot();
  for (const auto& employer : MadeUpEmployers()) demands_->Apply(employer);
  for (const BenchDemand& demand : SelectiveDemands(kSelectiveDemands)) {
    recruitment::v1::Demand stored = demand.subject.demand;
    stored.set_employer("employers/e0");
    demands_->Apply(stored);
  }
  for (const auto& demand : MadeUpOpenDemands(open_demands, 7)) demands_->Apply(demand);
  demands_->EndSnapshot();
  context_.emplace(
      recruitment::EngagementContext{journal_->store(), kinds_, *clock_, *talents_, rest_days_});
  handlers_ = std::make_unique<recruitment::MatchingHandlers>(
      *context_, recruitment::MatchingHandlers::Sources{*people_, stations_, engaged_, *demands_},
      [] { return true; });
  handlers_->Bind(table_);
  for (const rpc::ServiceTable::Method& method : table_.methods()) {
    if (method.bound()) continue;
    table_.UnaryDynamic(method.descriptor->name(),
                        [](CallContext&, const rpc::Message&, rpc::Message*) {
                          return absl::UnimplementedError("Not part of the benchmark.");
                        });
  }
  return office_.Start(*clock_, *journal_, {&table_});
}

std::unique_ptr<Unrest> MatchingOffice::Disturb(int changes_per_second) {
  return std::make_unique<Unrest>(*people_, made_up_, people_->view()->size(), changes_per_second);
}

std::vector<std::string> MatchingOffice::SomeTalents(int count) const {
  const population::View view = people_->view();
  std::vector<std::string> names;
  const uint64_t step = std::max<uint64_t>(1, view->size() / static_cast<uint64_t>(count));
  for (uint32_t row = 0; row < view->size() && names.size() < static_cast<size_t>(count);
       row += static_cast<uint32_t>(step)) {
    if (view->MatchableRow(row)) names.push_back(absl::StrCat("talents/", view->id(row)));
  }
  return names;
}

}  // namespace houniao::bench
