#include "services/recruitment/teams/role_candidates.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/asking.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/teams/team_calendar.h"
#include "services/recruitment/teams/team_subject.h"

namespace houniao::recruitment {
namespace {

constexpr size_t kPeopleBetweenPolls = 256;

class CandidateList {
 public:
  CandidateList(const population::Store& store, const Stations& stations, const Subject& subject,
                const composing::Cancelled& cancelled, RoleCandidates& out)
      : store_(store), stations_(stations), subject_(subject), cancelled_(cancelled), out_(out) {}

  absl::Status Run(const std::vector<std::string>& pinned, const std::set<std::string>& excluded) {
    Roaring out_of_question;
    for (const std::string& id : excluded) {
      if (const auto row = store_.RowOf(id)) out_of_question.add(*row);
    }
    SetWeights();
    for (int role = 0; role < subject_.demand.roles_size(); ++role) {
      RETURN_IF_ERROR(CheckWanted());
      RETURN_IF_ERROR(AddRole(role, pinned, out_of_question));
    }
    for (const std::string& id : pinned) Pin(id);
    return absl::OkStatus();
  }

  // Days, costs and what the demand requires of somebody, of all who can play a role.
  absl::Status Complete(bool with_days) {
    const Subject strict = StrictSubject(subject_);
    const GateList gates(strict, store_, &stations_);
    for (const v1::Requirement& requirement : subject_.demand.requirements()) {
      if (IsMust(requirement)) out_.musts.push_back(requirement.key());
    }
    std::optional<TeamCalendar> calendar;
    if (with_days && subject_.window.has_value()) {
      calendar.emplace(*subject_.window, store_.rest_days());
    }
    size_t looked_at = 0;
    for (const auto& [row, number] : number_) {
      if (looked_at++ % kPeopleBetweenPolls == 0) RETURN_IF_ERROR(CheckWanted());
      composing::Person& person = out_.problem.people[static_cast<size_t>(number)];
      person.price_fen = CostOf(subject_, store_.day_fee_fen(row));
      if (calendar.has_value()) person.days = calendar->Of(store_.availability(row));
      const Applicant applicant{&store_, row};
      for (const GateRule& rule : gates.rules()) {
        if (rule.requirement.empty() || !rule.passes(applicant)) continue;
        out_.met[static_cast<size_t>(number)].push_back(rule.requirement);
        const auto it = std::find(out_.musts.begin(), out_.musts.end(), rule.requirement);
        if (it != out_.musts.end()) person.traits |= uint64_t{1} << (it - out_.musts.begin());
      }
    }
    out_.problem.needed_traits = (uint64_t{1} << out_.musts.size()) - 1;
    return absl::OkStatus();
  }

 private:
  absl::Status CheckWanted() const {
    return cancelled_ != nullptr && cancelled_() ? errors::Cancelled() : absl::OkStatus();
  }

  // Weights that have a common measure are made small: only their ratios matter.
  void SetWeights() {
    int64_t measure = 0;
    for (const v1::TeamRole& role : subject_.demand.roles()) {
      measure = std::gcd(measure, static_cast<int64_t>(WeightOfRole(role)));
    }
    for (const v1::TeamRole& role : subject_.demand.roles()) {
      // All weights 0: all the same.
      out_.weights.push_back(measure == 0 ? 1 : WeightOfRole(role) / measure);
      out_.weight_sum += out_.weights.back() * PersonsOfRole(role);
    }
  }

  absl::Status AddRole(int number, const std::vector<std::string>& pinned,
                       const Roaring& out_of_question) {
    const v1::TeamRole& role = subject_.demand.roles(number);
    if (role.leader()) out_.problem.leader_role = number;
    out_.problem.roles.push_back({role.key(), PersonsOfRole(role)});
    const Subject asked = RoleSubject(subject_, role);
    Asking asking(asked, v1::MatchOptions(), store_, stations_, out_of_question);
    RETURN_IF_ERROR(asking.Compile());
    std::vector<Ranked> best = asking.Best(kMostCandidatesPerRole + 1);
    const Score& score = asking.score();
    const int64_t weight = out_.weights[static_cast<size_t>(number)];
    out_.most_points.push_back(best.empty() ? 0 : weight * score.ShareOfMost(best[0].score));
    out_.left_out_points.push_back(-1);
    if (best.size() > kMostCandidatesPerRole) {
      out_.left_out_points.back() = weight * score.ShareOfMost(best.back().score);
      best.pop_back();
    }
    std::set<uint32_t> listed;
    for (const Ranked& entry : best) {
      Add(entry.row, number, weight * score.ShareOfMost(entry.score));
      listed.insert(entry.row);
    }
    for (const std::string& id : pinned) {
      const auto row = store_.RowOf(id);
      if (!row.has_value() || out_of_question.contains(*row) || listed.count(*row) > 0) continue;
      const Applicant applicant{&store_, *row};
      const GateRule* const failed = asking.gates().FirstFailed(applicant);
      if (failed == nullptr) {
        Add(*row, number, weight * score.ShareOfMost(score.Of(applicant)));
      } else {
        why_not_.emplace(id, absl::StrCat(v1::Gate_Name(failed->gate), ": ", failed->needed, " / ",
                                          failed->actual(applicant)));
      }
    }
    return absl::OkStatus();
  }

  void Add(uint32_t row, int role, int64_t points) {
    const auto [it, added] = number_.emplace(row, static_cast<int>(out_.problem.people.size()));
    if (added) {
      composing::Person person;
      person.id = std::string(store_.id(row));
      out_.problem.people.push_back(std::move(person));
      out_.met.emplace_back();
    }
    out_.problem.people[static_cast<size_t>(it->second)].roles.push_back(
        {role, static_cast<int>(points)});
  }

  void Pin(const std::string& id) {
    const auto row = store_.RowOf(id);
    const auto it = row.has_value() ? number_.find(*row) : number_.end();
    if (it != number_.end()) {
      out_.problem.pins.push_back(it->second);
      return;
    }
    const auto why = why_not_.find(id);
    out_.unfit_pins.emplace_back(id, why != why_not_.end() ? why->second : "not known or excluded");
  }

  const population::Store& store_;
  const Stations& stations_;
  const Subject& subject_;
  const composing::Cancelled& cancelled_;
  RoleCandidates& out_;
  std::map<uint32_t, int> number_;  // row -> person
  std::map<std::string, std::string> why_not_;
};

}  // namespace

absl::StatusOr<RoleCandidates> FindRoleCandidates(const population::Population& population,
                                                  const Stations& stations, const Subject& subject,
                                                  const std::vector<std::string>& pinned,
                                                  const std::set<std::string>& excluded,
                                                  bool with_days,
                                                  const composing::Cancelled& cancelled) {
  RoleCandidates candidates;
  const population::View view = population.view();
  CandidateList list(*view, stations, subject, cancelled, candidates);
  RETURN_IF_ERROR(list.Run(pinned, excluded));
  RETURN_IF_ERROR(list.Complete(with_days));
  return candidates;
}

}  // namespace houniao::recruitment
