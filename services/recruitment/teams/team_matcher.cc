#include "services/recruitment/teams/team_matcher.h"

#include <algorithm>
#include <map>
#include <optional>

#include "services/recruitment/composing/joint_days.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/teams/role_question.h"
#include "services/recruitment/teams/team_calendar.h"
#include "services/recruitment/teams/team_subject.h"

namespace houniao::recruitment {
namespace {

constexpr int kUsualTeams = 10;

// The team as a whole weighs as much in its score as a role that gives no weight.
constexpr int kWeightOfTheWhole = 10;
// An answer with more lines is told by criterion.
constexpr size_t kMostRoleLines = 80;

// Lines of equal criteria in one: sums, and who they are of.
std::vector<v1::CriterionPoints> ByCriterion(const std::vector<v1::CriterionPoints>& lines) {
  std::map<v1::Criterion, v1::CriterionPoints> sums;
  std::map<v1::Criterion, int> counts;
  for (const v1::CriterionPoints& line : lines) {
    v1::CriterionPoints& sum = sums[line.criterion()];
    sum.set_criterion(line.criterion());
    sum.set_points(sum.points() + line.points());
    sum.set_max_points(sum.max_points() + line.max_points());
    ++counts[line.criterion()];
  }
  std::vector<v1::CriterionPoints> told;
  for (auto& [criterion, sum] : sums) {
    sum.set_evidence(absl::StrCat("各角色合计 ", counts[criterion], " 项"));
    told.push_back(std::move(sum));
  }
  return told;
}

// One demand, made ready for one state of the population.
class TeamQuestion {
 public:
  TeamQuestion(const Subject& subject, const v1::ScoringWeights& weights,
               const population::Store& store, const Stations& stations)
      : subject_(subject),
        store_(store),
        member_subject_(MemberSubject(subject)),
        strict_subject_(StrictSubject(subject)),
        member_gates_(member_subject_, store, &stations),
        strict_gates_(strict_subject_, store, &stations),
        score_(subject, WeightsOf(weights), store, member_gates_),
        slots_(score_.slots()) {
    for (const v1::TeamRole& role : subject.demand.roles()) {
      roles_.push_back(std::make_unique<RoleQuestion>(role, subject, weights, store, stations));
    }
    SharePoints();
    for (const v1::Requirement& requirement : subject.demand.requirements()) {
      if (IsMust(requirement)) musts_.insert(requirement.key());
    }
    if (subject.window.has_value()) calendar_.emplace(*subject.window, store.rest_days());
  }

  // The gate that keeps the team out, or what it would be listed with, less rank.
  std::optional<v1::Gate> Judge(const TeamRecord& team, v1::TeamCandidate& candidate) const {
    std::vector<Applicant> members;
    for (const std::string& name : team.members) {
      const auto row = store_.RowOf(TalentIdOf(name));
      // Unknown facts cannot be matched.
      if (!row.has_value()) return v1::GATE_PROFILE_ACTIVE;
      members.push_back({&store_, *row});
      if (const GateRule* failed = member_gates_.FirstFailed(members.back())) return failed->gate;
    }
    if (const auto gate = MissingRequirement(members)) return gate;
    if (const auto gate = MissingRole(members)) return gate;
    const int joint = JointHalfDays(members);
    if (joint < subject_.needed_half_days) return v1::GATE_REMAINING_DAYS;
    Fill(team, members, joint, candidate);
    return std::nullopt;
  }

  int max_score() const { return max_score_; }

 private:
  // The whole and each role have their part of the points by their weights; the persons of a role
  // have equal parts, and what that leaves is the whole's.
  void SharePoints() {
    std::vector<int> weights = {score_.max_score() > 0 ? kWeightOfTheWhole : 0};
    for (const auto& question : roles_) {
      weights.push_back(
          question->CanBeScored() ? WeightOfRole(question->role()) * question->persons() : 0);
    }
    const std::vector<int> shares = ShareOut(kMaxScore, weights);
    int whole = kMaxScore;
    for (size_t i = 0; i < roles_.size(); ++i) {
      roles_[i]->SetPoints(shares[i + 1] / roles_[i]->persons());
      whole -= roles_[i]->most_points() * roles_[i]->persons();
      max_score_ += roles_[i]->most_points() * roles_[i]->persons();
    }
    if (score_.max_score() == 0) return;
    ShareAnew(whole, slots_);
    max_score_ += whole;
  }

  std::optional<v1::Gate> MissingRequirement(const std::vector<Applicant>& members) const {
    for (const GateRule& rule : strict_gates_.rules()) {
      if (rule.requirement.empty() || musts_.count(rule.requirement) == 0) continue;
      if (std::none_of(members.begin(), members.end(), rule.passes)) return rule.gate;
    }
    return std::nullopt;
  }

  std::optional<v1::Gate> MissingRole(const std::vector<Applicant>& members) const {
    for (const auto& question : roles_) {
      int able = 0;
      const GateRule* first = nullptr;
      for (size_t i = 0; i < members.size(); ++i) {
        if (question->role().leader() && i > 0) break;
        const GateRule* const failed = question->FirstFailed(members[i]);
        able += failed == nullptr;
        if (first == nullptr) first = failed;
      }
      if (able >= question->persons()) continue;
      // All can, but they are too few: too few have what the role asks for.
      return first != nullptr ? first->gate : v1::GATE_MUST_HAVE_SKILL;
    }
    return std::nullopt;
  }

  int JointHalfDays(const std::vector<Applicant>& members) const {
    if (!calendar_.has_value()) return 0;
    composing::Calendar common;
    for (size_t i = 0; i < members.size(); ++i) {
      const composing::Calendar own = calendar_->Of(store_.availability(members[i].row));
      common = i == 0 ? own : composing::Common(common, own);
    }
    return composing::CountHalfDays(common);
  }

