// The three services in one process on one engine, called by method descriptor: no stub, no type.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/keyring.h"
#include "common/crypto/token_keys.h"
#include "common/observe/metrics.h"
#include "common/rpc/access_policy.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "services/benefits/module.h"
#include "services/recruitment/module.h"
#include "services/talent/module.h"
#include "tests/support/database.h"

namespace houniao::contract {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// Holds every permission.
inline constexpr char kEverybody[] = "everybody";
// Holds one that no resource needs.
inline constexpr char kVisitor[] = "visitor";

class Office {
 public:
  // The one of the engine, kept for all tests of the process.
  static Office& On(db::Engine engine);
  explicit Office(db::Engine engine);
  ~Office();

  // Full names of the services.
  const std::vector<std::string>& services() const { return services_; }

  // A status other than OK is checked for exactly one ErrorInfo.
  absl::StatusOr<std::unique_ptr<Message>> Call(const MethodDescriptor* method,
                                                const Message& request,
                                                const std::string& role = kEverybody);

 private:
  rpc::ServerOptions Options();
  rpc::TokenSource TokensOf(const std::string& principal, const std::string& role);
  void StartTalent();
  void StartRecruitment();
  void StartBenefits();
  void Serve();

  testing::TestDatabase talent_database_, recruitment_database_, benefits_database_;
  SimulatedClock clock_;
  SystemClock wall_clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  const crypto::SigningKey token_key_ = crypto::SigningKey::Generate();
  const rpc::AccessPolicy policy_;
  observe::Metrics metrics_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::unique_ptr<talent::Module> talent_;
  std::unique_ptr<recruitment::Module> recruitment_;
  std::unique_ptr<benefits::Module> benefits_;
  // What the modules call each other through.
  std::unique_ptr<rpc::Server> talent_server_, recruitment_server_;
  std::unique_ptr<rpc::Server> server_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;  // by role
  std::vector<std::string> services_;
};

}  // namespace houniao::contract
