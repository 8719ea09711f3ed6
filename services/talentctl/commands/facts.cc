#include "services/talentctl/commands/facts.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

// See houniao.benefits.v1.Fact.
bool IsTextKey(absl::string_view key) {
  if (absl::StartsWith(key, "tier-") || absl::StartsWith(key, "region-")) return true;
  for (const char* known :
       {"employment-status", "engagement-form", "title-rank", "education", "employer"}) {
    if (key == known) return true;
  }
  return false;
}

bool IsTextsKey(absl::string_view key) {
  return key == "received-policies" || key == "received-groups" || key == "programmes";
}

void SetTexts(absl::string_view value, pb::FactValue* out) {
  out->mutable_texts();
  absl::ConsumePrefix(&value, "[");
  absl::ConsumeSuffix(&value, "]");
  for (const absl::string_view part : absl::StrSplit(value, ',', absl::SkipWhitespace())) {
    out->mutable_texts()->add_values(std::string(absl::StripAsciiWhitespace(part)));
  }
}

void SetValue(absl::string_view key, absl::string_view value, pb::FactValue* out) {
  int64_t number = 0;
  const auto day = ParseDay(value);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    out->set_text(std::string(value.substr(1, value.size() - 2)));
  } else if (IsTextKey(key)) {
    out->set_text(std::string(value));
  } else if (IsTextsKey(key) || (absl::StartsWith(value, "[") && absl::EndsWith(value, "]"))) {
    SetTexts(value, out);
  } else if (value == "true" || value == "false") {
    out->set_flag(value == "true");
  } else if (absl::SimpleAtoi(value, &number)) {
    out->set_number(number);
  } else if (day.ok()) {
    *out->mutable_date() = ToDate(*day);
  } else {
    out->set_text(std::string(value));
  }
}

}  // namespace

absl::StatusOr<pb::Fact> ParseFact(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) {
    return errors::InvalidField("--fact", "must be key=value, agreement-months=36");
  }
  pb::Fact fact;
  fact.set_key(parts[0]);
  fact.set_source("declared");
  SetValue(parts[0], parts[1], fact.mutable_value());
  return fact;
}

}  // namespace houniao::talentctl
