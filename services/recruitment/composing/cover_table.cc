#include "services/recruitment/composing/cover_table.h"

#include <algorithm>
#include <bit>

namespace houniao::recruitment::composing {
namespace {

constexpr size_t kMostEntries = size_t{1} << 23;

size_t CountStates(const CrewSpace& space) {
  size_t states = 1;
  for (int role = 0; role < space.roles() && states <= CoverTable::kMostStates; ++role) {
    states *= static_cast<size_t>(space.persons(role)) + 1;
  }
  return states;
}

}  // namespace

bool CoverTable::CanHold(const CrewSpace& space) {
  return space.roles() <= kMostRoles && CountStates(space) <= kMostStates;
}

CoverTable::CoverTable(const CrewSpace& space) {
  const size_t states = CountStates(space);
  open_roles_.assign(states, 0);
  size_t stride = 1;
  for (int role = 0; role < space.roles(); ++role) {
    const size_t radix = static_cast<size_t>(space.persons(role)) + 1;
    stride_.push_back(static_cast<int>(stride));
    for (size_t state = 0; state < states; ++state) {
      if (state / stride % radix != 0) open_roles_[state] |= uint32_t{1} << role;
    }
    stride *= radix;
  }
  if (space.max_size() < space.places() &&
      states * static_cast<size_t>(space.max_size() + 1) <= kMostEntries) {
    width_ = static_cast<size_t>(space.max_size()) + 1;
  }
  number_.assign(size_t{1} << space.roles(), -1);
  sets_of_role_.resize(static_cast<size_t>(space.roles()));
  states_of_role_.assign(static_cast<size_t>(space.roles()), 0);
  for (size_t state = 1; state < states; ++state) {
    ++states_of_role_[static_cast<size_t>(std::countr_zero(open_roles_[state]))];
  }
  table_.resize(states * width_);
  known_.assign(states, 0);
}

int CoverTable::SetOf(uint32_t roles) {
  int& number = number_[roles];
  if (number >= 0) return number;
  number = set_count();
  RoleSet set;
  set.roles = roles;
  for (uint32_t rest = roles; rest != 0; rest &= rest - 1) {
    set.offset += stride_[static_cast<size_t>(std::countr_zero(rest))];
  }
  sets_.push_back(set);
  sets_of_role_[static_cast<size_t>(std::countr_zero(roles))].push_back(number);
  return number;
}

int64_t CoverTable::Work() const {
  int64_t work = 0;
  for (size_t role = 0; role < sets_of_role_.size(); ++role) {
    work += states_of_role_[role] * static_cast<int64_t>(sets_of_role_[role].size());
  }
  return work * static_cast<int64_t>(width_);
}

void CoverTable::Fill(const std::vector<int64_t>& best) {
  usable_.assign(sets_of_role_.size(), {});
  for (size_t i = 0; i < sets_.size(); ++i) {
    sets_[i].best = best[i];
    if (best[i] <= kNothing) continue;
    usable_[static_cast<size_t>(std::countr_zero(sets_[i].roles))].push_back(sets_[i]);
  }
  ++round_;
  known_[0] = round_;
  std::fill(table_.begin(), table_.begin() + static_cast<std::ptrdiff_t>(width_), 0);
}

void CoverTable::WorkOut(size_t state) const {
  known_[state] = round_;
  const uint32_t open = open_roles_[state];
  int64_t* const here = &table_[state * width_];
  std::fill(here, here + width_, kNothing);
  for (const RoleSet& set : usable_[static_cast<size_t>(std::countr_zero(open))]) {
    if ((set.roles & ~open) != 0) continue;
    const size_t after = state - static_cast<size_t>(set.offset);
    if (known_[after] != round_) WorkOut(after);
    const int64_t* const rest = &table_[after * width_];
    if (width_ == 1) {
      here[0] = std::max(here[0], rest[0] + set.best);
      continue;
    }
    for (size_t people = 1; people < width_; ++people) {
      here[people] = std::max(here[people], rest[people - 1] + set.best);
    }
  }
  for (size_t people = 0; people < width_; ++people)
    here[people] = std::max(here[people], kNothing);
}

std::vector<int> CoverTable::Answer(int people) const {
  std::vector<int> answer;
  int state = full();
  while (state != 0) {
    const int64_t wanted = Rest(state, people);
    if (wanted <= kNothing / 2 || people == 0) return {};
    int found = -1;
    for (const int set : SetsFrom(std::countr_zero(open_roles(state)))) {
      if ((roles_of(set) & ~open_roles(state)) != 0 || best(set) <= kNothing) continue;
      if (Rest(After(state, set), people - 1) + best(set) == wanted) {
        found = set;
        break;
      }
    }
    if (found < 0) return {};
    answer.push_back(found);
    state = After(state, found);
    --people;
  }
  return answer;
}

}  // namespace houniao::recruitment::composing
