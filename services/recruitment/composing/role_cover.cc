#include "services/recruitment/composing/role_cover.h"

#include <algorithm>
#include <array>
#include <bit>

namespace houniao::recruitment::composing {
namespace {

constexpr size_t kFewColumns = 2'000;
constexpr int64_t kHighestWeight = int64_t{1} << 59;

}  // namespace

bool RoleCover::ListColumns() {
  for (const int person : crew_.people) {
    if (!AddColumnsOf(person, nullptr, kNothing)) return false;
  }
  return true;
}

bool RoleCover::ListColumns(const RolePrices& prices, int64_t incumbent) {
  const int64_t threshold = incumbent - UpperBound(space_, crew_, prices);
  for (const int person : crew_.people) {
    if (!AddColumnsOf(person, &prices, threshold)) return false;
  }
  return true;
}

// Subsets of the person's roles, depth first; with prices only those whose gain at the prices, with
// the best that may be added, is above the threshold.
bool RoleCover::AddColumnsOf(int person, const RolePrices* prices, int64_t threshold) {
  struct Entry {
    int64_t reduced;
    int64_t gain;
    uint32_t role;
  };
  std::array<Entry, CoverTable::kMostRoles> entries{};
  int count = 0;
  for (const Place* p = space_.places_begin(person); p != space_.places_end(person); ++p) {
    const int64_t price = prices != nullptr ? prices->role[static_cast<size_t>(p->role)] : 0;
    entries[static_cast<size_t>(count++)] = {p->gain - price, p->gain, uint32_t{1} << p->role};
  }
  std::sort(entries.begin(), entries.begin() + count, [](const Entry& a, const Entry& b) {
    return a.reduced != b.reduced ? a.reduced > b.reduced : a.role < b.role;
  });
  const int most = std::min(space_.most_roles(), count);
  int64_t start = 0;
  if (prices != nullptr) {
    const int64_t net = NetGain(space_, *prices, person);
    start = -space_.fixed(person) - prices->fen * space_.price(person) - prices->head -
            (crew_.IsMember(person) ? net : std::max<int64_t>(0, net));
  }
  struct Frame {
    int next;
    int taken;
    int64_t reduced;
    int64_t gain;
    uint32_t roles;
  };
  std::array<Frame, CoverTable::kMostRoles + 2> stack;
  size_t depth = 0;
  stack[depth++] = {0, 0, start, -space_.fixed(person), 0};
  while (depth > 0) {
    const Frame frame = stack[--depth];
    if (frame.next == count || frame.taken == most) continue;
    if (prices != nullptr) {
      int64_t hope = frame.reduced;
      const int end = std::min(count, frame.next + most - frame.taken);
      for (int i = frame.next; i < end; ++i) {
        const int64_t more = entries[static_cast<size_t>(i)].reduced;
        if (more <= 0 && (frame.roles != 0 || i > frame.next)) break;
        hope += more;
      }
      if (hope <= threshold) continue;
    }
    const Entry& entry = entries[static_cast<size_t>(frame.next)];
    stack[depth++] = {frame.next + 1, frame.taken, frame.reduced, frame.gain, frame.roles};
    const Frame with = {frame.next + 1, frame.taken + 1, frame.reduced + entry.reduced,
                        frame.gain + entry.gain, frame.roles | entry.role};
    stack[depth++] = with;
    if (prices != nullptr && with.reduced <= threshold) continue;
    if (columns_.size() == kMostColumns) return false;
    columns_.push_back({with.gain, with.gain, person, table_.SetOf(with.roles)});
  }
  return true;
}

int64_t RoleCover::Price(int64_t fen, const std::vector<int64_t>& once) {
  std::vector<int64_t> best(static_cast<size_t>(table_.set_count()), kNothing);
  best_of_.assign(best.size(), -1);
  for (size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    column.profit = column.gain - fen * space_.price(column.person);
    if (!once.empty()) column.profit -= once[static_cast<size_t>(column.person)];
    const size_t set = static_cast<size_t>(column.set);
    if (column.profit > best[set]) {
      best[set] = column.profit;
      best_of_[set] = static_cast<int>(i);
    }
  }
  table_.Fill(best);
  constant_ = fen * space_.budget();
  for (const int64_t price : once) constant_ += price;
  const int64_t rest = table_.Rest(table_.full(), space_.max_size());
  return rest <= kNothing / 2 ? kNothing : rest + constant_;
}

std::vector<Assignment> RoleCover::TableAnswer() const {
  std::vector<Assignment> team;
  for (const int set : table_.Answer(space_.max_size())) {
    const Column& column = columns_[static_cast<size_t>(best_of_[static_cast<size_t>(set)])];
    team.push_back({column.person, table_.roles_of(set)});
  }
  return team;
}

bool RoleCover::IsWhole(const std::vector<Assignment>& team) const {
  const int size = static_cast<int>(team.size());
  if (size < space_.min_size() || size > space_.max_size()) return false;
  uint64_t missing = space_.needed_traits();
  for (const Assignment& a : team) missing &= ~space_.traits(a.person);
  if (missing != 0) return false;
  return std::all_of(crew_.members.begin(), crew_.members.end(), [&team](int member) {
    return std::any_of(team.begin(), team.end(),
                       [member](const Assignment& a) { return a.person == member; });
  });
}

bool RoleCover::KeepsRules(const std::vector<Assignment>& team) const {
  if (!IsWhole(team)) return false;
  int64_t cost = 0;
  for (size_t i = 0; i < team.size(); ++i) {
    cost += space_.price(team[i].person);
    for (size_t j = 0; j < i; ++j) {
      if (team[i].person == team[j].person ||
          !space_.CanBeTogether(team[i].person, team[j].person)) {
        return false;
      }
    }
  }
  if (cost > space_.budget()) return false;
  if (space_.joint_half_days() == 0) return true;
  Calendar common = space_.days(team[0].person);
  for (const Assignment& a : team) common = Common(common, space_.days(a.person));
  return CountHalfDays(common) >= space_.joint_half_days();
}

void RoleCover::Offer(const std::vector<Assignment>& team, Incumbent& incumbent) const {
  if (team.empty() || !KeepsRules(team)) return;
  int64_t profit = 0;
  for (const Assignment& a : team) {
    profit -= space_.fixed(a.person);
    for (const Place* p = space_.places_begin(a.person); p != space_.places_end(a.person); ++p) {
      if ((a.roles >> p->role & 1) != 0) profit += p->gain;
    }
  }
  if (profit > incumbent.profit) incumbent = {profit, team};
}

// The bound is convex and piecewise linear in the price of a fen; each answer of the table is one
// line of it. Lines from both sides of the budget meet at the next price to try.
int64_t RoleCover::FindFenPrice(int64_t start, int rounds, Effort& effort, Incumbent& incumbent) {
  struct Line {
    int64_t at = -1;
    int64_t cost = 0;
    int64_t height = 0;  // at price 0, without the budget
  };
  Line low, high;  // answers above and within the budget
  int64_t dearest = 1;
  for (const int person : crew_.people) dearest = std::max(dearest, space_.price(person));
  const int64_t highest = kHighestWeight / (dearest * space_.max_size() + 1);
  int64_t best_fen = -1;
  int64_t fen = std::min(start, highest);
  for (int round = 0; round == 0 || (round < rounds && !effort.spent()); ++round) {
    effort.nodes += 1 + table_.Work() / 2048;
    const int64_t bound = Price(fen, once_);
    if (bound < bound_ || best_fen < 0) {
      bound_ = std::min(bound_, bound);
      best_fen = fen;
    }
    const std::vector<Assignment> team = TableAnswer();
    Offer(team, incumbent);
    if (bound_ <= incumbent.profit || bound <= kNothing || !space_.has_budget()) break;
    if (incumbent.found() && columns_.size() > kFewColumns) EraseColumns(incumbent.profit);
    Line line;
    line.at = fen;
    for (const Assignment& a : team) line.cost += space_.price(a.person);
    line.height = bound - constant_ + fen * line.cost;
    if (line.cost == space_.budget() || (fen == 0 && line.cost < space_.budget())) break;
    (line.cost > space_.budget() ? low : high) = line;
    if (low.at < 0) {
      fen = fen / 4;
    } else if (high.at < 0) {
      if (fen == highest) break;
      const int64_t guess =
          space_.weights().point * space_.most_points() / std::max<int64_t>(1, dearest);
      fen = std::min(highest, std::max({fen * 3, guess / 4, int64_t{1}}));
    } else {
      const int64_t next = (low.height - high.height) / (low.cost - high.cost);
      if (next <= low.at || next >= high.at) break;
      fen = next;
    }
  }
  return std::max<int64_t>(0, best_fen);
}

// Persons whom the answer of the table has twice get dearer for that, members whom it lacks
// cheaper: a subgradient method.
void RoleCover::FindOncePrices(int rounds, Effort& effort, Incumbent& incumbent) {
  std::vector<int64_t> now = once_;
  int shift = 0, idle = 0;
  for (int round = 0; round < rounds && !effort.spent(); ++round) {
    std::vector<std::pair<int, int64_t>> off;  // person, times less one
    std::vector<int> people;
    for (const Assignment& a : TableAnswer()) people.push_back(a.person);
    if (people.empty()) return;
    std::sort(people.begin(), people.end());
    for (const int person : crew_.people) {
      const auto range = std::equal_range(people.begin(), people.end(), person);
      const int64_t excess = range.second - range.first - 1;
      const bool binds =
          excess > 0 ||
          (excess < 0 && (crew_.IsMember(person) || now[static_cast<size_t>(person)] > 0));
      if (binds) off.emplace_back(person, excess);
    }
    int64_t norm = 0;
    for (const auto& [person, excess] : off) norm += excess * excess;
    if (norm == 0) return;
    const int64_t goal = incumbent.found() ? incumbent.profit : bound_ - std::abs(bound_) / 20;
    const int64_t step = std::max<int64_t>(1, ((bound_ - goal) / norm) >> shift);
    for (const auto& [person, excess] : off) {
      int64_t& price = now[static_cast<size_t>(person)];
      price = std::clamp(price + step * excess, -kHighestWeight, kHighestWeight);
      if (!crew_.IsMember(person)) price = std::max<int64_t>(0, price);
    }
    effort.nodes += 1 + table_.Work() / 2048;
    const int64_t bound = Price(fen_, now);
    Offer(TableAnswer(), incumbent);
    if (bound < bound_) {
      idle = bound_ - bound < (bound_ - goal) / 128 ? idle + 1 : 0;
      bound_ = bound;
      once_ = now;
    } else {
      ++idle;
    }
    if (bound_ <= incumbent.profit) return;
    if (idle >= 4) {
      idle = 0;
      if (++shift > 6) return;
    }
  }
}

void RoleCover::Tighten(int64_t fen, int rounds, Effort& effort, Incumbent& incumbent) {
  once_.assign(static_cast<size_t>(space_.people()), 0);
  fen_ = FindFenPrice(fen, rounds, effort, incumbent);
  if (bound_ <= incumbent.profit) return;
  Price(fen_, once_);
  FindOncePrices(3 * rounds, effort, incumbent);
  if (bound_ <= incumbent.profit) return;
  Price(fen_, once_);
}

std::vector<int64_t> RoleCover::BoundsWith() const {
  std::vector<int64_t> bounds(static_cast<size_t>(space_.people()), kNothing);
  for (const Column& column : columns_) {
    const int64_t rest =
        table_.Rest(table_.After(table_.full(), column.set), space_.max_size() - 1);
    int64_t& bound = bounds[static_cast<size_t>(column.person)];
    bound = std::max(bound, column.profit + rest + constant_);
  }
  return bounds;
}

void RoleCover::EraseColumns(int64_t incumbent) {
  // By set; only those that have columns are asked for.
  std::vector<int64_t> others(static_cast<size_t>(table_.set_count()), kNothing);
  for (int set = 0; set < table_.set_count(); ++set) {
    if (table_.best(set) <= kNothing) continue;
    others[static_cast<size_t>(set)] =
        table_.Rest(table_.After(table_.full(), set), space_.max_size() - 1) + constant_;
  }
  std::erase_if(columns_, [&](const Column& column) {
    return column.profit + others[static_cast<size_t>(column.set)] <= incumbent;
  });
}

std::vector<int> RoleCover::DropColumns(int64_t incumbent) {
  EraseColumns(incumbent);
  std::vector<int> people;
  for (const Column& column : columns_) people.push_back(column.person);
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  SortColumns();
  return people;
}

void RoleCover::SortColumns() {
  std::sort(columns_.begin(), columns_.end(), [](const Column& a, const Column& b) {
    if (a.set != b.set) return a.set < b.set;
    if (a.profit != b.profit) return a.profit > b.profit;
    return a.person < b.person;
  });
  first_.assign(static_cast<size_t>(table_.set_count()), 0);
  end_ = first_;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const size_t set = static_cast<size_t>(columns_[i].set);
    if (end_[set] == 0) first_[set] = static_cast<int>(i);
    end_[set] = static_cast<int>(i) + 1;
  }
}

