#include "services/recruitment/planning/proof.h"

#include <algorithm>

#include "services/recruitment/planning/bundles.h"

namespace houniao::recruitment::planning {
namespace {

constexpr size_t kMaxOpenTalents = 400;
constexpr size_t kMaxBundles = 200'000;

class Proof {
 public:
  Proof(const Offers& offers, const std::vector<int32_t>& prices, int64_t max_steps, Seating& best,
        Control& control)
      : offers_(offers),
        prices_(prices),
        steps_left_(max_steps),
        best_(best),
        control_(control),
        left_(offers.seats()) {}

  bool Run() {
    if (!ListBundles()) return false;
    most_later_.assign(open_.size() + 1, 0);
    for (size_t i = open_.size(); i-- > 0;) {
      most_later_[i] = most_later_[i + 1] + open_[i].bundles[0].gain;
    }
    chosen_.assign(open_.size(), 0);
    return Choose(0, 0);
  }

 private:
  struct Choice {
    int64_t gain;
    std::vector<uint32_t> demands;
  };
  struct Open {
    uint32_t talent;
    std::vector<Choice> bundles;  // by falling gain
  };

  // A plan that is better is better by a point at least.
  bool Hopeless(int64_t bound) const { return bound < best_.units() + kPriceUnits; }

  bool ListBundles() {
    BundleFinder finder(offers_);
    int64_t total = 0;
    for (size_t d = 0; d < prices_.size(); ++d) {
      base_ += int64_t{prices_[d]} * std::max(0, offers_.seats()[d]);
    }
    const auto cost = [&](uint32_t demand) { return prices_[demand]; };
    std::vector<int64_t> most(offers_.talent_count(), 0);
    for (uint32_t t = 0; t < offers_.talent_count(); ++t) {
      if (offers_.begin(t) == offers_.end(t)) continue;
      most[t] = finder.Best(t, cost).bound;
      total += most[t];
      if (!control_.Go(finder.TakeSteps())) return false;
    }
    size_t bundles = 0;
    for (uint32_t t = 0; t < offers_.talent_count(); ++t) {
      if (offers_.begin(t) == offers_.end(t)) continue;
      if (open_.size() == kMaxOpenTalents) return false;
      Open open{t, {}};
      const int64_t others = base_ + total - most[t];
      finder.ForEach(t, cost, [&](const std::vector<uint32_t>& demands, int64_t gain) {
        --steps_left_;
        if (!Hopeless(others + gain)) {
          open.bundles.push_back({gain, demands});
          ++bundles;
        }
        return bundles < kMaxBundles && steps_left_ > 0 && control_.Go(finder.TakeSteps());
      });
      if (!control_.Go(finder.TakeSteps()) || bundles >= kMaxBundles || steps_left_ <= 0) {
        return false;
      }
      std::stable_sort(open.bundles.begin(), open.bundles.end(),
                       [](const Choice& a, const Choice& b) { return a.gain > b.gain; });
      // Nobody may be left without a bundle: then nothing better exists.
      if (open.bundles.empty()) {
        open_.clear();
        nothing_better_ = true;
        return true;
      }
      open_.push_back(std::move(open));
    }
    return true;
  }

  bool Choose(size_t at, int64_t gain) {
    if (nothing_better_) return true;
    if (at == open_.size()) {
      Adopt();
      return true;
    }
    for (size_t i = 0; i < open_[at].bundles.size(); ++i) {
      const Choice& choice = open_[at].bundles[i];
      if (Hopeless(base_ + gain + choice.gain + most_later_[at + 1])) break;
      if (--steps_left_ <= 0 || !control_.Go(4)) return false;
      if (!Seat(choice.demands)) continue;
      chosen_[at] = i;
      const bool complete = Choose(at + 1, gain + choice.gain);
      for (const uint32_t demand : choice.demands) ++left_[demand];
      if (!complete) return false;
    }
    return true;
  }

  bool Seat(const std::vector<uint32_t>& demands) {
    for (const uint32_t demand : demands) {
      if (left_[demand] <= 0) return false;
    }
    for (const uint32_t demand : demands) --left_[demand];
    return true;
  }

  void Adopt() {
    Seating seating(offers_);
    for (size_t i = 0; i < open_.size(); ++i) {
      seating.Assign(open_[i].talent, open_[i].bundles[chosen_[i]].demands);
    }
    if (seating.units() > best_.units()) best_ = seating;
  }

  const Offers& offers_;
  const std::vector<int32_t>& prices_;
  int64_t steps_left_;
  Seating& best_;
  Control& control_;
  std::vector<int32_t> left_;
  std::vector<Open> open_;
  std::vector<int64_t> most_later_;
  std::vector<size_t> chosen_;
  int64_t base_ = 0;
  bool nothing_better_ = false;
};

}  // namespace

bool ProveBest(const Offers& offers, const std::vector<int32_t>& price_units, int64_t max_steps,
               Seating& best, Control& control) {
  return Proof(offers, price_units, max_steps, best, control).Run();
}

}  // namespace houniao::recruitment::planning
