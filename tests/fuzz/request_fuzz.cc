// The field rules, masking and updating of any request that parses.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "common/errors/errors.h"
#include "common/resource/field_mask.h"
#include "common/resource/rules.h"
#include "common/resource/sensitive.h"

#include "houniao/talent/v1/talent_service.pb.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace houniao;
  talent::v1::UpdateTalentRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return 0;
  const absl::Status checked = resource::PrepareRequest(request);
  if (!checked.ok()) {
    if (errors::ViolationsOf(checked).empty()) std::abort();
    return 0;
  }
  talent::v1::Talent stored;
  stored.set_name("talents/a");
  stored.set_display_name("张三");
  talent::v1::Talent updated = stored;
  const absl::Status applied =
      resource::ApplyUpdate(request.talent(), &request.update_mask(), updated);
  if (!applied.ok() && errors::ReasonOf(applied).empty()) std::abort();
  if (updated.name() != stored.name()) std::abort();
  resource::RestoreMasked(stored, updated);
  resource::MaskSensitive(updated, [](resource::Sensitivity) { return false; });
  return 0;
}
