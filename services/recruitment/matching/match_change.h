// One change that a talent or an employer could make, with its words and its effect.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/recruitment/matching/replay.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

struct Change {
  v1::MatchChange message;
  std::function<void(MatchState&)> apply = nullptr;

  bool of_demand() const { return message.side() == v1::MatchChange::DEMAND; }
};

// The state with all the changes made, in order.
MatchState With(const MatchState& state, const std::vector<Change>& changes);

// About a gate alone: `apply` gets the facts, or the subject.
Change TalentChange(v1::Gate gate, const std::string& requirement, std::string now,
                    std::string wanted, std::function<void(population::TalentFacts&)> apply);
Change DemandChange(v1::Gate gate, const std::string& requirement, std::string now,
                    std::string wanted, std::function<void(Subject&)> apply);
// About points alone.
Change ForPoints(Change change, v1::Criterion criterion);

// --- The same words and effects for gates and for points.

// The skill at this level, for as many years, in place of what the talent has of it. Years of a
// skill are years of relevant work too.
void SetSkill(population::TalentFacts& facts, const population::SkillFact& skill);
std::string SkillFactText(const population::SkillFact& skill);  // 储能变流器: 熟练, 3 年

// How many days are asked for.
void SetDayCount(Subject& subject, int days);

// The requirement of the demand with the key and the kind; null if there is none.
v1::Requirement* FindRequirement(Subject& subject, const std::string& key,
                                 v1::Requirement::KindCase kind);

// A season from one day to another within the subject's window, added to those of the talent; all
// year if that is what it comes to. Nothing happens without a window.
struct SeasonSpan {
  int first = 0;  // DayNumber
  int last = 0;
};
void AddSeason(population::TalentFacts& facts, const SeasonSpan& span);
std::string SeasonsText(const population::TalentFacts& facts);  // 11-01 至 03-31; 全年
// Days of the subject's window that it wants and no season of the talent covers, in order.
std::vector<int> DaysOutOfSeason(const MatchState& state, const population::RestDays& rest_days);

}  // namespace houniao::recruitment
