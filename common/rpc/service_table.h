// The methods of one proto service, bound by name to functions.
//
// A table is the only way to be served, and Server puts the guard in front of every method of a
// table: nothing is reachable without authentication, authorization and field rules. Handlers see
// no gRPC types.
//
//     ServiceTable table("houniao.talent.v1.TalentService");
//     table.Unary<GetTalentRequest, Talent>("GetTalent",
//         [&](CallContext& call, const GetTalentRequest& request) -> absl::StatusOr<Talent> {...});
//
// Mistakes (an unknown name, a name bound twice, a wrong message type, a method left out, a method
// without a permission) are kept and come out of Check(), which Server::Start calls.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

#include "common/base/call_context.h"
#include "common/rpc/ready_reply.h"
#include "common/rpc/stream.h"

namespace houniao::rpc {

using google::protobuf::Descriptor;
using google::protobuf::Message;

// `reply` is an empty message of the method's reply type.
using UnaryHandler =
    std::function<absl::Status(CallContext& call, const Message& request, Message* reply)>;
using ServerStreamHandler =
    std::function<absl::Status(CallContext& call, const Message& request, MessageWriter& writer)>;
using BidiStreamHandler =
    std::function<absl::Status(CallContext& call, MessageReader& reader, MessageWriter& writer)>;

// Filled by one thread before the server starts, then read only. Must outlive the server.
class ServiceTable {
 public:
  // One method of the descriptor; at most one of the three functions is set.
  struct Method {
    const google::protobuf::MethodDescriptor* descriptor = nullptr;
    UnaryHandler unary;
    ServerStreamHandler server_stream;
    BidiStreamHandler bidi_stream;
    // Of a unary method that has replies ready.
    ReadySource ready;
    bool bound() const { return unary || server_stream || bidi_stream; }
  };

  explicit ServiceTable(const google::protobuf::ServiceDescriptor* service);
  // By full name, `houniao.talent.v1.TalentService`; Check() fails if it is not linked in.
  explicit ServiceTable(absl::string_view service);

  // Null if the service was not found.
  const google::protobuf::ServiceDescriptor* service() const { return service_; }
  bool IsBound(absl::string_view name) const;
  // In the order of the descriptor.
  const std::vector<Method>& methods() const { return methods_; }
  // Internal with everything that is wrong with the table; OK otherwise.
  absl::Status Check() const;

  // For a unary method that is bound: replies that may be there already.
  void OfferReady(absl::string_view name, ReadySource source);

  // For functions over any message type.
  void UnaryDynamic(absl::string_view name, UnaryHandler handler);
  void ServerStreamDynamic(absl::string_view name, ServerStreamHandler handler);
  void BidiStreamDynamic(absl::string_view name, BidiStreamHandler handler);

  // f(CallContext&, const Request&) -> absl::StatusOr<Reply>
  template <typename Request, typename Reply, typename Function>
  void Unary(absl::string_view name, Function f) {
    ExpectTypes(name, Request::descriptor(), Reply::descriptor());
    UnaryDynamic(name,
                 [f = std::move(f)](CallContext& call, const Message& request,
                                    Message* reply) -> absl::Status {
                   absl::StatusOr<Reply> result = f(call, static_cast<const Request&>(request));
                   if (!result.ok()) return std::move(result).status();
                   *static_cast<Reply*>(reply) = *std::move(result);
                   return absl::OkStatus();
                 });
  }

  // f(CallContext&, const Request&, Writer<Reply>&) -> absl::Status
  template <typename Request, typename Reply, typename Function>
  void ServerStream(absl::string_view name, Function f) {
    ExpectTypes(name, Request::descriptor(), Reply::descriptor());
    ServerStreamDynamic(name,
                        [f = std::move(f)](CallContext& call, const Message& request,
                                           MessageWriter& out) -> absl::Status {
                          Writer<Reply> writer(out);
                          return f(call, static_cast<const Request&>(request), writer);
                        });
  }

  // f(CallContext&, Reader<Request>&, Writer<Reply>&) -> absl::Status
  template <typename Request, typename Reply, typename Function>
  void BidiStream(absl::string_view name, Function f) {
    ExpectTypes(name, Request::descriptor(), Reply::descriptor());
    BidiStreamDynamic(name,
                      [f = std::move(f)](CallContext& call, MessageReader& in,
                                         MessageWriter& out) -> absl::Status {
                        Reader<Request> reader(in);
                        Writer<Reply> writer(out);
                        return f(call, reader, writer);
                      });
  }

 private:
  // Null, with the mistake noted, if `name` is unknown or bound already.
  Method* Claim(absl::string_view name, bool client_streams, bool server_streams);
  void ExpectTypes(absl::string_view name, const Descriptor* request, const Descriptor* reply);

  const google::protobuf::ServiceDescriptor* service_;
  std::vector<Method> methods_;
  std::vector<std::string> mistakes_;
};

}  // namespace houniao::rpc
