// Unified social credit codes of organisations, GB 32100-2015, with the organisation code of
// GB 11714 in characters 9 to 17. Two check characters guard them: the outer over the whole, the
// inner over the organisation code.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace houniao::codes {

enum class CreditCodeKind {
  kInvalid,
  kValid,
  // Legally issued in the pilot of 2015 with a wrong outer check (早期赋码): the outer check fails,
  // the inner passes and the organisation code is of the pilot's series M000. Accept, mark it, and
  // have somebody look at the licence (人工核验). The same failure in any other series is a slip of
  // the pen and invalid.
  kEarlyPilot,
};

struct CreditCodeCheck {
  CreditCodeKind kind = CreditCodeKind::kInvalid;
  // 18 characters, half-width, upper case; whatever was given if the syntax is wrong.
  std::string canonical;
  // One English sentence; empty if valid.
  absl::string_view problem;
  bool syntax_ok = false;
  bool outer_check_ok = false;
  bool inner_check_ok = false;
  // The region digits (3 to 8) are in today's table. A warning only: codes keep retired regions.
  bool region_known = false;

  bool acceptable() const { return kind != CreditCodeKind::kInvalid; }
};

// Never fails otherwise than by kInvalid.
CreditCodeCheck CheckCreditCode(absl::string_view text);

// Outer check character for 17 characters of the alphabet (no I, O, S, V, Z); nothing otherwise.
std::optional<char> CreditCodeCheckCharacter(absl::string_view first_seventeen);
// Inner check character for the 8 characters of an organisation code (0-9, A-Z).
std::optional<char> OrganizationCodeCheckCharacter(absl::string_view first_eight);

}  // namespace houniao::codes
