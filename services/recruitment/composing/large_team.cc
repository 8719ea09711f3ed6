#include "services/recruitment/composing/large_team.h"

#include <algorithm>
#include <bit>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/base/int128.h"

namespace houniao::recruitment::composing {
namespace {

constexpr int kBlockRoles = 10;  // covered at once
constexpr int kFreeRoles = 10;   // of members who are set free at once
constexpr int kPriceRounds = 600;
constexpr int kFenRounds = 60;
constexpr int64_t kBlockEffort = 2'000'000;
constexpr int kMostIdleRounds = 3;  // over all members

// Part of a team that stays as it is.
struct Kept {
  std::vector<Assignment> team;
  int64_t cost = 0;
  Calendar common;
};

class LargeTeam {
 public:
  LargeTeam(const CrewSpace& space, Effort& effort) : space_(space), effort_(effort) {}

  SearchOutcome Run() {
    SearchOutcome outcome;
    outcome.best.profit = space_.floor_profit();
    Crew crew;
    if (space_.pins_conflict() || !MakeCrew(space_, crew) || !CanCover(space_, crew)) {
      outcome.bound = outcome.best.profit;
      outcome.proven = true;
      return outcome;
    }
    best_.profit = space_.floor_profit();
    prices_ = FirstPricesByBudget(space_, crew, best_.profit, kFenRounds, effort_);
    outcome.bound = ImprovePrices(space_, crew, best_.profit, kPriceRounds, effort_, prices_);
    if (outcome.bound > best_.profit) {
      if (!Begin(false)) Begin(true);
      if (best_.found()) Improve();
      outcome.bound = std::min(
          outcome.bound, ImprovePrices(space_, crew, best_.profit, kPriceRounds, effort_, prices_));
    }
    outcome.best = best_;
    outcome.proven = outcome.bound <= best_.profit;
    outcome.bound = std::max(outcome.bound, best_.profit);
    return outcome;
  }

 private:
  // A first team, block by block; frugal: the cheapest there is.
  bool Begin(bool frugal) {
    Kept kept;
    std::vector<uint64_t> open;  // by round of redundancy
    for (int role = 0; role < space_.roles(); ++role) {
      for (int i = 0; i < space_.persons(role); ++i) {
        if (static_cast<int>(open.size()) <= i) open.push_back(0);
        open[static_cast<size_t>(i)] |= uint64_t{1} << role;
      }
    }
    if (!KeepPins(open, kept)) return false;
    int left = space_.places() - static_cast<int>(kept.team.size());
    for (const uint64_t round : open) {
      for (uint64_t rest = round; rest != 0;) {
        uint64_t block = 0;
        for (int i = 0; i < kBlockRoles && rest != 0; ++i) {
          block |= rest & (~rest + 1);
          rest &= rest - 1;
        }
        if (!CoverBlock(block, left, frugal, kept)) return false;
        left -= std::popcount(block);
      }
    }
    return Accept(kept.team);
  }

  // Each pin takes the role that it is best in; improving may share them out anew.
  bool KeepPins(std::vector<uint64_t>& open, Kept& kept) const {
    for (const int pin : space_.pins()) {
      const Place* best = nullptr;
      for (const Place* p = space_.places_begin(pin); p != space_.places_end(pin); ++p) {
        const bool free = (open[0] >> p->role & 1) != 0;
        if (free && (best == nullptr || p->points > best->points)) best = p;
      }
      if (best == nullptr) return false;
      const uint64_t role = uint64_t{1} << best->role;
      for (size_t round = open.size(); round-- > 0;) {
        if ((open[round] & role) == 0) continue;
        open[round] &= ~role;
        break;
      }
      Keep({pin, role}, kept);
    }
    return true;
  }

