// Citizen identity numbers, GB 11643-1999: six digits of region, eight of birth, three of sequence
// (odd for men, even for women) and an ISO 7064 MOD 11-2 check character.
//
// The same form is printed on the residence permits of people from Hong Kong, Macao and Taiwan
// (regions 81, 82, 83). Passports, travel permits and permanent residents' cards are other
// documents with other numbers: do not bring them here.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace houniao::codes {

// What was found first; each kind of fault has one sentence, see IdNumberCheck::problem.
enum class IdNumberFault {
  kNone,
  kLength,      // not 18 characters; 15 digits are the first generation, void since 2013
  kCharacters,  // something else than 17 digits and a digit or X
  kBirthDate,   // no such day: 30 February, month 13
  kFutureBirth,
  kCheckDigit,
};

struct IdNumberCheck {
  // 18 characters, half-width, X in upper case; whatever was given if the syntax is wrong.
  std::string canonical;
  IdNumberFault fault = IdNumberFault::kNone;
  // One English sentence without the number in it; empty if there is no fault.
  absl::string_view problem;
  // The syntax is right. The facts below are meaningful only then.
  bool syntax_ok = false;
  bool check_digit_ok = false;
  std::optional<absl::CivilDay> birth_date;
  bool male = false;
  // Region code of the first six digits is in today's table. A warning only: three thousand
  // retired codes stand on valid cards.
  bool region_known = false;

  bool ok() const { return fault == IdNumberFault::kNone; }
};

// Never fails otherwise than by a fault in the result. `today` bounds the birth date (inclusive).
IdNumberCheck CheckIdNumber(absl::string_view text, absl::CivilDay today);

// The check character for 17 digits; nothing if they are not 17 digits.
std::optional<char> IdNumberCheckCharacter(absl::string_view first_seventeen);

}  // namespace houniao::codes
