// Codes, CSV and calendars: total functions over any bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "common/calendar/working_calendar.h"
#include "common/codes/credit_code.h"
#include "common/codes/csv.h"
#include "common/codes/id_number.h"
#include "common/codes/industries.h"
#include "common/codes/normalize.h"
#include "common/codes/regions.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace houniao;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  if (!codes::IsValidUtf8(codes::FoldText(text))) std::abort();
  const auto id = codes::CheckIdNumber(text, absl::CivilDay(2026, 3, 2));
  if (id.ok() && !codes::CheckIdNumber(id.canonical, absl::CivilDay(2026, 3, 2)).ok()) std::abort();
  const auto credit = codes::CheckCreditCode(text);
  if (credit.acceptable() && !codes::CheckCreditCode(credit.canonical).acceptable()) std::abort();
  (void)codes::FindRegion(text);
  (void)codes::CanonicalIndustry(text);
  (void)calendar::WorkingCalendar::Parse(text);
  codes::CsvReader reader(text, 1000);
  size_t position = 0;
  for (;;) {
    const auto row = reader.Next();
    if (row.ok() && !row->has_value()) break;
    if (reader.position() <= position) std::abort();  // a reader that stands still never ends
    position = reader.position();
  }
  return 0;
}
