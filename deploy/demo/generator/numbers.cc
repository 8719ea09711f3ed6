#include "deploy/demo/generator/numbers.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/codes/credit_code.h"
#include "common/codes/id_number.h"
#include "common/codes/regions.h"

namespace houniao::demo {
namespace {

std::vector<std::string> CitiesAsNumberRegions() {
  std::vector<std::string> codes;
  for (const codes::Region& region : codes::AllRegions()) {
    const std::string code = region.code + "01";
    const bool county = codes::FindRegion(code) != nullptr;  // 469001: a real place
    if (region.level() == 2 && !county && codes::IsKnownNumberRegion(code)) codes.push_back(code);
  }
  return codes;
}

// FNV-1a, the same everywhere.
uint64_t Hash(absl::string_view text) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001B3u;
  return hash;
}

}  // namespace

std::string MadeUpIdNumber(Random& random, absl::CivilDay birth, bool male) {
  static const std::vector<std::string>* const regions =
      new std::vector<std::string>(CitiesAsNumberRegions());
  const int sequence = random.Between(1, 499) * 2 + (male ? 1 : 0);
  const std::string digits = absl::StrFormat("%s%04d%02d%02d%03d", random.Pick(*regions),
                                             birth.year(), birth.month(), birth.day(), sequence);
  return absl::StrCat(digits, std::string(1, *codes::IdNumberCheckCharacter(digits)));
}

std::string MadeUpCreditCode(absl::string_view category, absl::string_view region,
                             absl::string_view unit) {
  constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  uint64_t hash = Hash(unit);
  std::string organization = "MADE";
  for (int i = 0; i < 4; ++i) {
    organization += kAlphabet[hash % kAlphabet.size()];
    hash /= kAlphabet.size();
  }
  organization += *codes::OrganizationCodeCheckCharacter(organization);
  const std::string body = absl::StrCat(category, region, organization);
  return absl::StrCat(body, std::string(1, *codes::CreditCodeCheckCharacter(body)));
}

std::string MadeUpPhone(int number) { return absl::StrFormat("1990000%04d", number); }

}  // namespace houniao::demo