RolePrices RoleCover::MarginalPrices() const {
  RolePrices prices;
  prices.fen = fen_;
  const int size = space_.max_size();
  const int64_t all = table_.Rest(table_.full(), size);
  for (int role = 0; role < space_.roles(); ++role) {
    int64_t least = 0;
    for (const int set : table_.SetsFrom(role)) {
      if (table_.roles_of(set) != uint32_t{1} << role) continue;
      const int64_t rest = table_.Rest(table_.After(table_.full(), set), size);
      least = rest <= kNothing / 2 ? 0 : all - rest;
    }
    prices.role.push_back(least);
  }
  return prices;
}

// One level of the search.
struct RoleCover::Step {
  int64_t reduced = 0;  // profit of the columns so far, at the prices
  int64_t gain = 0;     // what they bring in truth
  int64_t spent = 0;
  int last_column = -1;
  int last_role = -1;  // lowest role of the last column
  const Calendar* common = nullptr;
};

bool RoleCover::Search(int64_t node_limit, Effort& effort, Incumbent& incumbent) {
  effort_ = &effort;
  incumbent_ = &incumbent;
  last_node_ = std::min(effort.limit, effort.nodes + node_limit);
  stopped_ = false;
  chosen_.clear();
  children_.assign(static_cast<size_t>(space_.max_size()) + 1, {});
  Descend(table_.full(), Step());
  return !stopped_;
}