  void Fill(const TeamRecord& team, const std::vector<Applicant>& members, int joint,
            v1::TeamCandidate& candidate) const {
    candidate.set_team(team.name);
    candidate.set_title(team.title);
    candidate.set_joint_half_day_count(joint);
    AddCriteria(members, joint, candidate);
    for (size_t i = 0; i < members.size(); ++i) {
      v1::MemberContribution& member = *candidate.add_members();
      member.set_talent(team.members[i]);
      member.set_cost_fen(CostOf(subject_, store_.day_fee_fen(members[i].row)));
      for (const auto& question : roles_) {
        if (question->role().leader() && i > 0) continue;
        if (question->FirstFailed(members[i]) != nullptr) continue;
        member.add_roles(question->role().key());
        member.add_role_scores(question->Suitability(members[i]));
      }
      for (const GateRule& rule : strict_gates_.rules()) {
        if (!rule.requirement.empty() && rule.passes(members[i])) {
          member.add_requirements(rule.requirement);
        }
      }
    }
  }

  void AddCriteria(const std::vector<Applicant>& members, int joint,
                   v1::TeamCandidate& candidate) const {
    int score = 0;
    for (const ScoreSlot& slot : slots_) {
      if (slot.max_points == 0) continue;
      v1::CriterionPoints& points = *candidate.add_criteria();
      points.set_criterion(slot.criterion);
      points.set_requirement(slot.requirement);
      points.set_max_points(slot.max_points);
      if (slot.source == SlotSource::kAvailability) {
        points.set_points(slot.max_points * slot.quality_of(joint) / 10000);
        points.set_evidence(
            absl::StrCat("共同可用 ", joint / 2, joint % 2 != 0 ? ".5" : "", " 天"));
      } else {
        const Applicant* best = nullptr;
        int most = -1;
        for (const Applicant& member : members) {
          if (slot.Points(member) <= most) continue;
          most = slot.Points(member);
          best = &member;
        }
        points.set_points(most);
        points.set_evidence(slot.evidence(*best));
      }
      score += points.points();
    }
    std::vector<v1::CriterionPoints> lines;
    for (const auto& question : roles_) ExplainRole(*question, members, lines);
    if (lines.size() > kMostRoleLines) lines = ByCriterion(lines);
    for (v1::CriterionPoints& line : lines) {
      score += line.points();
      *candidate.add_criteria() = std::move(line);
    }
    candidate.set_score(score);
  }

  // A role brings what those who suit it best bring, as many as it needs; of equal ones the first.
  static void ExplainRole(const RoleQuestion& question, const std::vector<Applicant>& members,
                          std::vector<v1::CriterionPoints>& lines) {
    if (question.most_points() == 0) return;
    std::vector<std::pair<int, size_t>> able;
    for (size_t i = 0; i < members.size(); ++i) {
      if (question.role().leader() && i > 0) break;
      if (question.FirstFailed(members[i]) != nullptr) continue;
      able.emplace_back(-question.Points(members[i]), i);
    }
    std::sort(able.begin(), able.end());
    // Who does not pass MissingRole is not asked: there are enough.
    for (size_t i = 0; i < static_cast<size_t>(question.persons()); ++i) {
      question.Explain(members[able[i].second], lines);
    }
  }

  const Subject& subject_;
  const population::Store& store_;
  const Subject member_subject_;
  const Subject strict_subject_;
  const GateList member_gates_;
  const GateList strict_gates_;
  const Score score_;
  std::vector<ScoreSlot> slots_;  // with the points of the whole
  int max_score_ = 0;
  std::vector<std::unique_ptr<RoleQuestion>> roles_;
  std::set<std::string> musts_;
  std::optional<TeamCalendar> calendar_;
};

bool ComesFirst(const v1::TeamCandidate& a, const v1::TeamCandidate& b) {
  return a.score() != b.score() ? a.score() > b.score() : a.team() < b.team();
}

}  // namespace

v1::MatchTeamsResponse MatchTeams(const population::Population& population,
                                  const Stations& stations, const Subject& subject,
                                  const v1::ScoringWeights& weights, int top_k,
                                  const std::vector<std::shared_ptr<const TeamRecord>>& teams,
                                  const std::set<std::string>& excluded) {
  const size_t size = static_cast<size_t>(top_k == 0 ? kUsualTeams : top_k);
  const population::View view = population.view();
  const TeamQuestion question(subject, weights, *view, stations);
  v1::MatchTeamsResponse response;
  std::map<v1::Gate, int64_t> removed;
  std::vector<v1::TeamCandidate> best;
  for (const auto& team : teams) {
    if (excluded.count(team->name) > 0) continue;
    response.set_team_count(response.team_count() + 1);
    v1::TeamCandidate candidate;
    if (const auto gate = question.Judge(*team, candidate)) {
      ++removed[*gate];
      continue;
    }
    response.set_eligible_count(response.eligible_count() + 1);
    best.insert(std::upper_bound(best.begin(), best.end(), candidate, &ComesFirst), candidate);
    if (best.size() > size) best.pop_back();
  }
  for (v1::TeamCandidate& candidate : best) {
    *response.add_teams() = std::move(candidate);
    response.mutable_teams()->rbegin()->set_rank(response.teams_size());
  }
  for (const auto& [gate, count] : removed) {
    v1::GateCount& entry = *response.add_gate_counts();
    entry.set_gate(gate);
    entry.set_removed_count(count);
  }
  response.set_max_score(question.max_score());
  return response;
}

}  // namespace houniao::recruitment
