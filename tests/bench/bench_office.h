// A service as it is served in production, in the process of a benchmark: real server, guard,
// token, roles, masking, metrics; plaintext on a loopback port.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "grpcpp/channel.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/token_keys.h"
#include "common/feed/journal.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"

namespace houniao::bench {

// A folder that is gone with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class BenchOffice {
 public:
  // All must outlive the office.
  absl::Status Start(const Clock& clock, const feed::Journal& journal,
                     const std::vector<rpc::ServiceTable*>& services);

  int port() const { return server_->port(); }
  // Of a clerk, for an hour.
  std::string Authorization() const;

 private:
  SystemClock wall_clock_;
  RandomIds ids_;
  const crypto::SigningKey token_key_ = crypto::SigningKey::Generate();
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::unique_ptr<rpc::Server> server_;
};

std::shared_ptr<grpc::Channel> OneConnection(int port);

}  // namespace houniao::bench
