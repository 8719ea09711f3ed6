// Settings that every program of the suite has.
#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "common/config/settings.h"

namespace houniao::host {

struct HostSettings {
  std::string listen = "127.0.0.1:8610";
  std::string data_dir = "var";
  // Empty: SQLite in the data folder.
  std::string db_url;
  std::string exercise_date;
  std::string tls_cert, tls_key, tls_ca;
  // Public keys whose tokens are accepted beside the data folder's own.
  std::string token_keys;
  // Roles and certificates; empty for the built-in roles.
  std::string access_policy;
  bool reflection = false;
  std::string health_listen;
  std::string metrics_listen;
  std::string log_format = "console";
  std::string log_level = "info";
  absl::Duration drain_notice = absl::ZeroDuration();
  absl::Duration drain_patience = absl::Seconds(10);

  std::optional<absl::CivilDay> ExerciseDay() const;
};

// Binds all of them. Programs change defaults before and bind their own settings after.
void BindHostSettings(config::Settings& settings, HostSettings* values);

}  // namespace houniao::host
