#include <set>

#include "services/benefits/rules/lint_report.h"

namespace houniao::benefits {
namespace {

// Place of a kind in the way of a case; steps must not go back.
int Rank(v1::StepKind kind) {
  switch (kind) {
    case v1::STEP_KIND_REVIEW:
      return 1;
    case v1::STEP_KIND_PUBLIC_NOTICE:
      return 2;
    case v1::STEP_KIND_APPROVAL:
      return 3;
    case v1::STEP_KIND_PAYMENT:
      return 4;
    case v1::STEP_KIND_RECEIPT:
      return 5;
    default:
      return 0;
  }
}

void LintLimits(const v1::StepRule& step, const std::string& path, LintReport& report) {
  if (step.legal_working_days() > 0 && step.promised_working_days() > step.legal_working_days()) {
    report.Warning("promise-above-law", path, "The promised limit is longer than the legal one.");
  }
  if (step.legal_working_days() > 0 || step.promised_working_days() > 0) return;
  if (step.kind() == v1::STEP_KIND_PUBLIC_NOTICE) {
    report.Error("notice-without-length", path,
                 "A public notice needs its length in working days.");
  } else {
    report.Note("step-without-limit", path, "Nobody can be late in this step.");
  }
}

}  // namespace

void LintSteps(const v1::PolicyTerms& terms, LintReport& report) {
  std::set<std::string> keys;
  std::vector<int> counts(6);
  int before = 0;
  for (int i = 0; i < terms.steps_size(); ++i) {
    const v1::StepRule& step = terms.steps(i);
    const std::string path = absl::StrCat("terms.steps[", i, "]");
    const int rank = Rank(step.kind());
    if (!keys.insert(step.key()).second) {
      report.Error("duplicate-key", path + ".key", "Two steps have the same key.");
    }
    if (rank < before) {
      report.Error("step-order", path, "The step comes after one that it must come before.",
                   "Order: reviews, public notice, approval, payment, receipt.");
    }
    before = std::max(before, rank);
    ++counts[rank];
    LintLimits(step, path, report);
  }
  if (counts[Rank(v1::STEP_KIND_APPROVAL)] != 1) {
    report.Error("one-approval", "terms.steps", "There must be exactly one approval.");
  }
  for (const v1::StepKind kind :
       {v1::STEP_KIND_PUBLIC_NOTICE, v1::STEP_KIND_PAYMENT, v1::STEP_KIND_RECEIPT}) {
    if (counts[Rank(kind)] > 1) {
      report.Error(
          "step-twice", "terms.steps",
          absl::StrCat("There must not be several steps of ", v1::StepKind_Name(kind), "."));
    }
  }
  if (counts[Rank(v1::STEP_KIND_REVIEW)] == 0) {
    report.Warning("no-review", "terms.steps", "Nobody reviews before the approval.");
  }
}

}  // namespace houniao::benefits
