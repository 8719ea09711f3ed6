#include "services/recruitment/planning/trades.h"

#include <algorithm>

namespace houniao::recruitment::planning {
namespace {

class Trading {
 public:
  Trading(const Offers& offers, int64_t max_steps, Seating& seating, Control& control)
      : offers_(offers),
        steps_left_(max_steps),
        seating_(seating),
        control_(control),
        finder_(offers),
        holders_(offers.seats().size()) {
    for (uint32_t t = 0; t < offers.talent_count(); ++t) {
      for (const uint32_t demand : seating.served(t)) holders_[demand].push_back(t);
    }
  }

  void Run() {
    bool gained = true;
    while (gained) {
      gained = false;
      for (uint32_t t = 0; t < offers_.talent_count(); ++t) {
        if (offers_.begin(t) == offers_.end(t)) continue;
        if (Improve(t)) gained = true;
        if (Eject(t)) gained = true;
        if (!Go()) return;
      }
    }
  }

 private:
  // One search may take milliseconds: asked after every few.
  bool Go() {
    const int64_t steps = finder_.TakeSteps();
    steps_left_ -= steps;
    return control_.Go(steps) && steps_left_ > 0;
  }

  int32_t CostOfEmpty(uint32_t talent, uint32_t demand) const {
    return seating_.left(demand) > 0 || seating_.Serves(talent, demand) ? 0 : BundleFinder::kClosed;
  }

  Bundle BestOfEmpty(uint32_t talent) {
    return finder_.Best(talent, [&](uint32_t demand) { return CostOfEmpty(talent, demand); });
  }

  void Change(uint32_t talent, const std::vector<uint32_t>& demands) {
    for (const uint32_t demand : seating_.served(talent)) {
      std::vector<uint32_t>& holders = holders_[demand];
      holders.erase(std::find(holders.begin(), holders.end(), talent));
    }
    seating_.Assign(talent, demands);
    for (const uint32_t demand : demands) holders_[demand].push_back(talent);
  }

  bool Improve(uint32_t talent) {
    const Bundle best = BestOfEmpty(talent);
    if (best.gain <= seating_.UnitsServed(talent)) return false;
    Change(talent, best.demands);
    return true;
  }

  // Tries the seats of full demands, from each the holder who is worth least there.
  bool Eject(uint32_t talent) {
    bool gained = false;
    for (const Offer* offer = offers_.begin(talent); offer != offers_.end(talent); ++offer) {
      const uint32_t demand = offer->demand;
      if (!Go()) return gained;
      if (seating_.left(demand) > 0 || seating_.Serves(talent, demand)) continue;
      const uint32_t loser = Weakest(demand);
      if (loser != kNobody && EjectFrom(talent, demand, loser)) gained = true;
    }
    return gained;
  }

  static constexpr uint32_t kNobody = UINT32_MAX;

  uint32_t Weakest(uint32_t demand) const {
    uint32_t weakest = kNobody;
    for (const uint32_t holder : holders_[demand]) {
      if (weakest == kNobody) {
        weakest = holder;
        continue;
      }
      const int32_t a = seating_.Units(holder, demand);
      const int32_t b = seating_.Units(weakest, demand);
      if (a < b || (a == b && holder > weakest)) weakest = holder;
    }
    return weakest;
  }

  bool EjectFrom(uint32_t talent, uint32_t demand, uint32_t loser) {
    const std::vector<uint32_t> kept = seating_.served(talent);
    const std::vector<uint32_t> lost = seating_.served(loser);
    const int64_t before = seating_.units();
    std::vector<uint32_t> rest = lost;
    rest.erase(std::find(rest.begin(), rest.end(), demand));
    Change(loser, rest);
    Change(talent, BestOfEmpty(talent).demands);
    Change(loser, BestOfEmpty(loser).demands);
    if (seating_.units() > before) return true;
    Change(talent, kept);
    Change(loser, lost);
    return false;
  }

  const Offers& offers_;
  int64_t steps_left_;
  Seating& seating_;
  Control& control_;
  BundleFinder finder_;
  std::vector<std::vector<uint32_t>> holders_;
};

}  // namespace

void Trade(const Offers& offers, int64_t max_steps, Seating& seating, Control& control) {
  Trading(offers, max_steps, seating, control).Run();
}

}  // namespace houniao::recruitment::planning
