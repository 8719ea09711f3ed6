#include "services/recruitment/composing/team_search.h"

#include <algorithm>
#include <memory>
#include <queue>

namespace houniao::recruitment::composing {
namespace {

constexpr int kPriceRounds = 60;
constexpr int kRootRounds = 24;
constexpr int kPartRounds = 5;
constexpr size_t kLikedPeople = 150;
constexpr int64_t kLikedNodes = 5'000;
constexpr size_t kMostParts = 20'000;
// Work on a part that the nodes of RoleCover do not count.
constexpr int64_t kPartCost = 500;

// A part of the search, split: by who is the first of some people in the team.
struct Family {
  Crew crew;
  int64_t fen = 0;    // price to begin with
  int64_t bound = 0;  // of the part as a whole
  // In this order: the person is in the team and none of those before is; -1: none of them is.
  std::vector<std::pair<int64_t, int>> children;  // bound, person
  size_t next = 0;

  int64_t next_bound() const { return std::min(bound, children[next].first); }
};

// For the heap: the highest bound first, then the oldest.
struct Open {
  int64_t bound = 0;
  int64_t number = 0;
  std::shared_ptr<Family> family;

  bool operator<(const Open& other) const {
    return bound != other.bound ? bound < other.bound : number > other.number;
  }
};

int64_t CountColumns(const CrewSpace& space, const Crew& crew) {
  int64_t columns = 0;
  for (const int person : crew.people) {
    const int64_t roles = space.places_end(person) - space.places_begin(person);
    int64_t of_size = 1;
    for (int64_t size = 1; size <= std::min<int64_t>(roles, space.most_roles()); ++size) {
      of_size = of_size * (roles - size + 1) / size;
      columns += of_size;
    }
  }
  return columns;
}

class TeamSearch {
 public:
  TeamSearch(const CrewSpace& space, const Incumbent& known, const SearchLimits& limits,
             Effort& effort)
      : space_(space), limits_(limits), table_(space), best_(known), effort_(effort) {}

  SearchOutcome Run() {
    auto root = std::make_shared<Family>();
    if (space_.pins_conflict() || !MakeCrew(space_, root->crew)) return Outcome();
    root->bound = UpperBound(space_, root->crew, FirstPrices(space_, root->crew));
    Follow(std::move(root), true);
    while (!open_.empty() && !stopped_) {
      if (open_.top().bound <= best_.profit) break;
      if (open_.size() > kMostParts) {
        stopped_ = true;
        break;
      }
      const std::shared_ptr<Family> family = open_.top().family;
      open_.pop();
      Follow(TakeChild(family), false);
    }
    return Outcome();
  }

 private:
  SearchOutcome Outcome() const {
    SearchOutcome outcome;
    outcome.best = best_;
    outcome.bound = best_.profit;
    outcome.proven = !stopped_;
    if (stopped_) {
      outcome.bound = std::max(outcome.bound, stopped_bound_);
      if (!open_.empty()) outcome.bound = std::max(outcome.bound, open_.top().bound);
      outcome.proven = outcome.bound <= best_.profit;
    }
    return outcome;
  }

  // The next child of the family; null if nobody can be that. What is left of the family stays
  // open.
  std::shared_ptr<Family> TakeChild(const std::shared_ptr<Family>& family) {
    const size_t index = family->next++;
    auto child = std::make_shared<Family>();
    child->crew = family->crew;
    child->fen = family->fen;
    child->bound = std::min(family->bound, family->children[index].first);
    if (family->next < family->children.size()) {
      open_.push({family->next_bound(), ++born_, family});
    }
    if (index > 0) {
      std::vector<int> out;
      for (size_t i = 0; i < index; ++i) out.push_back(family->children[i].second);
      std::sort(out.begin(), out.end());
      std::erase_if(child->crew.people, [&out](int person) {
        return std::binary_search(out.begin(), out.end(), person);
      });
    }
    const int person = family->children[index].second;
    if (person >= 0 && !AddMember(space_, person, child->crew)) return nullptr;
    return child;
  }

  void GiveUp(const Family& part) {
    stopped_ = true;
    stopped_bound_ = std::max(stopped_bound_, part.bound);
  }

  // Follows the part down its first children; the others stay open.
  void Follow(std::shared_ptr<Family> part, bool root) {
    while (part != nullptr && part->bound > best_.profit) {
      if (effort_.spent()) {
        GiveUp(*part);
        return;
      }
      effort_.nodes += kPartCost;
      if (!Divide(*part, root)) return;
      root = false;
      part = TakeChild(part);
    }
  }