  bool CoverBlock(uint64_t block, int left, bool frugal, Kept& kept) {
    const int places = std::popcount(block);
    const int64_t money = space_.budget() - kept.cost;
    const int heads = space_.max_size() - static_cast<int>(kept.team.size());
    // A fair share of what is left, so that later blocks can be covered too.
    const int64_t share = frugal || left == places
                              ? money
                              : static_cast<int64_t>(static_cast<Int128>(money) * places / left);
    const int head_share = left == places ? heads : std::max(1, (heads * places + left - 1) / left);
    Incumbent found;
    if (!Cover(kept, block, share, head_share, frugal ? Aim::kCost : Aim::kPoints, found) &&
        !Cover(kept, block, money, heads, Aim::kCost, found)) {
      return false;
    }
    for (const Assignment& a : found.team) Keep(a, kept);
    return true;
  }

  void Keep(const Assignment& a, Kept& kept) const {
    kept.cost += space_.price(a.person);
    if (space_.joint_half_days() > 0) {
      kept.common =
          kept.team.empty() ? space_.days(a.person) : Common(kept.common, space_.days(a.person));
    }
    kept.team.push_back(a);
  }

  // The best way to cover the roles, one person each, beside those who are kept.
  bool Cover(const Kept& kept, uint64_t roles, int64_t money, int heads, Aim aim,
             Incumbent& found) {
    if (heads < 1 || money < 0) return false;
    std::vector<int> people;  // of the part, by their number in the space
    const TeamProblem part = PartProblem(kept, roles, money, heads, people);
    const CrewSpace part_space(part, aim);
    Effort effort;
    effort.cancelled = effort_.cancelled;
    effort.limit = std::min(kBlockEffort, std::max<int64_t>(0, effort_.limit - effort_.nodes));
    Incumbent none;
    none.profit = part_space.floor_profit();
    const SearchOutcome outcome = SearchTeam(part_space, none, effort);
    effort_.nodes += effort.nodes + space_.people();
    if (!outcome.best.found()) return false;
    found = Incumbent();
    for (const Assignment& a : outcome.best.team) {
      Assignment in_space;
      in_space.person = people[static_cast<size_t>(part_space.original_person(a.person))];
      for (uint64_t rest = a.roles; rest != 0; rest &= rest - 1) {
        const int role = part_space.original_role(std::countr_zero(rest));
        in_space.roles |= uint64_t{1} << role_of_part_[static_cast<size_t>(role)];
      }
      found.team.push_back(in_space);
    }
    return true;
  }

  TeamProblem PartProblem(const Kept& kept, uint64_t roles, int64_t money, int heads,
                          std::vector<int>& people) {
    TeamProblem part;
    std::vector<int> number(static_cast<size_t>(space_.roles()), -1);
    role_of_part_.clear();
    for (uint64_t rest = roles; rest != 0; rest &= rest - 1) {
      const int role = std::countr_zero(rest);
      number[static_cast<size_t>(role)] = static_cast<int>(part.roles.size());
      role_of_part_.push_back(role);
      part.roles.push_back({absl::StrCat(role), 1});
    }
    part.most_roles_per_person = space_.most_roles();
    part.budget_fen = money;
    part.max_size = heads;
    part.joint_half_days = space_.joint_half_days();
    part.one_per_unit = space_.problem().one_per_unit;
    for (int person = 0; person < space_.people(); ++person) {
      if ((space_.role_set(person) & roles) == 0 || !GoesWith(person, kept)) continue;
      Person copy;
      copy.id = absl::StrFormat("%08d", person);
      copy.price_fen = space_.price(person);
      copy.unit = space_.problem().people[static_cast<size_t>(space_.original_person(person))].unit;
      for (const Place* p = space_.places_begin(person); p != space_.places_end(person); ++p) {
        const int role = number[static_cast<size_t>(p->role)];
        if (role >= 0) copy.roles.push_back({role, p->points});
      }
      if (space_.joint_half_days() > 0) {
        copy.days =
            kept.team.empty() ? space_.days(person) : Common(kept.common, space_.days(person));
      }
      people.push_back(person);
      part.people.push_back(std::move(copy));
    }
    AddExclusions(people, part);
    return part;
  }

