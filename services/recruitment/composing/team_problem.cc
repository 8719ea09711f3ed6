#include "services/recruitment/composing/team_problem.h"

#include <algorithm>
#include <set>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/base/int128.h"

namespace houniao::recruitment::composing {
namespace {

absl::Status Wrong(const std::string& what) { return absl::InvalidArgumentError(what); }

absl::Status CheckRoles(const TeamProblem& problem) {
  if (problem.roles.empty()) return Wrong("A team needs at least one role.");
  if (problem.roles.size() > kMostRoles) {
    return Wrong(absl::StrCat("A team can have at most ", kMostRoles, " roles."));
  }
  std::set<std::string> keys;
  for (const Role& role : problem.roles) {
    if (role.persons < 1 || role.persons > kMostPersonsPerRole) {
      return Wrong(
          absl::StrCat("Role '", role.key, "' can have 1 to ", kMostPersonsPerRole, " persons."));
    }
    if (!keys.insert(role.key).second) {
      return Wrong(absl::StrCat("Role '", role.key, "' appears twice."));
    }
  }
  const int roles = static_cast<int>(problem.roles.size());
  if (problem.leader_role < -1 || problem.leader_role >= roles) {
    return Wrong("The role of the leader is none of the roles.");
  }
  if (problem.leader_role >= 0 &&
      problem.roles[static_cast<size_t>(problem.leader_role)].persons != 1) {
    return Wrong("One person leads: the role of the leader has one person.");
  }
  return absl::OkStatus();
}

absl::Status CheckPeople(const TeamProblem& problem) {
  absl::flat_hash_set<absl::string_view> ids;
  ids.reserve(problem.people.size());
  for (const Person& person : problem.people) {
    if (!ids.insert(person.id).second) {
      return Wrong(absl::StrCat("Person '", person.id, "' appears twice."));
    }
    if (person.price_fen < 0) {
      return Wrong(absl::StrCat("The price of person '", person.id, "' is below 0."));
    }
    uint64_t seen = 0;
    for (const Suitability& s : person.roles) {
      if (s.role < 0 || s.role >= static_cast<int>(problem.roles.size()) || s.points < 0 ||
          s.points > kMostPoints || (seen >> s.role & 1) != 0) {
        return Wrong(absl::StrCat("A role of person '", person.id,
                                  "' does not exist, appears twice, or has points outside 0 to ",
                                  kMostPoints, "."));
      }
      seen |= uint64_t{1} << s.role;
    }
  }
  return absl::OkStatus();
}

absl::Status CheckIndexes(const TeamProblem& problem) {
  const int people = static_cast<int>(problem.people.size());
  const auto exists = [people](int person) { return person >= 0 && person < people; };
  for (const std::vector<int>* list : {&problem.pins, &problem.excluded}) {
    std::set<int> seen;
    for (const int person : *list) {
      if (!exists(person) || !seen.insert(person).second) {
        return Wrong("A person who is pinned or excluded does not exist or appears twice.");
      }
    }
  }
  for (const auto& [a, b] : problem.exclusive) {
    if (!exists(a) || !exists(b) || a == b) {
      return Wrong("A pair of people who exclude each other is not two people.");
    }
  }
  return absl::OkStatus();
}

// Points, fen and heads are weighed in one number of 64 bits, with room for sums.
absl::Status CheckWeights(const TeamProblem& problem) {
  int64_t dearest = 0;
  std::vector<int64_t> best(problem.roles.size(), 0);
  for (const Person& person : problem.people) {
    for (const Suitability& s : person.roles) {
      int64_t& points = best[static_cast<size_t>(s.role)];
      points = std::max<int64_t>(points, s.points);
    }
    if (problem.budget_fen.has_value() && person.price_fen > *problem.budget_fen) continue;
    dearest = std::max(dearest, person.price_fen);
  }
  Int128 points = 1;
  for (size_t role = 0; role < best.size(); ++role) {
    points += best[role] * problem.roles[role].persons;
  }
  const Int128 size = problem.SizeLimit();
  Int128 most = size * dearest;
  if (problem.budget_fen.has_value()) most = std::min(most, Int128{*problem.budget_fen});
  constexpr Int128 kRoom = Int128{1} << 58;
  if ((size + 1) * (most + 1) * points > kRoom) {
    return Wrong(absl::StrCat("Prices are too high to be weighed exactly: a team of ",
                              problem.SizeLimit(), " that can have ",
                              static_cast<int64_t>(points - 1), " points can cost at most ",
                              static_cast<int64_t>(kRoom / ((size + 1) * points)), " fen."));
  }
  return absl::OkStatus();
}

}  // namespace

int TeamProblem::Places() const {
  int places = 0;
  for (const Role& role : roles) places += role.persons;
  return places;
}

int TeamProblem::SizeLimit() const {
  return max_size > 0 ? std::min(max_size, Places()) : Places();
}

absl::Status CheckProblem(const TeamProblem& problem) {
  absl::Status status = CheckRoles(problem);
  if (!status.ok()) return status;
  if (problem.budget_fen.has_value() && *problem.budget_fen < 0) {
    return Wrong("The budget is below 0.");
  }
  if (problem.min_size < 0 || problem.max_size < 0 || problem.most_roles_per_person < 0 ||
      problem.joint_half_days < 0) {
    return Wrong("Sizes, roles per person and half days cannot be below 0.");
  }
  if (problem.max_size > 0 && problem.min_size > problem.max_size) {
    return Wrong("The least size is above the most.");
  }
  status = CheckPeople(problem);
  if (status.ok()) status = CheckIndexes(problem);
  if (status.ok()) status = CheckWeights(problem);
  return status;
}

}  // namespace houniao::recruitment::composing