  // Bounds the part and searches what is left. False if the part is done; otherwise it has
  // children.
  bool Divide(Family& part, bool root) {
    if (!CanCover(space_, part.crew)) return false;
    RoleCover cover(space_, part.crew, table_);
    if (!List(part, cover)) {
      if (part.bound <= best_.profit) return false;
      SplitBlindly(part);
      return !part.children.empty();
    }
    cover.Tighten(part.fen, root ? kRootRounds : kPartRounds, effort_, best_);
    part.bound = std::min(part.bound, cover.bound());
    part.fen = cover.fen_price();
    if (part.bound <= best_.profit) return false;
    part.crew.people = cover.DropColumns(best_.profit);
    const int64_t nodes = root && best_.found() ? limits_.root_nodes : limits_.part_nodes;
    if (cover.Search(nodes, effort_, best_)) return false;
    if (part.bound <= best_.profit) return false;
    part.crew.people = cover.DropColumns(best_.profit);
    if (!CanCover(space_, part.crew)) return false;
    if (part.crew.people.size() > part.crew.members.size()) {
      Split(cover, part);
      return !part.children.empty();
    }
    // Only the roles are left to be shared out.
    if (!cover.Search(effort_.limit, effort_, best_)) GiveUp(part);
    return false;
  }

  // What somebody new must bring: a role that no member can play or a trait that none has, the one
  // that fewest people bring. Roles first, then traits, as bits of two words.
  struct Need {
    uint64_t role = 0;
    uint64_t trait = 0;
  };

  Need ScarcestNeed(const Crew& crew) const {
    uint64_t played = 0, had = 0;
    for (const int member : crew.members) {
      played |= space_.role_set(member);
      had |= space_.traits(member);
    }
    Need scarcest;
    size_t fewest = crew.people.size() + 1;
    const auto look_at = [&](const Need& need) {
      size_t count = 0;
      for (const int person : crew.people) count += Brings(person, need);
      if (count >= fewest) return;
      fewest = count;
      scarcest = need;
    };
    for (int role = 0; role < space_.roles(); ++role) {
      if ((played >> role & 1) == 0) look_at({uint64_t{1} << role, 0});
    }
    for (uint64_t rest = space_.needed_traits() & ~had; rest != 0; rest &= rest - 1) {
      look_at({0, rest & (~rest + 1)});
    }
    return scarcest;
  }

  bool Brings(int person, const Need& need) const {
    return (space_.role_set(person) & need.role) != 0 || (space_.traits(person) & need.trait) != 0;
  }

