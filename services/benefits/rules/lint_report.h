// Collects findings of a lint; used by its parts only.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

class LintReport {
 public:
  void Error(absl::string_view code, std::string path, absl::string_view message,
             absl::string_view hint = "") {
    Add(v1::LintFinding::ERROR, code, std::move(path), message, hint);
  }
  void Warning(absl::string_view code, std::string path, absl::string_view message,
               absl::string_view hint = "") {
    Add(v1::LintFinding::WARNING, code, std::move(path), message, hint);
  }
  void Note(absl::string_view code, std::string path, absl::string_view message,
            absl::string_view hint = "") {
    Add(v1::LintFinding::NOTE, code, std::move(path), message, hint);
  }
  std::vector<v1::LintFinding> Take() { return std::move(findings_); }

 private:
  void Add(v1::LintFinding::Severity severity, absl::string_view code, std::string path,
           absl::string_view message, absl::string_view hint) {
    v1::LintFinding finding;
    finding.set_severity(severity);
    finding.set_code(std::string(code));
    finding.set_path(std::move(path));
    finding.set_message(std::string(message));
    finding.set_hint(std::string(hint));
    findings_.push_back(std::move(finding));
  }
  std::vector<v1::LintFinding> findings_;
};

// The parts.
void LintSteps(const v1::PolicyTerms& terms, LintReport& report);
void LintAwards(const v1::PolicyTerms& terms, LintReport& report);
void LintCriteria(const v1::PolicyTerms& terms, LintReport& report);

}  // namespace houniao::benefits
