// Calls to the services. Fills in what every call needs: credentials, deadline, request id,
// purpose.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/status_macros.h"
#include "services/talentctl/settings.h"

namespace houniao::talentctl {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// One thread. Channels are dialled when they are first used.
class Connection {
 public:
  // `settings`, `ids` and `wall_clock` must outlive it.
  Connection(const Settings& settings, IdSource& ids, const Clock& wall_clock)
      : settings_(settings), ids_(ids), wall_clock_(wall_clock) {}

  // Method by its full name, `houniao.talent.v1.TalentService.GetTalent`; it must be linked in.
  static const MethodDescriptor& MethodNamed(absl::string_view full_name);

  // One unary call; long ones by the schema (ADMISSION_BATCH) may take ten minutes where the caller
  // named no time. Fills in `request_id` if it is empty, and `validate_only` under --dry_run.
  //   InvalidArgument  under --dry_run, for a mutation that cannot be tried
  //   otherwise the status of the call with its details
  absl::Status Invoke(const MethodDescriptor& method, Message& request, Message* reply);
  // The same at one target, for services that every process has (audit, clock).
  absl::Status InvokeAt(const std::string& target, const MethodDescriptor& method, Message& request,
                        Message* reply);

  template <typename Reply, typename Request>
  absl::StatusOr<Reply> Call(absl::string_view method, Request request) {
    Reply reply;
    RETURN_IF_ERROR(Invoke(MethodNamed(method), request, &reply));
    return reply;
  }

  // For streams: a channel of the service's area (`talent`), and a context for one call.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> ChannelOf(absl::string_view area);
  void Prepare(grpc::ClientContext& context, absl::Duration timeout, const std::string& request_id);

  // How a call ended. What gRPC says of a server that it cannot reach is put into words for people:
  // Unavailable, UNREACHABLE.
  static absl::Status StatusOf(const grpc::Status& ended, const std::string& target);

  // Targets by area, and each target once.
  const std::string& TargetOf(absl::string_view area) const;
  std::vector<std::string> Targets() const;

  // The id that --request_id gave for the first mutation; for further ones an id derived from it,
  // so that a command of many calls can be repeated as a whole. Random without --request_id.
  std::string NextRequestId();
  // Of the newest call, for errors.
  const std::string& last_request_id() const { return last_request_id_; }
  // True if the newest reply said that its service runs on a simulated clock.
  bool exercise() const { return exercise_; }

 private:
  absl::StatusOr<std::shared_ptr<grpc::Channel>> Open(const std::string& target);
  absl::Duration TimeoutOf(const MethodDescriptor& method) const;
  absl::Status FillIn(const MethodDescriptor& method, Message& request, std::string* request_id);

  const Settings& settings_;
  IdSource& ids_;
  const Clock& wall_clock_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;  // by target
  int64_t mutations_ = 0;
  std::string last_request_id_;
  bool exercise_ = false;
};

}  // namespace houniao::talentctl