  // By who is the first, of those who bring what is needed most.
  void Split(const RoleCover& cover, Family& part) const {
    const Need need = ScarcestNeed(part.crew);
    const std::vector<int64_t> bounds = cover.BoundsWith();
    int best = -1;
    for (const int person : part.crew.people) {
      if (part.crew.IsMember(person)) continue;
      const int64_t bound = bounds[static_cast<size_t>(person)];
      if (best < 0 || bound > bounds[static_cast<size_t>(best)]) best = person;
      if (Brings(person, need) && bound > best_.profit) part.children.emplace_back(bound, person);
    }
    if ((need.role | need.trait) == 0 && best >= 0) {
      part.children = {{bounds[static_cast<size_t>(best)], best}, {part.bound, -1}};
      return;
    }
    std::sort(part.children.begin(), part.children.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
  }

  // Too many columns to be listed: by the first who is not a member yet.
  void SplitBlindly(Family& part) const {
    for (const int person : part.crew.people) {
      if (part.crew.IsMember(person)) continue;
      part.children = {{part.bound, person}, {part.bound, -1}};
      return;
    }
  }

  // All columns if they are not many; otherwise those that can matter at prices that a part of the
  // people has taught.
  bool List(Family& part, RoleCover& cover) {
    if (CountColumns(space_, part.crew) <= limits_.listed_at_once) return cover.ListColumns();
    Crew liked = part.crew;
    liked.people = LikedPeople(part.crew);
    RolePrices prices = FirstPrices(space_, part.crew);
    {
      RoleCover few(space_, liked, table_);
      RolePrices rough = prices;
      ImprovePrices(space_, liked, best_.profit, kPriceRounds, effort_, rough);
      if (CountColumns(space_, liked) <= limits_.listed_at_once
              ? few.ListColumns()
              : few.ListColumns(rough, best_.profit)) {
        few.Tighten(part.fen, kRootRounds, effort_, best_);
        if (few.bound() > best_.profit) {
          prices = few.MarginalPrices();
          few.DropColumns(best_.profit);
          few.Search(kLikedNodes, effort_, best_);
        }
      }
    }
    part.bound = std::min(
        part.bound, ImprovePrices(space_, part.crew, best_.profit, kPriceRounds, effort_, prices));
    if (part.bound <= best_.profit) return false;
    if (best_.found()) {
      const int64_t upper = UpperBound(space_, part.crew, prices);
      std::erase_if(part.crew.people, [&](int person) {
        if (part.crew.IsMember(person)) return false;
        const int64_t net = NetGain(space_, prices, person);
        return net <= 0 && upper + net <= best_.profit;
      });
    }
    return cover.ListColumns(prices, best_.profit);
  }

  // Members, and of every role the people with most points, and those with most for their price.
  std::vector<int> LikedPeople(const Crew& crew) const {
    std::vector<int> liked = crew.members;
    const size_t each =
        std::max<size_t>(4, kLikedPeople / (2 * static_cast<size_t>(space_.roles())));
    std::vector<std::vector<std::pair<int64_t, int>>> by_points(
        static_cast<size_t>(space_.roles()));
    auto by_price = by_points;
    for (const int person : crew.people) {
      for (const Place* p = space_.places_begin(person); p != space_.places_end(person); ++p) {
        const size_t role = static_cast<size_t>(p->role);
        by_points[role].emplace_back(-p->points, person);
        by_price[role].emplace_back(space_.price(person) / (p->points + 1), person);
      }
    }
    for (auto* lists : {&by_points, &by_price}) {
      for (auto& list : *lists) {
        const size_t count = std::min(each, list.size());
        std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count),
                          list.end());
        for (size_t i = 0; i < count; ++i) liked.push_back(list[i].second);
      }
    }
    std::sort(liked.begin(), liked.end());
    liked.erase(std::unique(liked.begin(), liked.end()), liked.end());
    return liked;
  }

  const CrewSpace& space_;
  const SearchLimits limits_;
  CoverTable table_;
  Incumbent best_;
  Effort& effort_;
  std::priority_queue<Open> open_;
  int64_t born_ = 0;
  bool stopped_ = false;
  int64_t stopped_bound_ = std::numeric_limits<int64_t>::min();
};

}  // namespace

bool AddMember(const CrewSpace& space, int person, Crew& crew) {
  crew.members.insert(std::upper_bound(crew.members.begin(), crew.members.end(), person), person);
  if (static_cast<int>(crew.members.size()) > space.max_size()) return false;
  if (space.joint_half_days() > 0) {
    crew.common =
        crew.members.size() == 1 ? space.days(person) : Common(crew.common, space.days(person));
    if (CountHalfDays(crew.common) < space.joint_half_days()) return false;
  }
  int64_t left = space.budget();
  for (const int member : crew.members) left -= space.price(member);
  if (left < 0) return false;
  std::erase_if(crew.people, [&](int other) {
    if (crew.IsMember(other)) return false;
    if (space.price(other) > left || !space.CanBeTogether(person, other)) return true;
    return space.joint_half_days() > 0 &&
           CountCommonHalfDays(crew.common, space.days(other)) < space.joint_half_days();
  });
  return true;
}

bool CanCover(const CrewSpace& space, const Crew& crew) {
  std::vector<int> fit(static_cast<size_t>(space.roles()), 0);
  uint64_t missing = space.needed_traits();
  for (const int person : crew.people) {
    missing &= ~space.traits(person);
    for (const Place* p = space.places_begin(person); p != space.places_end(person); ++p) {
      ++fit[static_cast<size_t>(p->role)];
    }
  }
  if (missing != 0) return false;
  for (int role = 0; role < space.roles(); ++role) {
    if (fit[static_cast<size_t>(role)] < space.persons(role)) return false;
  }
  return std::includes(crew.people.begin(), crew.people.end(), crew.members.begin(),
                       crew.members.end());
}

bool MakeCrew(const CrewSpace& space, Crew& crew) {
  crew = Crew();
  for (int person = 0; person < space.people(); ++person) crew.people.push_back(person);
  for (const int pin : space.pins()) {
    if (!AddMember(space, pin, crew)) return false;
  }
  return true;
}

SearchOutcome SearchTeam(const CrewSpace& space, const Incumbent& known, Effort& effort,
                         const SearchLimits& limits) {
  return TeamSearch(space, known, limits, effort).Run();
}

}  // namespace houniao::recruitment::composing
