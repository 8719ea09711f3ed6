#include "deploy/demo/generator/teams.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace houniao::demo {
namespace {

constexpr uint64_t kTeamStream = 1'000'000;  // apart from the streams of people
constexpr size_t kCastSize = 3;

// Who is still without a team, by sub-sector, in the order of the register.
class Bench {
 public:
  explicit Bench(const std::vector<Person>& people) {
    for (size_t i = kCastSize; i < people.size(); ++i) {
      const Person& person = people[i];
      if (person.teachable) free_[person.expertise].push_back(&person);
    }
  }

  size_t Count(const Expertise* expertise) const {
    const auto at = free_.find(expertise);
    return at == free_.end() ? 0 : at->second.size();
  }
  // The first with at least that title; null if there is none.
  const Person* Take(const Expertise* expertise, int title_rank) {
    std::vector<const Person*>& people = free_[expertise];
    for (auto at = people.begin(); at != people.end(); ++at) {
      if ((*at)->title_rank < title_rank) continue;
      const Person* person = *at;
      people.erase(at);
      return person;
    }
    return nullptr;
  }

 private:
  std::map<const Expertise*, std::vector<const Person*>> free_;
};

bool FillTeam(Random& random, Bench& bench, Team& team) {
  const int size = random.Between(4, 6);
  if (bench.Count(team.expertise) <= static_cast<size_t>(size)) return false;
  team.leader = bench.Take(team.expertise, 3);
  if (team.leader == nullptr) return false;
  for (int i = 0; i < size; ++i) {
    Member member;
    member.person = bench.Take(team.expertise, 0);
    member.core = i < 3;
    member.full_time_share_bp = random.Pick(std::vector<int>{2500, 5000, 10000});
    team.members.push_back(member);
  }
  team.leader_equity_bp = random.Between(6, 10) * 500;
  team.core_equity_bp = team.leader_equity_bp + random.Between(2, 6) * 500;
  return true;
}

std::string MemberText(const Member& member) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  return absl::StrCat("    - talent: talents/", member.person->id,
                      "\n      role: ", table.Get(member.person->post).key,
                      "\n      core: ", member.core ? "true" : "false",
                      "\n      full_time_share_bp: ", member.full_time_share_bp,
                      "\n      start_date: 2025-09-01\n");
}

std::string TeamText(const Team& team) {
  const codes::Subsector& subsector = *team.expertise->subsector;
  const std::string number = team.id.substr(team.id.find('-') + 1);
  std::string text =
      absl::StrCat("kind: Team\nid: ", team.id, "\nspec:\n  external_id: ", team.id,
                   "\n  title: ", subsector.name_zh, "团队 ", number,
                   "（演示）\n  leader: talents/", team.leader->id, "\n  members:\n");
  for (const Member& member : team.members) absl::StrAppend(&text, MemberText(member));
  std::vector<std::string> industries;
  for (const std::string& code : subsector.industries) {
    industries.push_back(absl::StrCat("\"", code, "\""));
  }
  absl::StrAppend(
      &text, "  focus: ", subsector.name_zh, "方向的技术攻关与成果转化\n  industries: [",
      absl::StrJoin(industries, ", "),
      "]\n  needs:\n    - {kind: SPACE, description: 试验场地}\n    - {kind: PARTNER, description: "
      "本地合作企业}\n  stability_terms:\n    agreement_months: 36\n    leader_equity_bp: ",
      team.leader_equity_bp, "\n    core_equity_bp: ", team.core_equity_bp,
      "\n    replacement_needs_approval: true\n  milestones:\n    - {title: 完成方案评审, "
      "due_date: "
      "2026-03-31}\n    - {title: 完成样机或试运行, due_date: 2026-12-31}\n"
      "  leader_full_time_share_bp: 5000\n  region: \"",
      team.leader->cells.at("region"), "\"\n  source: 候鸟人才演示名册\n");
  return text;
}

}  // namespace

absl::StatusOr<std::vector<Team>> MakeTeams(uint64_t seed, const std::vector<Person>& people,
                                            int count) {
  const std::vector<Expertise>& expertise = Tables::BuiltIn().expertise;
  Random random(seed, kTeamStream);
  Bench bench(people);
  std::vector<Team> teams;
  size_t failed_in_a_row = 0;
  for (size_t turn = 0; static_cast<int>(teams.size()) < count; ++turn) {
    Team team;
    team.id = absl::StrFormat("team-%02d", teams.size() + 1);
    team.expertise = &expertise[turn % expertise.size()];
    if (FillTeam(random, bench, team)) {
      teams.push_back(std::move(team));
      failed_in_a_row = 0;
    } else if (++failed_in_a_row > expertise.size()) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the register has people for ", teams.size(), " teams, not ", count));
    }
  }
  return teams;
}

std::string TeamFile(const std::vector<Team>& teams) {
  std::vector<std::string> documents;
  for (const Team& team : teams) documents.push_back(TeamText(team));
  return absl::StrCat("# 演示数据: 由 houniao-demo 生成, 人员均为虚构。\n",
                      absl::StrJoin(documents, "---\n"));
}

}  // namespace houniao::demo
