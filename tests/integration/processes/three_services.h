// An installation as a district runs it: the three services as processes of their own, each with
// its schema in MariaDB behind TLS, all calls over mutual TLS, one issuer of tokens. Exercise mode.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "grpcpp/grpcpp.h"

#include "common/base/dates.h"
#include "common/crypto/token_keys.h"
#include "common/rpc/status.h"
#include "tests/support/certificates.h"
#include "tests/support/mariadb.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"

namespace houniao::testing {

struct Person {
  std::string principal;
  std::string role;
  // `employers/{e}` that an enterprise's account acts for.
  std::string employer;
};

class ThreeServices : public ::testing::Test {
 protected:
  ThreeServices();
  void SetUp() override;
  void TearDown() override;

  // Starts the services in the order of their calls; also after KillAll, on the same data.
  void StartAll();
  void KillAll();
  // Moves the clock of every service.
  void GoTo(absl::CivilDay day);

  // To a service, with the certificate of a gateway.
  std::shared_ptr<grpc::Channel> To(const std::string& service) const;
  std::string TargetOf(const std::string& service) const;
  const CertificateFiles& gateway() const { return gateway_; }
  std::string folder() const { return folder_.path(); }

  std::unique_ptr<grpc::ClientContext> ContextOf(const Person& person) const;

  // Call(clerk, *stub, &Service::Stub::Method, request)
  template <typename Stub, typename Request, typename Reply>
  absl::StatusOr<Reply> Call(const Person& person, Stub& stub,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Reply*),
                             const Request& request) const {
    const auto context = ContextOf(person);
    Reply reply;
    const absl::Status status = rpc::FromGrpc((stub.*method)(context.get(), request, &reply));
    if (!status.ok()) return status;
    return reply;
  }
  // The same with the request as text.
  template <typename Stub, typename Request, typename Reply>
  absl::StatusOr<Reply> Call(const Person& person, Stub& stub,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Reply*),
                             const std::string& text) const {
    Request request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
    return Call(person, stub, method, request);
  }

 private:
  struct Service {
    std::string name;
    std::vector<std::string> calls;
    std::string schema;
    CertificateFiles certificate;
    std::unique_ptr<Process> process;
  };
  void Start(Service& service);
  const Service& Find(const std::string& name) const;

  const TempFolder folder_{"three"};
  const CertificateAuthority authority_{"Houniao test authority"};
  CertificateFiles gateway_;
  std::unique_ptr<MariaDb> database_;
  std::optional<crypto::SigningKey> issuer_;
  std::vector<Service> services_;
};

}  // namespace houniao::testing
