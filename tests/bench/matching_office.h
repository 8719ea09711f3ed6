// MatchingService over a large made-up population and many open demands, which are put into memory
// as the feeds would put them there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"

#include "common/crypto/keyring.h"
#include "services/recruitment/handlers/matching_service.h"
#include "services/recruitment/store/kinds.h"
#include "tests/bench/bench_match_people.h"
#include "tests/bench/bench_office.h"
#include "tests/bench/unrest.h"

namespace houniao::bench {

class MatchingOffice {
 public:
  MatchingOffice();
  ~MatchingOffice();
  // Some seconds for each million talents.
  absl::Status Start(int talents, int open_demands);

  int port() const { return office_.port(); }
  std::string Authorization() const { return office_.Authorization(); }
  // `talents/{talent}` of so many talents, spread over the population.
  std::vector<std::string> SomeTalents(int count) const;
  // Stored demands with a rare skill as a must: bench_match_demands.h.
  static constexpr int kSelectiveDemands = 64;
  std::string selective_demand(int number) const {
    return absl::StrCat("demands/selective-", number % kSelectiveDemands);
  }
  // So many changes a second while it lives.
  std::unique_ptr<Unrest> Disturb(int changes_per_second);

 private:
  // Stands still on the day from which the demands of the benchmark look ahead.
  class StillClock;
  class NoNames;

  const Folder folder_;
  const std::unique_ptr<Clock> clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<feed::Journal> journal_;
  const recruitment::Kinds kinds_;
  const population::RestDays rest_days_;
  const std::unique_ptr<recruitment::TalentDirectory> talents_;
  const MadeUpTalents made_up_{1};
  std::unique_ptr<population::Population> people_;
  recruitment::Stations stations_;
  recruitment::EngagedBefore engaged_;
  std::unique_ptr<recruitment::DemandRegister> demands_;
  std::optional<recruitment::EngagementContext> context_;
  std::unique_ptr<recruitment::MatchingHandlers> handlers_;
  rpc::ServiceTable table_{"houniao.recruitment.v1.MatchingService"};
  BenchOffice office_;
};

}  // namespace houniao::bench
