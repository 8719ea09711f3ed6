// What one row of a talent file says, as messages of the API.
#pragma once

#include <string>
#include <vector>

#include "houniao/talent/v1/consent.pb.h"
#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talent {

struct ImportRow {
  // Last segment of the profile's name; empty if the row leaves it to the server.
  std::string talent_id;
  v1::Talent talent;
  // Meant only if has_recognition.
  v1::Recognition recognition;
  bool has_recognition = false;
  std::string consent_notice;
  // With purpose and given_time; the notice is consent_notice.
  std::vector<v1::Consent> consents;
};

}  // namespace houniao::talent
