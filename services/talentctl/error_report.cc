#include "services/talentctl/error_report.h"

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "google/rpc/error_details.pb.h"

#include "common/errors/errors.h"
#include "services/talentctl/output/width.h"

namespace houniao::talentctl {
namespace {

template <typename Detail>
std::optional<Detail> DetailOf(const absl::Status& status) {
  const auto payload =
      status.GetPayload(absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name()));
  Detail detail;
  if (!payload.has_value() || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

std::string TextOf(const absl::Status& status) {
  const std::string text = Printable(status.message());
  return text.empty() ? "The call failed without a word." : text;
}

void AddLine(absl::string_view title, absl::string_view text, std::string* report) {
  if (text.empty()) return;
  absl::StrAppendFormat(report, "  %-9s %s\n", absl::StrCat(title, ":"), Printable(text));
}

// True for a text that repeats the other one, perhaps cut short with an ellipsis.
bool IsPartOf(absl::string_view text, absl::string_view whole) {
  absl::ConsumeSuffix(&text, "...");
  return absl::StartsWith(whole, text);
}

// What the text says already is left out.
void AddMetadata(const google::rpc::ErrorInfo& info, absl::string_view text, std::string* report) {
  const std::map<std::string, std::string> sorted(info.metadata().begin(), info.metadata().end());
  for (const auto& [key, value] : sorted) {
    if (key == "hint" || key == "field" || key == "violations") continue;
    if (!absl::StrContains(text, value)) AddLine(key, value, report);
  }
}

}  // namespace

std::string HintOf(const absl::Status& status) {
  if (std::string hint = errors::MetadataOf(status, "hint"); !hint.empty()) return hint;
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return "Is the service running, and is --target right?";
    case absl::StatusCode::kDeadlineExceeded:
      return "Give it more time with --timeout 2m.";
    case absl::StatusCode::kUnauthenticated:
      return "Is the token of this installation, and not out of date? See --token and --as.";
    case absl::StatusCode::kPermissionDenied:
      return "Play somebody who may: --as user:NAME --role ROLE.";
    case absl::StatusCode::kUnimplemented:
      return "The service at --target does not offer this; is it the right one?";
    default:
      return "";
  }
}

std::string ErrorLine(const absl::Status& status) {
  const std::string reason = errors::ReasonOf(status);
  return reason.empty() ? TextOf(status) : absl::StrCat(reason, ": ", TextOf(status));
}

std::string ErrorReport(const absl::Status& status, absl::string_view request_id) {
  std::string report = absl::StrCat("error: ", TextOf(status), "\n");
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  const std::string code = absl::StatusCodeToString(status.code());
  AddLine("reason", info.has_value() ? absl::StrCat(info->reason(), " (", code, ")") : code,
          &report);
  for (const auto& violation : errors::ViolationsOf(status)) {
    const std::string text = absl::StrCat(violation.field, ": ", violation.description);
    if (IsPartOf(text, status.message())) continue;
    AddLine("field", text, &report);
  }
  if (const auto refused = DetailOf<google::rpc::PreconditionFailure>(status)) {
    for (const auto& violation : refused->violations()) {
      if (IsPartOf(violation.description(), status.message())) continue;
      AddLine("refused", absl::StrCat(violation.subject(), ": ", violation.description()), &report);
    }
  }
  if (info.has_value()) AddMetadata(*info, status.message(), &report);
  AddLine("hint", HintOf(status), &report);
  AddLine("request", request_id, &report);
  return report;
}

}  // namespace houniao::talentctl
