#include "services/recruitment/domain/demand_states.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"

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

constexpr size_t kShortestLegalBasis = 4;    // bytes; the schema asks for as much
constexpr size_t kMostWordsOverridden = 50;  // of PublishingOverride

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

// Those of `found` that a legal basis was not given for.
std::vector<DiscriminatingWords> NotCovered(const v1::PublishingOverride& given,
                                            const std::vector<DiscriminatingWords>& found) {
  std::vector<DiscriminatingWords> left;
  for (const DiscriminatingWords& item : found) {
    const auto& words = given.words();
    if (std::find(words.begin(), words.end(), item.words) == words.end()) left.push_back(item);
  }
  return left;
}

// What every demand that talents are held for must be.
absl::Status CheckOpenable(Demand& demand, absl::CivilDay today) {
  const std::vector<DiscriminatingWords> words = FindDiscriminatingWords(demand);
  if (words.empty()) demand.clear_publishing_override();
  const std::vector<DiscriminatingWords> left = NotCovered(demand.publishing_override(), words);
  if (!left.empty()) return DiscriminatoryText(demand.name(), left);
  const std::vector<std::string> missing = MissingForPublishing(demand, today);
  if (!missing.empty()) return DemandIncomplete(demand.name(), missing);
  return absl::OkStatus();
}

void SetOpenState(Demand& demand) {
  demand.set_state(demand.filled_count() >= demand.headcount() ? Demand::FILLED : Demand::OPEN);
}

bool MayBePublished(const Demand& demand) {
  return demand.state() == Demand::DRAFT || demand.state() == Demand::CLOSED;
}

absl::Status Open(Demand& demand, absl::Time now) {
  if (!MayBePublished(demand)) return WrongState(demand, "publish");
  RETURN_IF_ERROR(CheckOpenable(demand, ShanghaiDay(now)));
  SetOpenState(demand);
  *demand.mutable_publish_time() = ToTimestamp(now);
  demand.clear_close_reason();
  return absl::OkStatus();
}

}  // namespace

absl::Status Publish(Demand& demand, absl::Time now) {
  demand.clear_publishing_override();
  return Open(demand, now);
}

absl::Status PublishByLaw(Demand& demand, absl::string_view legal_basis,
                          absl::string_view decided_by, absl::Time now) {
  if (!MayBePublished(demand)) return WrongState(demand, "publish");
  const absl::string_view basis = absl::StripAsciiWhitespace(legal_basis);
  if (basis.size() < kShortestLegalBasis) {
    return errors::InvalidField("publishing_override.legal_basis",
                                "must name the law that asks for what the text says");
  }
  const std::vector<DiscriminatingWords> found = FindDiscriminatingWords(demand);
  if (found.empty()) return NothingToOverride(demand.name());
  std::set<std::string> words;
  for (const DiscriminatingWords& item : found) words.insert(item.words);
  if (words.size() > kMostWordsOverridden) return DiscriminatoryText(demand.name(), found);
  v1::PublishingOverride& given = *demand.mutable_publishing_override();
  given.Clear();
  given.set_legal_basis(std::string(basis));
  for (const std::string& word : words) given.add_words(word);
  given.set_decided_by(std::string(decided_by));
  *given.mutable_decide_time() = ToTimestamp(now);
  return Open(demand, now);
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

absl::Status RequirePublished(const Demand& demand) {
  const bool full = demand.state() == Demand::FILLED && !demand.has_delete_time();
  return full ? absl::OkStatus() : RequireOpen(demand);
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
