// Every group of commands; each function adds its own to the tree.
#pragma once

#include "services/talentctl/command_tree.h"

namespace houniao::talentctl {

// Headings of the help.
inline constexpr char kResources[] = "Resources";
inline constexpr char kRecruiting[] = "Recruiting";
inline constexpr char kBenefits[] = "Benefits";
inline constexpr char kOperation[] = "Operation";

// get, list, describe, delete, undelete
void AddStandardCommands(CommandTree& tree);
// apply
void AddApplyCommand(CommandTree& tree);
// import, watch
void AddTalentCommands(CommandTree& tree);
// publish, close
void AddDemandCommands(CommandTree& tree);
// match
void AddMatchCommand(CommandTree& tree);
// explain
void AddExplainCommand(CommandTree& tree);
// team
void AddTeamCommand(CommandTree& tree);
// plan
void AddPlanCommands(CommandTree& tree);
// refer
void AddReferralCommands(CommandTree& tree);
// engage
void AddEngagementCommands(CommandTree& tree);
// days
void AddDaysCommands(CommandTree& tree);
// availability
void AddAvailabilityCommand(CommandTree& tree);
// shortage, unmet, exposure
void AddInsightCommands(CommandTree& tree);
// evaluate
void AddEvaluateCommand(CommandTree& tree);
// case
void AddCaseCommands(CommandTree& tree);
// payment, budget
void AddPaymentCommands(CommandTree& tree);
// ledger, report
void AddLedgerCommands(CommandTree& tree);
// audit
void AddAuditCommands(CommandTree& tree);
// clock
void AddClockCommands(CommandTree& tree);
// token
void AddTokenCommands(CommandTree& tree);
// completion
void AddCompletionCommand(CommandTree& tree);

}  // namespace houniao::talentctl