  void AddExclusions(const std::vector<int>& people, TeamProblem& part) const {
    std::vector<int> in_part(space_.problem().people.size(), -1);
    for (size_t i = 0; i < people.size(); ++i) {
      in_part[static_cast<size_t>(space_.original_person(people[i]))] = static_cast<int>(i);
    }
    for (const auto& [a, b] : space_.problem().exclusive) {
      const int x = in_part[static_cast<size_t>(a)], y = in_part[static_cast<size_t>(b)];
      if (x >= 0 && y >= 0) part.exclusive.emplace_back(x, y);
    }
    for (size_t i = 0; i < people.size(); ++i) {
      if (std::binary_search(pinned_free_.begin(), pinned_free_.end(), people[i])) {
        part.pins.push_back(static_cast<int>(i));
      }
    }
  }

  bool GoesWith(int person, const Kept& kept) const {
    for (const Assignment& a : kept.team) {
      if (a.person == person || !space_.CanBeTogether(a.person, person)) return false;
    }
    return true;
  }

  bool Accept(const std::vector<Assignment>& team) {
    const int size = static_cast<int>(team.size());
    if (size < space_.min_size() || size > space_.max_size()) return false;
    uint64_t missing = space_.needed_traits();
    for (const Assignment& a : team) missing &= ~space_.traits(a.person);
    if (missing != 0) return false;
    for (const int pin : space_.pins()) {
      if (std::none_of(team.begin(), team.end(),
                       [pin](const Assignment& a) { return a.person == pin; })) {
        return false;
      }
    }
    const int64_t profit = ProfitOf(team);
    if (profit <= best_.profit) return false;
    best_ = {profit, team};
    return true;
  }

  int64_t ProfitOf(const std::vector<Assignment>& team) const {
    int64_t profit = 0;
    for (const Assignment& a : team) {
      profit -= space_.fixed(a.person);
      for (const Place* p = space_.places_begin(a.person); p != space_.places_end(a.person); ++p) {
        if ((a.roles >> p->role & 1) != 0) profit += p->gain;
      }
    }
    return profit;
  }

  void Improve() {
    uint64_t random = 0x9E3779B97F4A7C15u;
    int idle = 0;
    const int size = static_cast<int>(best_.team.size());
    while (idle < kMostIdleRounds * size && !effort_.spent()) {
      // One member after the other, with others by lot whose roles are different ones.
      std::vector<size_t> order(best_.team.size());
      for (size_t i = 0; i < order.size(); ++i) order[i] = i;
      for (size_t i = order.size(); i > 1; --i) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        std::swap(order[i - 1], order[(random >> 33) % i]);
      }
      idle = SetFree(order) ? 0 : idle + 1;
    }
  }

  bool SetFree(const std::vector<size_t>& order) {
    uint64_t roles = 0;
    Kept kept;
    pinned_free_.clear();
    for (const size_t i : order) {
      const Assignment& a = best_.team[i];
      const bool fits = (roles & a.roles) == 0 && std::popcount(roles | a.roles) <=
                                                      std::max(kFreeRoles, std::popcount(a.roles));
      if (!fits || std::popcount(a.roles) > CoverTable::kMostRoles) {
        Keep(a, kept);
        continue;
      }
      roles |= a.roles;
      if (std::binary_search(space_.pins().begin(), space_.pins().end(), a.person)) {
        pinned_free_.push_back(a.person);
      }
    }
    std::sort(pinned_free_.begin(), pinned_free_.end());
    Incumbent found;
    const int heads = space_.max_size() - static_cast<int>(kept.team.size());
    if (roles == 0 || !Cover(kept, roles, space_.budget() - kept.cost, heads, aim(), found)) {
      return false;
    }
    std::vector<Assignment> team = kept.team;
    team.insert(team.end(), found.team.begin(), found.team.end());
    return Accept(team);
  }

  Aim aim() const { return space_.weights().point > 0 ? Aim::kPoints : Aim::kCost; }

  const CrewSpace& space_;
  Effort& effort_;
  Incumbent best_;
  RolePrices prices_;
  std::vector<int> role_of_part_;  // number in the space
  std::vector<int> pinned_free_;   // pins among those who are free; ascending
};

}  // namespace

SearchOutcome SearchLargeTeam(const CrewSpace& space, Effort& effort) {
  return LargeTeam(space, effort).Run();
}

}  // namespace houniao::recruitment::composing
