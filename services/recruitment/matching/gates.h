// What comes before any score. Every gate is a named rule with its basis; one who fails a gate is
// not matched, and is told how far off.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/availability.h"
#include "services/recruitment/matching/applicant.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

// One rule. Functions are asked about rows of the store that the list was made for.
struct GateRule {
  v1::Gate gate = v1::GATE_UNSPECIFIED;
  std::string requirement;  // key; empty if it rests on the demand as a whole or on law
  std::string basis;
  std::string needed;
  v1::GateResult::Unit unit = v1::GateResult::UNIT_UNSPECIFIED;
  std::function<bool(const Applicant&)> passes = nullptr;
  std::function<std::string(const Applicant&)> actual = nullptr;
  // How far off, in `unit`; null if it is not a matter of numbers. Asked only of one who fails.
  std::function<int64_t(const Applicant&)> shortfall = nullptr;
  // For a skill whose level would do: the years that lack. Asked if `shortfall` is 0.
  std::function<int64_t(const Applicant&)> lacking_years = nullptr;

  v1::GateResult Explain(const Applicant& applicant) const;
};

// The gates of one subject, in the order of the enum and of the demand's requirements. Good while
// the View lives that `store` was taken from; const calls are thread-safe.
class GateList {
 public:
  // `stations` may be null: then nobody holds a station.
  GateList(const Subject& subject, const population::Store& store, const Stations* stations);
  GateList(const GateList&) = delete;  // rules refer to the list
  GateList& operator=(const GateList&) = delete;

  const std::vector<GateRule>& rules() const { return rules_; }
  // Null if the applicant passes all.
  const GateRule* FirstFailed(const Applicant& applicant) const;
  std::vector<v1::GateResult> Explain(const Applicant& applicant) const;

  // Of the subject's days; nothing without a period.
  const std::optional<population::AvailabilityPlan>& plan() const { return plan_; }
  // Half days of the subject's days: those that the talent's terms allow, those of them that are
  // free, and those that can still be booked. 0 without a period.
  int SeasonHalfDays(const Applicant& applicant) const;
  int FreeHalfDays(const Applicant& applicant) const;
  int RemainingHalfDays(const Applicant& applicant) const;

 private:
  void AddLawGates(const Subject& subject, const Stations* stations);
  void AddRestrictionGate(const Subject& subject);
  void AddStatusGates(const Subject& subject);
  void AddDayGates(const Subject& subject);
  void AddRequirementGates(const Subject& subject);
  void AddSkillGate(const v1::Requirement& requirement);
  void AddTermGates(const Subject& subject);

  std::optional<population::AvailabilityPlan> plan_;
  std::vector<GateRule> rules_;
};

// Gates of law and of the talent's own terms that do not ask about days: what is asked again when
// days are held.
bool IsAskedAtHold(v1::Gate gate);

// Forms that the employment status allows with this way of payment, of those that the demand
// accepts (all, if it names none), as bits. Civil Servant Law, article 44: nothing paid, and no
// shares; RETIREE for retired persons alone.
uint16_t AllowedForms(const v1::Demand& demand, int employment_status);
// The first form of the demand that status and talent accept; nothing if there is none.
std::optional<houniao::type::v1::EngagementForm> FirstForm(const v1::Demand& demand,
                                                           int employment_status,
                                                           uint16_t accepted);

}  // namespace houniao::recruitment
