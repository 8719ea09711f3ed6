#include "services/recruitment/composing/role_prices.h"

#include <algorithm>
#include <array>

#include "common/base/int128.h"

namespace houniao::recruitment::composing {
namespace {

// Counts of the answer that everybody's own choice makes, against what is asked for; in 1/1024.
constexpr int64_t kOne = 1024;

struct Slack {
  std::vector<int64_t> role;
  int64_t fen = 0;
  int64_t head = 0;
};

// One person's best choice at the prices.
struct Choice {
  int64_t net = 0;
  int count = 0;
  std::array<int, kMostRoles> roles{};
};

void Choose(const CrewSpace& space, const RolePrices& prices, int person, Choice& choice) {
  std::array<int64_t, kMostRoles> gains;
  const int most = space.most_roles();
  int count = 0;
  int64_t sum = 0;
  int best_role = -1;
  int64_t best = 0;
  for (const Place* place = space.places_begin(person); place != space.places_end(person);
       ++place) {
    const int64_t gain = place->gain - prices.role[static_cast<size_t>(place->role)];
    if (best_role < 0 || gain > best) {
      best = gain;
      best_role = place->role;
    }
    if (gain <= 0) continue;
    // The `most` highest, kept in descending order.
    int at = count;
    if (count == most) {
      if (gain <= gains[static_cast<size_t>(most - 1)]) continue;
      sum -= gains[static_cast<size_t>(most - 1)];
      --at;
    } else {
      ++count;
    }
    for (; at > 0 && gains[static_cast<size_t>(at - 1)] < gain; --at) {
      gains[static_cast<size_t>(at)] = gains[static_cast<size_t>(at - 1)];
      choice.roles[static_cast<size_t>(at)] = choice.roles[static_cast<size_t>(at - 1)];
    }
    gains[static_cast<size_t>(at)] = gain;
    choice.roles[static_cast<size_t>(at)] = place->role;
    sum += gain;
  }
  if (count == 0) {
    count = 1;
    sum = best;
    choice.roles[0] = best_role;
  }
  choice.count = count;
  choice.net = sum - space.fixed(person) - prices.fen * space.price(person) - prices.head;
}

// The bound, and the slack of every constraint in the answer behind it.
int64_t Evaluate(const CrewSpace& space, const Crew& crew, const RolePrices& prices, Slack& slack) {
  int64_t bound = prices.fen * space.budget();
  slack.role.assign(static_cast<size_t>(space.roles()), 0);
  for (int role = 0; role < space.roles(); ++role) {
    bound += space.persons(role) * prices.role[static_cast<size_t>(role)];
    slack.role[static_cast<size_t>(role)] = space.persons(role);
  }
  bound += prices.head * (prices.head > 0 ? space.max_size() : space.min_size());
  int64_t spent = 0;
  int64_t size = 0;
  Choice choice;
  auto member = crew.members.begin();
  for (const int person : crew.people) {
    Choose(space, prices, person, choice);
    const bool must = member != crew.members.end() && *member == person;
    if (must) ++member;
    if (choice.net <= 0 && !must) continue;
    bound += choice.net;
    spent += space.price(person);
    ++size;
    for (int i = 0; i < choice.count; ++i)
      --slack.role[static_cast<size_t>(choice.roles[static_cast<size_t>(i)])];
  }
  slack.fen = space.budget() - spent;
  if (prices.head > 0 || (prices.head == 0 && size > space.max_size())) {
    slack.head = space.max_size() - size;
  } else if (prices.head < 0 || size < space.min_size()) {
    slack.head = space.min_size() - size;
  } else {
    slack.head = 0;
  }
  return bound;
}

int64_t Scaled(int64_t distance, int64_t slack, int64_t norm, int eighths) {
  const Int128 step = static_cast<Int128>(distance) * slack * kOne * eighths / (norm * 8);
  return static_cast<int64_t>(step);
}

// Prices beyond this say no more.
int64_t HighestPrice(const CrewSpace& space) {
  return 2 * (space.weights().point * space.most_points() + space.weights().fen * space.budget() +
              space.weights().head);
}

class Descent {
 public:
  // `fen_stands`: the price of a fen stays as it is.
  Descent(const CrewSpace& space, const Crew& crew, int64_t target, const RolePrices& prices,
          bool fen_stands)
      : space_(space),
        crew_(crew),
        target_(target),
        fen_stands_(fen_stands),
        best_(prices),
        now_(prices) {
    typical_price_ = std::max<int64_t>(1, space.budget() / std::max(1, space.places()));
    highest_ = HighestPrice(space);
    highest_fen_ = space.has_budget() ? highest_ / std::max<int64_t>(1, typical_price_) : 0;
  }

  int64_t Run(int rounds, const Effort& effort) {
    int idle = 0;
    int eighths = 8;
    int shift = 0;
    for (int round = 0; round < rounds; ++round) {
      const int64_t bound = Evaluate(space_, crew_, now_, slack_);
      if (round == 0 || bound < bound_) {
        idle =
            bound_ - bound < std::max<int64_t>(1, std::abs(bound_ - target_) / 256) ? idle + 1 : 0;
        bound_ = bound;
        best_ = now_;
      } else {
        ++idle;
      }
      if (bound_ <= target_ || effort.gone()) break;
      if (idle > 5) {
        idle = 0;
        ++shift;
        now_ = best_;
        Evaluate(space_, crew_, now_, slack_);
        if (shift > 12) break;
      }
      if (!Step(std::max<int64_t>(1, (bound - Goal(bound)) >> shift), eighths)) break;
    }
    return bound_;
  }

