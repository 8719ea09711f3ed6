#include "services/recruitment/planning/days_plan.h"

#include <algorithm>

#include "services/recruitment/planning/bundle_auction.h"
#include "services/recruitment/planning/bundles.h"
#include "services/recruitment/planning/proof.h"
#include "services/recruitment/planning/seating.h"
#include "services/recruitment/planning/trades.h"

namespace houniao::recruitment::planning {
namespace {

// Moves prices towards the least dual bound.
class Dual {
 public:
  Dual(const Offers& offers, Control& control)
      : offers_(offers), control_(control), finder_(offers), load_(offers.seats().size()) {}

  // The bound at these prices, kept if it is the least so far. False when cancelled.
  bool Evaluate(const std::vector<int32_t>& prices) {
    int64_t bound = 0;
    for (size_t d = 0; d < prices.size(); ++d) {
      bound += int64_t{prices[d]} * std::max(0, offers_.seats()[d]);
    }
    std::fill(load_.begin(), load_.end(), 0);
    steps_ = 0;
    bundles_.assign(offers_.talent_count(), {});
    for (uint32_t t = 0; t < offers_.talent_count(); ++t) {
      if (offers_.begin(t) == offers_.end(t)) continue;
      Bundle bundle = finder_.Best(t, [&](uint32_t demand) { return prices[demand]; });
      bound += bundle.bound;
      for (const uint32_t demand : bundle.demands) ++load_[demand];
      bundles_[t] = std::move(bundle.demands);
      const int64_t steps = finder_.TakeSteps();
      steps_ += steps;
      if (!control_.Go(steps)) return false;
    }
    last_ = bound;
    if (best_prices_.empty() || bound < bound_) {
      bound_ = bound;
      best_prices_ = prices;
    }
    return true;
  }

  // Polyak's step from `prices`, `scale` 64ths of its length: prices of demands that too many
  // want rise, those of demands that too few want fall.
  std::vector<int32_t> Step(const std::vector<int32_t>& prices, int64_t primal,
                            int64_t scale) const {
    int64_t norm = 0;
    for (size_t d = 0; d < prices.size(); ++d) norm += Slope(prices, d) * Slope(prices, d);
    std::vector<int32_t> next = prices;
    if (norm == 0) return next;
    const int64_t length = std::min<int64_t>(last_ - primal, int64_t{1} << 40);
    for (size_t d = 0; d < prices.size(); ++d) {
      const int64_t change = length * Slope(prices, d) / norm * scale / 64;
      next[d] = static_cast<int32_t>(std::clamp<int64_t>(prices[d] - change, 0, INT32_MAX / 2));
    }
    return next;
  }

  int64_t bound() const { return bound_; }
  // Of the last evaluation.
  int64_t steps() const { return steps_; }
  const std::vector<int32_t>& best_prices() const { return best_prices_; }
  const std::vector<std::vector<uint32_t>>& bundles() const { return bundles_; }

 private:
  // How the bound changes with the price; none where the price cannot fall any more.
  int64_t Slope(const std::vector<int32_t>& prices, size_t demand) const {
    const int64_t slope = std::max(0, offers_.seats()[demand]) - load_[demand];
    return slope > 0 && prices[demand] == 0 ? 0 : slope;
  }

  const Offers& offers_;
  Control& control_;
  BundleFinder finder_;
  std::vector<int32_t> load_;
  std::vector<std::vector<uint32_t>> bundles_;
  std::vector<int32_t> best_prices_;
  int64_t bound_ = 0;
  int64_t last_ = 0;
  int64_t steps_ = 0;
};

class Planner {
 public:
  Planner(const Offers& offers, int64_t max_proof_steps, Control& control)
      : offers_(offers),
        max_proof_steps_(max_proof_steps),
        control_(control),
        dual_(offers, control),
        best_(offers) {}

  DaysPlan Run() {
    const std::vector<int32_t> prices = FromAuction();
    if (!control_.stopped() && dual_.Evaluate(prices)) LowerBound(prices);
    if (!control_.stopped() && !Closed()) FromPrices();
    bool proven = false;
    if (!control_.stopped() && !Closed()) {
      proven = ProveBest(offers_, dual_.best_prices(), max_proof_steps_, best_, control_);
    }
    DaysPlan plan;
    plan.served = best_.all();
    plan.price_units = dual_.best_prices();
    plan.price_units.resize(offers_.seats().size());
    plan.units = best_.units();
    plan.bound_units = proven ? best_.units() : std::max(best_.units(), dual_.bound());
    return plan;
  }

 private:
  static constexpr int64_t kTradeSteps = 200'000'000;
  static constexpr int64_t kBoundSteps = 200'000'000;
  static constexpr int64_t kLeastRounds = 10;
  static constexpr int64_t kMostRounds = 300;

  // Points are whole: a bound less than one point above is no gap.
  bool Closed() const { return dual_.bound() < best_.units() + kPriceUnits; }

  std::vector<int32_t> FromAuction() {
    std::vector<int32_t> prices = AuctionBundles(offers_, 4 * kPriceUnits, best_, control_);
    Trade(offers_, kTradeSteps, best_, control_);
    return prices;
  }

  // As many rounds as the size allows, shorter steps when nothing is gained.
  void LowerBound(std::vector<int32_t> prices) {
    const int64_t rounds =
        std::clamp(kBoundSteps / std::max<int64_t>(1, dual_.steps()), kLeastRounds, kMostRounds);
    int64_t scale = 64;
    int idle = 0;
    for (int64_t round = 0; round < rounds && scale > 0 && !Closed(); ++round) {
      const int64_t before = dual_.bound();
      prices = dual_.Step(prices, best_.units(), scale);
      if (!dual_.Evaluate(prices)) return;
      if (control_.due()) {
        control_.Report(
            {"bounding", round, rounds, best_.units() / kPriceUnits, dual_.bound() / kPriceUnits});
      }
      idle = dual_.bound() < before ? 0 : idle + 1;
      if (idle < 6) continue;
      idle = 0;
      scale /= 2;
      prices = dual_.best_prices();
      if (!dual_.Evaluate(prices)) return;
    }
  }

  // A second plan: everybody his best bundle at the best prices, as far as there are seats.
  void FromPrices() {
    if (!dual_.Evaluate(dual_.best_prices())) return;
    Seating seating(offers_);
    for (uint32_t t = 0; t < offers_.talent_count(); ++t) {
      for (const uint32_t demand : dual_.bundles()[t]) {
        if (seating.left(demand) > 0) seating.Add(t, demand);
      }
    }
    Trade(offers_, kTradeSteps, seating, control_);
    if (seating.units() > best_.units()) best_ = std::move(seating);
  }

  const Offers& offers_;
  const int64_t max_proof_steps_;
  Control& control_;
  Dual dual_;
  Seating best_;
};

}  // namespace

DaysPlan PlanDaysBestTotal(const Offers& offers, int64_t max_proof_steps, Control& control) {
  return Planner(offers, max_proof_steps, control).Run();
}

}  // namespace houniao::recruitment::planning
