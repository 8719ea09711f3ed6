// Writes one row of a file inside the recorder's transaction: the profile, its recognition, its
// consents.
#pragma once

#include <string>

#include "absl/status/status.h"

#include "common/resource/recorder.h"
#include "common/resource/secrets.h"
#include "services/talent/import/check_row.h"
#include "services/talent/store/talent_kinds.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

class RowWriter {
 public:
  // `source` is written into profiles that have none. The referenced objects outlive the writer.
  RowWriter(const TalentKinds& kinds, const resource::Secrets& secrets, absl::string_view source)
      : kinds_(kinds), secrets_(secrets), source_(source) {}

  // Fills in outcome and name. The row has passed RowChecker; what it refuses has to do with what
  // is stored: TALENT_DELETED, VALUE_TAKEN, RECOGNITION_BANNED, INVALID_FIELD where row and stored
  // profile contradict each other.
  absl::Status Write(resource::WriteScope& scope, const FileRow& row,
                     v1::ImportRowResult& result) const;

 private:
  // Name of the profile that the row means; empty if it is new.
  absl::StatusOr<std::string> FindProfile(resource::WriteScope& scope, const ImportRow& row) const;
  absl::Status Create(resource::WriteScope& scope, const ImportRow& parsed,
                      v1::ImportRowResult& result) const;
  // Each of these says whether it changed anything.
  absl::StatusOr<bool> Update(resource::WriteScope& scope, const std::string& name,
                              const FileRow& row) const;
  absl::StatusOr<bool> WriteRecognition(resource::WriteScope& scope, const std::string& parent,
                                        v1::Recognition recognition) const;
  absl::StatusOr<bool> WriteConsent(resource::WriteScope& scope, const std::string& parent,
                                    v1::Consent consent) const;

  const TalentKinds& kinds_;
  const resource::Secrets& secrets_;
  const std::string source_;
};

}  // namespace houniao::talent
