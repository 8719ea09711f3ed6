// The parts of a team's demand, each as a subject of its own that single talents are judged by.
#pragma once

#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// What law and terms ask of every member: the demand without its requirements.
Subject MemberSubject(const Subject& team);
// What the role asks of who plays it, beside what is asked of every member.
Subject RoleSubject(const Subject& team, const v1::TeamRole& role);
// Every requirement of the demand as a must: its gates say who meets which.
Subject StrictSubject(const Subject& team);

// Weight of the role in the score of a team, 10 if absent.
int WeightOfRole(const v1::TeamRole& role);
int PersonsOfRole(const v1::TeamRole& role);
// A talent's cost for the days of the demand, in fen, by the fee asked for, else the one paid.
int64_t CostOf(const Subject& team, int64_t asked_day_fee_fen);

}  // namespace houniao::recruitment
