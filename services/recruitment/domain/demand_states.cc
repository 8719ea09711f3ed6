#include "services/recruitment/domain/demand_states.h"

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_days.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/discrimination.h"

namespace houniao::recruitment {
namespace {

using v1::Demand;

std::vector<std::string> AllowedVerbs(Demand::State state) {
  switch (state) {
    case Demand::DRAFT:
      return {"publish", "close"};
    case Demand::OPEN:
    case Demand::FILLED:
      return {"close"};
    case Demand::CLOSED:
      return {"publish"};
    default:
      return {};
  }
}

absl::Status WrongState(const Demand& demand, absl::string_view verb) {
  return errors::InvalidStateTransition("recruitment.houniao/Demand", demand.name(),
                                        Demand::State_Name(demand.state()), verb,
                                        AllowedVerbs(demand.state()));
}

// What every demand that talents are held for must be.
absl::Status CheckOpenable(const Demand& demand, absl::CivilDay today) {
  const std::vector<DiscriminatingWords> words = FindDiscriminatingWords(demand);
  if (!words.empty()) return DiscriminatoryText(demand.name(), words);
  const std::vector<std::string> missing = MissingForPublishing(demand, today);
  if (!missing.empty()) return DemandIncomplete(demand.name(), missing);
  return absl::OkStatus();
}

void SetOpenState(Demand& demand) {
  demand.set_state(demand.filled_count() >= demand.headcount() ? Demand::FILLED : Demand::OPEN);
}

}  // namespace

absl::Status Publish(Demand& demand, absl::Time now) {
  if (demand.state() != Demand::DRAFT && demand.state() != Demand::CLOSED) {
    return WrongState(demand, "publish");
  }
  RETURN_IF_ERROR(CheckOpenable(demand, ShanghaiDay(now)));
  SetOpenState(demand);
  *demand.mutable_publish_time() = ToTimestamp(now);
  demand.clear_close_reason();
  return absl::OkStatus();
}

absl::Status Close(Demand& demand, absl::string_view reason) {
  if (demand.state() != Demand::DRAFT && demand.state() != Demand::OPEN &&
      demand.state() != Demand::FILLED) {
    return WrongState(demand, "close");
  }
  demand.set_state(Demand::CLOSED);
  demand.set_close_reason(std::string(reason));
  return absl::OkStatus();
}

absl::Status RequireOpen(const Demand& demand) {
  if (demand.has_delete_time()) return DemandNotOpen(demand.name(), "deleted");
  if (demand.state() == Demand::FILLED) return HeadcountFilled(demand.name(), demand.headcount());
  if (demand.state() == Demand::OPEN) return absl::OkStatus();
  return DemandNotOpen(demand.name(), Demand::State_Name(demand.state()));
}

absl::Status AddFilled(Demand& demand) {
  if (demand.filled_count() >= demand.headcount()) {
    return HeadcountFilled(demand.name(), demand.headcount());
  }
  demand.set_filled_count(demand.filled_count() + 1);
  if (demand.state() == Demand::OPEN) SetOpenState(demand);
  return absl::OkStatus();
}

void RemoveFilled(Demand& demand) {
  demand.set_filled_count(std::max(0, demand.filled_count() - 1));
  if (demand.state() == Demand::FILLED) SetOpenState(demand);
}

absl::Status CheckDemandUpdate(const Demand& before, Demand& after, absl::Time now) {
  if (before.state() == Demand::CLOSED || before.state() == Demand::EXPIRED) {
    return WrongState(before, "update");
  }
  if (before.state() == Demand::DRAFT) return PrepareDemand(after, ShanghaiDay(now));
  if (after.headcount() < before.filled_count()) {
    return errors::InvalidField(
        "demand.headcount",
        absl::StrCat("cannot be below the ", before.filled_count(), " that are confirmed"));
  }
  RETURN_IF_ERROR(PrepareDemand(after, ShanghaiDay(now)));
  RETURN_IF_ERROR(CheckOpenable(after, ShanghaiDay(now)));
  SetOpenState(after);
  return absl::OkStatus();
}

bool IsOver(const Demand& demand, absl::CivilDay today) {
  const auto period = PeriodOf(demand.period());
  return period.has_value() && period->last < today;
}

}  // namespace houniao::recruitment
