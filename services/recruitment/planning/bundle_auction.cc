#include "services/recruitment/planning/bundle_auction.h"

#include <algorithm>

namespace houniao::recruitment::planning {
namespace {

class Auction {
 public:
  Auction(const Offers& offers, int32_t increment, Seating& seating, Control& control)
      : offers_(offers),
        increment_(increment),
        seating_(seating),
        control_(control),
        finder_(offers),
        price_(offers.seats().size(), 0),
        bids_(offers.seats().size()),
        waiting_(offers.talent_count(), 0) {}

  std::vector<int32_t> Run() {
    for (uint32_t t = 0; t < offers_.talent_count(); ++t) {
      if (offers_.begin(t) != offers_.end(t)) Wait(t);
    }
    // Every turn but the first of a talent follows a raised bid; in hard cases that may be long.
    const size_t first_turns = line_.size();
    for (size_t turn = 0; turn < line_.size(); ++turn) {
      if (turn >= first_turns && steps_left_ <= 0) break;
      waiting_[line_[turn]] = 0;
      BidFor(line_[turn]);
      if (!Go()) break;
      if (control_.due()) {
        control_.Report({"bundling", static_cast<int64_t>(turn), static_cast<int64_t>(line_.size()),
                         seating_.units() / kPriceUnits, 0});
      }
    }
    return price_;
  }

 private:
  static constexpr int64_t kMaxSteps = 400'000'000;

  struct BidOf {
    int64_t amount;
    uint32_t talent;
    // The lowest bid; among equals that of the highest index.
    bool operator<(const BidOf& other) const {
      return amount != other.amount ? amount > other.amount : talent < other.talent;
    }
  };

  bool Go() {
    const int64_t steps = finder_.TakeSteps();
    steps_left_ -= steps;
    return control_.Go(steps);
  }

  void Wait(uint32_t talent) {
    if (waiting_[talent]) return;
    waiting_[talent] = 1;
    line_.push_back(talent);
  }

  int32_t Cost(uint32_t talent, uint32_t demand) const {
    if (seating_.left(demand) > 0 || seating_.Serves(talent, demand)) return price_[demand];
    return price_[demand] + increment_;
  }

  void BidFor(uint32_t talent) {
    const Bundle bundle =
        finder_.Best(talent, [&](uint32_t demand) { return Cost(talent, demand); });
    const std::vector<uint32_t> before = seating_.served(talent);
    for (const uint32_t demand : before) {
      if (!std::binary_search(bundle.demands.begin(), bundle.demands.end(), demand)) {
        Leave(talent, demand);
      }
    }
    for (const uint32_t demand : bundle.demands) {
      if (seating_.Serves(talent, demand)) continue;
      if (!Go()) return;
      const Bundle without = finder_.Best(talent, [&](uint32_t other) {
        return other == demand ? BundleFinder::kClosed : Cost(talent, other);
      });
      TakeSeat(talent, demand,
               Cost(talent, demand) + std::max<int64_t>(0, bundle.gain - without.gain));
    }
  }

  void Leave(uint32_t talent, uint32_t demand) {
    seating_.Remove(talent, demand);
    std::vector<BidOf>& bids = bids_[demand];
    bids.erase(std::find_if(bids.begin(), bids.end(),
                            [&](const BidOf& bid) { return bid.talent == talent; }));
    std::make_heap(bids.begin(), bids.end());
    price_[demand] = 0;
  }

  void TakeSeat(uint32_t talent, uint32_t demand, int64_t amount) {
    std::vector<BidOf>& bids = bids_[demand];
    if (seating_.left(demand) == 0) {
      std::pop_heap(bids.begin(), bids.end());
      const uint32_t loser = bids.back().talent;
      bids.pop_back();
      seating_.Remove(loser, demand);
      Wait(loser);
    }
    seating_.Add(talent, demand);
    bids.push_back({amount, talent});
    std::push_heap(bids.begin(), bids.end());
    if (seating_.left(demand) == 0) {
      price_[demand] = static_cast<int32_t>(std::min<int64_t>(bids.front().amount, INT32_MAX / 2));
    }
  }

  const Offers& offers_;
  const int32_t increment_;
  Seating& seating_;
  Control& control_;
  int64_t steps_left_ = kMaxSteps;
  BundleFinder finder_;
  std::vector<int32_t> price_;
  std::vector<std::vector<BidOf>> bids_;  // heaps, lowest first
  std::vector<char> waiting_;
  std::vector<uint32_t> line_;
};

}  // namespace

std::vector<int32_t> AuctionBundles(const Offers& offers, int32_t increment, Seating& seating,
                                    Control& control) {
  return Auction(offers, increment, seating, control).Run();
}

}  // namespace houniao::recruitment::planning
