#include "common/host/settings.h"

#include "common/base/dates.h"
#include "common/config/checks.h"

namespace houniao::host {

std::optional<absl::CivilDay> HostSettings::ExerciseDay() const {
  auto day = ParseDay(exercise_date);
  return day.ok() ? std::optional(*day) : std::nullopt;
}

void BindHostSettings(config::Settings& settings, HostSettings* values) {
  using config::EmptyOr;
  settings.Group("Network");
  settings.Bind("listen", &values->listen,
                "Address to serve on. Anything but loopback needs the three TLS files.",
                {.check = config::HostPort()});
  settings.Bind("tls_cert", &values->tls_cert, "PEM file of this server's certificate.",
                {.check = EmptyOr(config::ExistingFile())});
  settings.Bind("tls_key", &values->tls_key, "PEM file of its private key.",
                {.check = EmptyOr(config::ExistingFile())});
  settings.Bind("tls_ca", &values->tls_ca,
                "PEM file of the authorities whose client certificates are accepted.",
                {.check = EmptyOr(config::ExistingFile())});
  settings.Bind("health_listen", &values->health_listen,
                "Second address that serves health checks alone, without TLS.",
                {.check = EmptyOr(config::HostPort())});
  settings.Bind("metrics_listen", &values->metrics_listen,
                "Address that serves Prometheus metrics at /metrics; off if empty.",
                {.check = EmptyOr(config::HostPort())});
  settings.Bind("reflection", &values->reflection, "Show the schema to clients that ask.");

  settings.Group("Data");
  settings.Bind("data_dir", &values->data_dir, "Folder of keys, tokens and embedded databases.",
                {.check = config::NotEmpty()});
  settings.Bind(
      "db_url", &values->db_url,
      "sqlite:FILE or mysql://user:password@host:port/database?ssl_ca=FILE; SQLite in the "
      "data folder if empty.");
  settings.Bind("exercise_date", &values->exercise_date,
                "Exercise mode: a simulated clock that starts at nine on this day and moves only "
                "when an administrator advances it.",
                {.check = EmptyOr(config::CalendarDay()), .placeholder = "YYYY-MM-DD"});

  settings.Group("Access");
  settings.Bind("token_keys", &values->token_keys,
                "PEM file of further public keys whose bearer tokens are accepted.",
                {.check = EmptyOr(config::ExistingFile())});
  settings.Bind("access_policy", &values->access_policy,
                "YAML file of roles and certificates that replaces the built-in one.",
                {.check = EmptyOr(config::ExistingFile())});

  settings.Group("Running");
  settings.Bind("log_format", &values->log_format, "console for people, json for machines.",
                {.check = config::OneOf({"console", "json"})});
  settings.Bind("log_level", &values->log_level, "Least severity that is logged.",
                {.check = config::OneOf({"debug", "info", "warning", "error"})});
  settings.Bind("drain_notice", &values->drain_notice,
                "How long to go on serving after saying not ready, on SIGTERM.",
                {.check = config::NotNegative()});
  settings.Bind("drain_patience", &values->drain_patience,
                "How long to wait for calls that run, on SIGTERM.",
                {.check = config::NotNegative()});
}

}  // namespace houniao::host
