// Files of talents: any bytes in, rows or faults out; what passes is fit to be stored.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "common/codes/normalize.h"
#include "services/talent/import/check_row.h"

namespace {

using namespace houniao;
using namespace houniao::talent;

void CheckFaults(const std::vector<v1::ImportRowError>& faults) {
  if (faults.size() > 20) std::abort();
  for (const auto& fault : faults) {
    if (fault.reason().empty() || fault.message().empty()) std::abort();
    if (!codes::IsValidUtf8(fault.message()) || !codes::IsValidUtf8(fault.column())) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto encoding = static_cast<v1::ImportOptions::Encoding>(data[0] % 3);
  auto file =
      TalentFile::Open(std::string(reinterpret_cast<const char*>(data) + 1, size - 1), encoding);
  if (!file.ok()) return 0;
  RowChecker checker(*file, absl::FromUnixSeconds(1772413200));
  int64_t last = 1;
  while (const auto row = file->Next()) {
    if (row->number <= last) std::abort();
    last = row->number;
    const auto faults = checker.Check(*row);
    CheckFaults(faults);
    ImportRow parsed;
    if (faults.empty() && !ApplyRow(*row, parsed).ok()) std::abort();
    if (faults.empty() && parsed.talent.display_name().empty()) std::abort();
  }
  return 0;
}
