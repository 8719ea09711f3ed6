#include "common/codes/id_number.h"

#include <algorithm>

#include "absl/strings/ascii.h"

#include "common/codes/normalize.h"
#include "common/codes/regions.h"

namespace houniao::codes {
namespace {

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

int Number(absl::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// Fills in what the digits say. Birth years before 1800 were never printed on a card.
std::optional<absl::CivilDay> BirthDate(absl::string_view digits) {
  const int year = Number(digits.substr(0, 4));
  const int month = Number(digits.substr(4, 2));
  const int day = Number(digits.substr(6, 2));
  const absl::CivilDay date(year, month, day);
  // CivilDay turns 30 February into March; a changed field means there was no such day.
  if (year < 1800 || date.year() != year || date.month() != month || date.day() != day) {
    return std::nullopt;
  }
  return date;
}

void Blame(IdNumberCheck& check, IdNumberFault fault, absl::string_view problem) {
  check.fault = fault;
  check.problem = problem;
}

}  // namespace

std::optional<char> IdNumberCheckCharacter(absl::string_view first_seventeen) {
  static constexpr int kWeights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  static constexpr char kCharacters[] = "10X98765432";
  if (first_seventeen.size() != 17 || !AllDigits(first_seventeen)) return std::nullopt;
  int sum = 0;
  for (size_t i = 0; i < 17; ++i) sum += kWeights[i] * (first_seventeen[i] - '0');
  return kCharacters[sum % 11];
}

IdNumberCheck CheckIdNumber(absl::string_view text, absl::CivilDay today) {
  IdNumberCheck check;
  check.canonical = NormalizeCode(text);
  const absl::string_view number = check.canonical;
  if (number.size() != 18) {
    Blame(check, IdNumberFault::kLength,
          number.size() == 15 && AllDigits(number)
              ? "A 15-digit number of the first generation has not been valid since 2013."
              : "An identity number has 18 characters.");
    return check;
  }
  if (!AllDigits(number.substr(0, 17)) || !(absl::ascii_isdigit(number[17]) || number[17] == 'X')) {
    Blame(check, IdNumberFault::kCharacters,
          "An identity number is 17 digits and a check character, a digit or X.");
    return check;
  }
  check.syntax_ok = true;
  check.birth_date = BirthDate(number.substr(6, 8));
  check.male = (number[16] - '0') % 2 == 1;
  check.region_known = IsKnownNumberRegion(number.substr(0, 6));
  check.check_digit_ok = IdNumberCheckCharacter(number.substr(0, 17)) == number[17];
  if (!check.birth_date) {
    Blame(check, IdNumberFault::kBirthDate, "Digits 7 to 14 are not a real birth date.");
  } else if (*check.birth_date > today) {
    Blame(check, IdNumberFault::kFutureBirth, "The birth date in the number is in the future.");
  } else if (!check.check_digit_ok) {
    Blame(check, IdNumberFault::kCheckDigit, "The check character does not fit the other 17.");
  }
  return check;
}

}  // namespace houniao::codes
