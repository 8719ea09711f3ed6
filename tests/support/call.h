// Calls of tests to a running server, with a token of any role.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/crypto/token_keys.h"
#include "common/rpc/client.h"
#include "common/rpc/status.h"
#include "common/rpc/token_source.h"

namespace houniao::testing {

inline constexpr absl::Duration kCallPatience = absl::Seconds(20);

// Call(*talents, &TalentService::Stub::GetTalent, request)
template <typename Stub, typename Request, typename Reply>
absl::StatusOr<Reply> Call(Stub& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                        Reply*),
                           const Request& request, absl::Duration patience = kCallPatience) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(patience));
  context.AddMetadata("x-houniao-purpose", "test");
  Reply reply;
  const absl::Status status = rpc::FromGrpc((stub.*method)(&context, request, &reply));
  if (!status.ok()) return status;
  return reply;
}

// A channel without retries, so that a test sees every answer, to a server that accepts tokens of
// `key`. `principal` is `user:li.min`; the token has the one role.
inline absl::StatusOr<std::shared_ptr<grpc::Channel>> ChannelAs(const std::string& target,
                                                                const crypto::SigningKey& key,
                                                                const std::string& principal,
                                                                const std::string& role) {
  static const auto* const wall_clock = new SystemClock;
  rpc::ServiceIdentity identity;
  identity.principal = principal;
  identity.roles = {role};
  rpc::ChannelOptions options;
  options.target = target;
  options.tokens = rpc::SignedTokens(key, identity, *wall_clock);
  return rpc::OpenChannel(options);
}

}  // namespace houniao::testing