  const RolePrices& best() const { return best_; }

 private:
  // What the bound might come down to: the best team, or a guess while there is none.
  int64_t Goal(int64_t bound) const {
    if (target_ > space_.floor_profit()) return target_;
    return bound - std::max<int64_t>(std::abs(bound) / 20, 8);
  }

  // False if no constraint is violated or slack: the prices are the best there are.
  bool Step(int64_t distance, int eighths) {
    int64_t fen = static_cast<int64_t>(static_cast<Int128>(slack_.fen) * kOne / typical_price_);
    if (fen_stands_ || !space_.has_budget() || (now_.fen == 0 && fen > 0)) fen = 0;
    Int128 norm = static_cast<Int128>(fen) * fen +
                  static_cast<Int128>(slack_.head) * slack_.head * kOne * kOne;
    for (const int64_t s : slack_.role) norm += static_cast<Int128>(s) * s * kOne * kOne;
    if (norm == 0) return false;
    const int64_t divisor = static_cast<int64_t>(std::min<Int128>(norm, Int128{1} << 58));
    for (size_t role = 0; role < slack_.role.size(); ++role) {
      now_.role[role] =
          std::clamp(now_.role[role] - Scaled(distance, slack_.role[role] * kOne, divisor, eighths),
                     -highest_, highest_);
    }
    const int64_t change = Scaled(distance, fen, divisor, eighths) / typical_price_;
    if (!fen_stands_) now_.fen = std::clamp<int64_t>(now_.fen - change, 0, highest_fen_);
    const int64_t head = now_.head - Scaled(distance, slack_.head * kOne, divisor, eighths);
    // Past 0 the other limit takes over; the next round decides whether it binds.
    const bool turns = (head > 0 && now_.head < 0) || (head < 0 && now_.head > 0);
    now_.head = turns ? 0 : std::clamp(head, -highest_, highest_);
    return true;
  }

  const CrewSpace& space_;
  const Crew& crew_;
  const int64_t target_;
  const bool fen_stands_;
  RolePrices best_, now_;
  int64_t bound_ = 0;
  Slack slack_;
  int64_t typical_price_ = 1;
  int64_t highest_ = 0;
  int64_t highest_fen_ = 0;
};

}  // namespace

bool Crew::IsMember(int person) const {
  return std::binary_search(members.begin(), members.end(), person);
}

int64_t NetGain(const CrewSpace& space, const RolePrices& prices, int person) {
  Choice choice;
  Choose(space, prices, person, choice);
  return choice.net;
}

int64_t UpperBound(const CrewSpace& space, const Crew& crew, const RolePrices& prices) {
  Slack slack;
  return Evaluate(space, crew, prices, slack);
}

RolePrices FirstPrices(const CrewSpace& space, const Crew& crew) {
  RolePrices prices;
  prices.role.assign(static_cast<size_t>(space.roles()), 0);
  for (const int person : crew.people) {
    for (const Place* p = space.places_begin(person); p != space.places_end(person); ++p) {
      int64_t& price = prices.role[static_cast<size_t>(p->role)];
      price = std::max(price, p->gain);
    }
  }
  return prices;
}

int64_t ImprovePrices(const CrewSpace& space, const Crew& crew, int64_t target, int rounds,
                      const Effort& effort, RolePrices& prices) {
  Descent descent(space, crew, target, prices, false);
  const int64_t bound = descent.Run(rounds, effort);
  prices = descent.best();
  return bound;
}

RolePrices FirstPricesByBudget(const CrewSpace& space, const Crew& crew, int64_t target, int rounds,
                               const Effort& effort) {
  RolePrices best = FirstPrices(space, crew);
  if (!space.has_budget()) return best;
  const int64_t typical = std::max<int64_t>(1, space.budget() / std::max(1, space.places()));
  // From far below what a place's points are worth to above it, by steps of a third or so.
  const int64_t worth = space.weights().point * space.most_points() / typical;
  int64_t best_bound = 0;
  bool first = true;
  for (int64_t share = 4; share <= 2048; share = share * 4 / 3 + 1) {
    RolePrices prices;
    prices.fen = static_cast<int64_t>(static_cast<Int128>(worth) * share / 1024);
    prices.role.assign(static_cast<size_t>(space.roles()), 0);
    for (const int person : crew.people) {
      // What the person costs, shared by the roles that one can play.
      const int64_t cost = prices.fen * space.price(person) / std::max(1, space.most_roles());
      for (const Place* p = space.places_begin(person); p != space.places_end(person); ++p) {
        int64_t& price = prices.role[static_cast<size_t>(p->role)];
        price = std::max(price, p->gain - cost);
      }
    }
    Descent descent(space, crew, target, prices, true);
    const int64_t bound = descent.Run(rounds, effort);
    if (effort.gone()) return first ? descent.best() : best;
    if (!first && bound >= best_bound) continue;
    first = false;
    best_bound = bound;
    best = descent.best();
  }
  return best;
}

}  // namespace houniao::recruitment::composing
