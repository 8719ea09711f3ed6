#include "services/recruitment/teams/team_conflicts.h"

namespace houniao::recruitment {
namespace {

using composing::Obstacle;

std::string HalfDaysText(int64_t half_days) {
  return absl::StrCat(half_days / 2, half_days % 2 != 0 ? ".5" : "", " 天");
}

// 1234.50 元
std::string YuanText(int64_t fen) {
  return fen % 100 == 0 ? absl::StrCat(fen / 100, " 元")
                        : absl::StrFormat("%d.%02d 元", fen / 100, fen % 100);
}

std::string OffText(const std::string& asked, int64_t possible, const std::string& possible_text) {
  if (possible < 0) return absl::StrCat("需要 ", asked);
  return absl::StrCat("需要 ", asked, ", 可达 ", possible_text);
}

void AddConflict(const composing::TeamProblem& problem, const Obstacle& obstacle,
                 v1::TeamConflict& conflict) {
  switch (obstacle.kind) {
    case Obstacle::Kind::kRole:
      conflict.set_kind(v1::TeamConflict::ROLE);
      conflict.set_role(problem.roles[static_cast<size_t>(obstacle.index)].key);
      conflict.set_detail(
          absl::StrCat("需要 ", obstacle.asked, " 人, 能胜任的有 ", obstacle.possible, " 人"));
      break;
    case Obstacle::Kind::kBudget:
      conflict.set_kind(v1::TeamConflict::BUDGET);
      conflict.set_detail(obstacle.possible < 0
                              ? absl::StrCat("预算 ", YuanText(obstacle.asked))
                              : absl::StrCat("预算 ", YuanText(obstacle.asked), ", 至少需要 ",
                                             YuanText(obstacle.possible), ", 差 ",
                                             YuanText(obstacle.possible - obstacle.asked)));
      break;
    case Obstacle::Kind::kJointDays:
      conflict.set_kind(v1::TeamConflict::JOINT_DAYS);
      conflict.set_detail(
          absl::StrCat("共同可用 ", OffText(HalfDaysText(obstacle.asked), obstacle.possible,
                                            HalfDaysText(obstacle.possible))));
      break;
    case Obstacle::Kind::kSize:
      conflict.set_kind(v1::TeamConflict::SIZE);
      conflict.set_detail(
          obstacle.possible < 0
              ? absl::StrCat("人数 ", obstacle.asked)
              : absl::StrCat("人数 ", obstacle.asked, ", 至少需要 ", obstacle.possible, " 人"));
      break;
    case Obstacle::Kind::kPin:
      conflict.set_kind(v1::TeamConflict::PIN);
      conflict.set_talent(
          absl::StrCat("talents/", problem.people[static_cast<size_t>(obstacle.index)].id));
      conflict.set_detail("与其余要求不能同时满足");
      break;
  }
}

}  // namespace

void AddPlainConflicts(const RoleCandidates& candidates, v1::ComposeTeamResponse& response) {
  for (const auto& [id, why] : candidates.unfit_pins) {
    v1::TeamConflict& conflict = *response.add_conflicts();
    conflict.set_kind(v1::TeamConflict::PIN);
    conflict.set_talent(absl::StrCat("talents/", id));
    conflict.set_detail(absl::StrCat("不能胜任任何角色: ", why));
  }
  uint64_t had = 0;
  for (const composing::Person& person : candidates.problem.people) had |= person.traits;
  for (size_t i = 0; i < candidates.musts.size(); ++i) {
    if ((had >> i & 1) != 0) continue;
    // A must of the demand asks for somebody, as a role does.
    v1::TeamConflict& conflict = *response.add_conflicts();
    conflict.set_kind(v1::TeamConflict::ROLE);
    conflict.set_detail(absl::StrCat("能胜任角色者无人满足需求 ", candidates.musts[i]));
  }
}

void AddConflicts(const composing::TeamProblem& problem, const composing::Obstacles& obstacles,
                  v1::ComposeTeamResponse& response) {
  for (const Obstacle& obstacle : obstacles.set) {
    AddConflict(problem, obstacle, *response.add_conflicts());
  }
}

}  // namespace houniao::recruitment
