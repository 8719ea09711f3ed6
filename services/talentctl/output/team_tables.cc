#include "services/talentctl/output/team_tables.h"

#include "services/talentctl/output/cells.h"
#include "services/talentctl/output/plan_tables.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

// Parts of a million of the bound that the score may lack, rounded up.
int64_t GapOf(const pb::ComposeTeamResponse& reply) {
  if (reply.score_bound() <= 0) return 0;
  const int64_t lacking = std::max<int64_t>(0, reply.score_bound() - reply.score());
  return (lacking * 1000000 + reply.score_bound() - 1) / reply.score_bound();
}

}  // namespace

std::vector<std::string> TeamLines(const pb::ComposeTeamResponse& reply) {
  std::vector<std::string> lines;
  lines.push_back(absl::StrCat(
      reply.members_size(), reply.members_size() == 1 ? " member" : " members", ", ", reply.score(),
      " of 10000 points, ", DaysText(reply.joint_half_day_count()), " days together",
      reply.cost_fen() > 0 ? absl::StrCat(", ", YuanText(reply.cost_fen()), " yuan") : "", "; ",
      reply.candidate_count(), " people could play a role"));
  lines.push_back(reply.optimal()
                      ? std::string("proved the best: of equal scores the cheapest and smallest")
                      : absl::StrCat("no team can have more than ", reply.score_bound(),
                                     ": at most ", PartsText(GapOf(reply)), " from the best"));
  return lines;
}

Table SubstituteTable(const pb::ComposeTeamResponse& reply) {
  Table table({{"IF THIS ONE DROPS OUT"},
               {"STEPS IN"},
               {"NAME"},
               {"ROLES", Align::kLeft, true},
               {"COST", Align::kRight},
               {"POINTS LOST", Align::kRight}});
  for (const pb::Substitution& substitution : reply.substitutions()) {
    if (substitution.substitutes().empty()) {
      table.Add({substitution.member(), Cell("nobody", Colour::kBad), "", "", "",
                 absl::StrCat(substitution.score_loss())});
    }
    bool first = true;
    for (const pb::MemberContribution& substitute : substitution.substitutes()) {
      table.Add({first ? substitution.member() : "", substitute.talent(), substitute.display_name(),
                 absl::StrJoin(substitute.roles(), ", "),
                 substitute.cost_fen() > 0 ? YuanText(substitute.cost_fen()) : "",
                 first ? absl::StrCat(substitution.score_loss()) : ""});
      first = false;
    }
  }
  table.DropEmptyColumns();
  return table;
}

Table TeamConflictTable(const pb::ComposeTeamResponse& reply) {
  Table table({{"ASKED FOR"}, {"ROLE"}, {"TALENT"}, {"DETAIL", Align::kLeft, true}});
  for (const pb::TeamConflict& conflict : reply.conflicts()) {
    table.Add({Cell(EnumText(conflict.kind()), Colour::kBad), conflict.role(), conflict.talent(),
               conflict.detail()});
  }
  table.DropEmptyColumns();
  return table;
}

}  // namespace houniao::talentctl
