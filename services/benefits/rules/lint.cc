#include "services/benefits/rules/lint.h"

#include <algorithm>
#include <set>

#include "common/base/dates.h"
#include "common/calendar/season.h"
#include "services/benefits/rules/lint_report.h"

namespace houniao::benefits {
namespace {

constexpr size_t kMaxFindings = 200;

void LintDates(const v1::PolicyTerms& terms, LintReport& report) {
  const auto start = ToCivilDay(terms.effective().start_date());
  const auto end = ToCivilDay(terms.effective().end_date());
  if (!start) {
    report.Error("no-effective-date", "terms.effective.start_date",
                 "It is not said since when it holds.");
  }
  if (start && end && *end < *start) {
    report.Error("effective-reversed", "terms.effective", "It ends before it starts.");
  }
  for (int i = 0; i < terms.application_windows_size(); ++i) {
    if (!calendar::IsValid(terms.application_windows(i))) {
      report.Error("window-invalid", absl::StrCat("terms.application_windows[", i, "]"),
                   "There is no such day in the year.");
    }
  }
}

void LintRelations(const std::string& policy, const v1::PolicyTerms& terms, LintReport& report) {
  for (int i = 0; i < terms.excluded_policies_size(); ++i) {
    if (terms.excluded_policies(i) == policy) {
      report.Error("excludes-itself", absl::StrCat("terms.excluded_policies[", i, "]"),
                   "The policy excludes itself.", "Use a first_time criterion.");
    }
  }
  for (int i = 0; i < terms.offsets_size(); ++i) {
    const std::string path = absl::StrCat("terms.offsets[", i, "]");
    const v1::Offset& offset = terms.offsets(i);
    if (offset.received_case() == v1::Offset::RECEIVED_NOT_SET) {
      report.Error("offset-without-source", path, "It is not said what is deducted.");
    }
    if (offset.ends_other() && offset.has_fact()) {
      report.Error("offset-ends-nothing", path,
                   "A benefit outside the system cannot be ended here.");
    }
  }
  for (int i = 0; i < terms.caps_size(); ++i) {
    if (terms.caps(i).amount_fen() == 0 && terms.caps(i).case_count() == 0) {
      report.Error("cap-without-limit", absl::StrCat("terms.caps[", i, "]"),
                   "The cap limits nothing.");
    }
  }
}

void LintRest(const v1::Policy& head, const v1::PolicyTerms& terms, LintReport& report) {
  std::set<std::string> keys;
  for (int i = 0; i < terms.required_documents_size(); ++i) {
    if (!keys.insert(terms.required_documents(i).key()).second) {
      report.Error("duplicate-key", absl::StrCat("terms.required_documents[", i, "].key"),
                   "Two documents have the same key.");
    }
  }
  if (terms.claw_back().method() == v1::ClawBackRule::PRO_RATA &&
      terms.claw_back().service_months() == 0) {
    report.Error("claw-back-without-months", "terms.claw_back.service_months",
                 "A share of the months needs the months that must be served.");
  }
  if (terms.automatic() && !terms.required_documents().empty()) {
    report.Warning("automatic-with-documents", "terms.automatic",
                   "What is granted without application asks for documents.");
  }
  if (head.source().grade() == v1::PolicySource::HINT) {
    report.Warning("weak-source", "policy.source.grade", "The source is a hint only.",
                   "Find the text of the document.");
  }
}

}  // namespace

std::vector<v1::LintFinding> Lint(const std::string& policy, const v1::Policy& head,
                                  const v1::PolicyTerms& terms) {
  LintReport report;
  LintDates(terms, report);
  LintRelations(policy, terms, report);
  LintRest(head, terms, report);
  LintSteps(terms, report);
  LintAwards(terms, report);
  LintCriteria(terms, report);
  std::vector<v1::LintFinding> findings = report.Take();
  std::stable_sort(findings.begin(), findings.end(),
                   [](const auto& a, const auto& b) { return a.severity() > b.severity(); });
  if (findings.size() > kMaxFindings) findings.resize(kMaxFindings);
  return findings;
}

bool HasErrors(const std::vector<v1::LintFinding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.severity() == v1::LintFinding::ERROR;
  });
}

}  // namespace houniao::benefits
