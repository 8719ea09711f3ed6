#include "services/recruitment/composing/crew_space.h"

#include <algorithm>
#include <numeric>

namespace houniao::recruitment::composing {

CrewSpace::CrewSpace(const TeamProblem& problem, Aim aim) : problem_(problem) {
  places_ = problem.Places();
  max_size_ = problem.SizeLimit();
  min_size_ = std::max(1, problem.min_size);
  most_roles_ = static_cast<int>(problem.roles.size());
  if (problem.most_roles_per_person > 0) {
    most_roles_ = std::min(most_roles_, problem.most_roles_per_person);
  }
  const std::vector<int> usable = UsablePeople();
  int64_t dearest = 0;
  for (const int person : usable) {
    dearest = std::max(dearest, problem.people[static_cast<size_t>(person)].price_fen);
  }
  budget_ = dearest * max_size_;
  if (problem.budget_fen.has_value()) budget_ = std::min(budget_, *problem.budget_fen);

  std::vector<int> fit(problem.roles.size(), 0);
  for (const int person : usable) {
    for (const Suitability& s : problem.people[static_cast<size_t>(person)].roles) {
      ++fit[static_cast<size_t>(s.role)];
    }
  }
  // The scarcest first: it leaves the search least choice.
  original_role_.resize(problem.roles.size());
  std::iota(original_role_.begin(), original_role_.end(), 0);
  std::stable_sort(original_role_.begin(), original_role_.end(), [&](int a, int b) {
    return fit[static_cast<size_t>(a)] < fit[static_cast<size_t>(b)];
  });
  for (const int role : original_role_) {
    persons_.push_back(problem.roles[static_cast<size_t>(role)].persons);
  }
  SetWeights(aim);
  AddPeople(usable);
}

std::vector<int> CrewSpace::UsablePeople() const {
  std::vector<bool> out(problem_.people.size(), false);
  for (const int person : problem_.excluded) out[static_cast<size_t>(person)] = true;
  std::vector<int> usable;
  for (size_t i = 0; i < problem_.people.size(); ++i) {
    const Person& person = problem_.people[i];
    if (out[i] || person.roles.empty()) continue;
    if (problem_.budget_fen.has_value() && person.price_fen > *problem_.budget_fen) continue;
    if (problem_.joint_half_days > 0 && CountHalfDays(person.days) < problem_.joint_half_days) {
      continue;
    }
    usable.push_back(static_cast<int>(i));
  }
  const auto by_id = [this](int a, int b) {
    return problem_.people[static_cast<size_t>(a)].id < problem_.people[static_cast<size_t>(b)].id;
  };
  if (!std::is_sorted(usable.begin(), usable.end(), by_id)) {
    std::sort(usable.begin(), usable.end(), by_id);
  }
  return usable;
}

void CrewSpace::SetWeights(Aim aim) {
  const int64_t heads = max_size_ + 1;
  switch (aim) {
    case Aim::kPoints:
      weights_.head = 1;
      weights_.fen = heads;
      weights_.point = heads * (budget_ + 1);
      break;
    case Aim::kCost:
      weights_.head = 1;
      weights_.fen = heads;
      break;
    case Aim::kSize:
      weights_.head = budget_ + 1;
      weights_.fen = 1;
      break;
  }
  floor_profit_ = -(weights_.fen * budget_ + weights_.head * heads) - 1;
}

void CrewSpace::AddPeople(const std::vector<int>& usable) {
  std::vector<int> role_number(original_role_.size());
  for (size_t i = 0; i < original_role_.size(); ++i) {
    role_number[static_cast<size_t>(original_role_[i])] = static_cast<int>(i);
  }
  original_person_ = usable;
  first_place_.reserve(usable.size() + 1);
  std::vector<int> new_number(problem_.people.size(), -1);
  for (const int original : usable) {
    const Person& person = problem_.people[static_cast<size_t>(original)];
    new_number[static_cast<size_t>(original)] = static_cast<int>(price_.size());
    first_place_.push_back(static_cast<int>(place_list_.size()));
    price_.push_back(person.price_fen);
    unit_.push_back(person.unit);
    uint64_t set = 0;
    for (const Suitability& s : person.roles) {
      const int role = role_number[static_cast<size_t>(s.role)];
      most_points_ = std::max(most_points_, s.points);
      set |= uint64_t{1} << role;
      place_list_.push_back({role, s.points, weights_.point * s.points});
    }
    role_set_.push_back(set);
  }
  first_place_.push_back(static_cast<int>(place_list_.size()));
  place_list_.emplace_back();  // so that the end of the last has an address
  AddConflicts(new_number);
}

void CrewSpace::AddConflicts(const std::vector<int>& new_number) {
  for (const auto& [a, b] : problem_.exclusive) {
    const int x = new_number[static_cast<size_t>(a)], y = new_number[static_cast<size_t>(b)];
    if (x < 0 || y < 0) continue;
    if (conflicts_.empty()) conflicts_.resize(price_.size());
    conflicts_[static_cast<size_t>(x)].push_back(y);
    conflicts_[static_cast<size_t>(y)].push_back(x);
  }
  for (std::vector<int>& list : conflicts_) std::sort(list.begin(), list.end());
  for (const int original : problem_.pins) {
    const int pin = new_number[static_cast<size_t>(original)];
    if (pin < 0) {
      pins_conflict_ = true;
      continue;
    }
    for (const int other : pins_) pins_conflict_ |= !CanBeTogether(pin, other);
    pins_.push_back(pin);
  }
  std::sort(pins_.begin(), pins_.end());
}

bool CrewSpace::CanBeTogether(int a, int b) const {
  const uint64_t unit = unit_[static_cast<size_t>(a)];
  if (problem_.one_per_unit && unit != 0 && unit == unit_[static_cast<size_t>(b)]) return false;
  if (conflicts_.empty()) return true;
  const std::vector<int>& list = conflicts_[static_cast<size_t>(a)];
  return !std::binary_search(list.begin(), list.end(), b);
}

int64_t CrewSpace::PointsWithin(int64_t profit) const {
  if (weights_.point == 0) return 0;
  // Cost and size together weigh less than a point.
  const int64_t above = profit + weights_.point - 1;
  return above < 0 ? -1 : above / weights_.point;
}

}  // namespace houniao::recruitment::composing
