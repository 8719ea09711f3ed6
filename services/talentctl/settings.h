// What holds for every command: whom to call, as whom, and how to answer.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"

#include "common/rpc/tls_files.h"

namespace houniao::talentctl {

enum class Format { kTable, kJson, kYaml };

struct Settings {
  // One port that serves everything; the three below prevail for their service.
  std::string target = "127.0.0.1:8610";
  std::string talent_target;
  std::string recruitment_target;
  std::string benefits_target;
  rpc::TlsFiles tls;
  // Name in the server's certificate; empty: the host of the target.
  std::string server_name;
  std::string data_dir = "var";
  // File with a bearer token; empty: admin.token of the data folder.
  std::string token_file;

  // Persona: a token for it is signed here with the token key of the data folder.
  std::string as;
  std::vector<std::string> roles;
  std::string key_file;
  std::string employer;
  // Name shown beside the principal.
  std::string display_name;

  std::string purpose;
  absl::Duration timeout = absl::Seconds(30);
  // True if the caller set it; imports and watches otherwise have no such limit.
  bool timeout_given = false;
  std::string request_id;
  bool dry_run = false;
  Format format = Format::kTable;
  // Pictures in ASCII, whatever the terminal can show.
  bool ascii = false;
};

}  // namespace houniao::talentctl
