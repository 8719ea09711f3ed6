#include "common/codes/credit_code.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

#include "common/codes/normalize.h"
#include "common/codes/regions.h"

namespace houniao::codes {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
// Organisation codes of the pilot whose outer check is wrong all begin like this: M0001TGQX,
// M0000XUF4, M0001FUE2, M0001QAY9.
constexpr absl::string_view kPilotSeries = "M000";

bool InAlphabet(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::StrContains(kAlphabet, c); });
}

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// Empty if the syntax is right.
absl::string_view SyntaxProblem(absl::string_view code) {
  if (code.size() != 18) return "A unified social credit code has 18 characters.";
  if (!InAlphabet(code)) {
    return "A unified social credit code has digits and capital letters without I, O, S, V, Z.";
  }
  if (!AllDigits(code.substr(2, 6))) {
    return "Characters 3 to 8 of a unified social credit code are a region of six digits.";
  }
  return "";
}

}  // namespace

std::optional<char> CreditCodeCheckCharacter(absl::string_view first_seventeen) {
  if (first_seventeen.size() != 17 || !InAlphabet(first_seventeen)) return std::nullopt;
  int sum = 0;
  int weight = 1;  // 3 to the power of the position, modulo 31
  for (const char c : first_seventeen) {
    sum += weight * static_cast<int>(kAlphabet.find(c));
    weight = weight * 3 % 31;
  }
  return kAlphabet[static_cast<size_t>((31 - sum % 31) % 31)];
}

std::optional<char> OrganizationCodeCheckCharacter(absl::string_view first_eight) {
  static constexpr int kWeights[8] = {3, 7, 9, 10, 5, 8, 4, 2};
  if (first_eight.size() != 8) return std::nullopt;
  int sum = 0;
  for (size_t i = 0; i < 8; ++i) {
    const char c = first_eight[i];
    if (!absl::ascii_isdigit(c) && !absl::ascii_isupper(c)) return std::nullopt;
    sum += kWeights[i] * (absl::ascii_isdigit(c) ? c - '0' : c - 'A' + 10);
  }
  const int check = 11 - sum % 11;
  if (check == 10) return 'X';
  return check == 11 ? '0' : static_cast<char>('0' + check);
}

CreditCodeCheck CheckCreditCode(absl::string_view text) {
  CreditCodeCheck check;
  check.canonical = NormalizeCode(text);
  const absl::string_view code = check.canonical;
  check.problem = SyntaxProblem(code);
  if (!check.problem.empty()) return check;
  check.syntax_ok = true;
  check.region_known = IsKnownNumberRegion(code.substr(2, 6));
  check.outer_check_ok = CreditCodeCheckCharacter(code.substr(0, 17)) == code[17];
  check.inner_check_ok = OrganizationCodeCheckCharacter(code.substr(8, 8)) == code[16];
  if (check.outer_check_ok && check.inner_check_ok) {
    check.kind = CreditCodeKind::kValid;
  } else if (check.inner_check_ok && absl::StartsWith(code.substr(8), kPilotSeries)) {
    check.kind = CreditCodeKind::kEarlyPilot;
    check.problem = "The check character is that of an early pilot code: verify by hand.";
  } else if (!check.outer_check_ok) {
    check.problem = "The last check character does not fit the other 17.";
  } else {
    check.problem = "The check character of the organisation code (position 17) does not fit.";
  }
  return check;
}

}  // namespace houniao::codes