bool RoleCover::Fits(int person, const Step& step) const {
  if (step.spent + space_.price(person) > space_.budget()) return false;
  for (const Assignment& other : chosen_) {
    if (other.person == person || !space_.CanBeTogether(other.person, person)) return false;
  }
  return step.common == nullptr ||
         CountCommonHalfDays(*step.common, space_.days(person)) >= space_.joint_half_days();
}

void RoleCover::Descend(int state, const Step& step) {
  if (state == 0) {
    Finish(step);
    return;
  }
  const size_t depth = chosen_.size();
  const int left = space_.max_size() - static_cast<int>(depth) - 1;
  if (left < 0) return;
  const uint32_t open = table_.open_roles(state);
  const int role = std::countr_zero(open);
  std::vector<Child>& children = children_[depth];
  children.clear();
  for (const int set : table_.SetsFrom(role)) {
    const size_t s = static_cast<size_t>(set);
    if (first_[s] == end_[s] || (table_.roles_of(set) & ~open) != 0) continue;
    const int64_t bound = step.reduced + columns_[static_cast<size_t>(first_[s])].profit +
                          table_.Rest(table_.After(state, set), left) + constant_;
    if (bound > incumbent_->profit) children.push_back({bound, set});
  }
  std::sort(children.begin(), children.end(), [](const Child& a, const Child& b) {
    return a.bound != b.bound ? a.bound > b.bound : a.set < b.set;
  });
  Calendar common;
  for (const Child child : children) {
    if (child.bound <= incumbent_->profit) break;
    const size_t s = static_cast<size_t>(child.set);
    const uint32_t roles = table_.roles_of(child.set);
    const int64_t others = child.bound - columns_[static_cast<size_t>(first_[s])].profit;
    for (int c = first_[s]; c < end_[s]; ++c) {
      const Column& column = columns_[static_cast<size_t>(c)];
      if (others + column.profit <= incumbent_->profit) break;
      // People of one role have no order: the one whose column comes first is taken first.
      if (role == step.last_role && c <= step.last_column) continue;
      if (++effort_->nodes > last_node_ || ((effort_->nodes & 1023) == 0 && effort_->spent())) {
        stopped_ = true;
        return;
      }
      if (!Fits(column.person, step)) continue;
      Step next = step;
      next.reduced += column.profit;
      next.gain += column.gain;
      next.spent += space_.price(column.person);
      next.last_column = c;
      next.last_role = role;
      if (space_.joint_half_days() > 0) {
        common = step.common == nullptr ? space_.days(column.person)
                                        : Common(*step.common, space_.days(column.person));
        next.common = &common;
      }
      chosen_.push_back({column.person, roles});
      Descend(table_.After(state, child.set), next);
      chosen_.pop_back();
      if (stopped_) return;
    }
  }
}

void RoleCover::Finish(const Step& step) {
  if (step.gain > incumbent_->profit && IsWhole(chosen_)) *incumbent_ = {step.gain, chosen_};
}

}  // namespace houniao::recruitment::composing
