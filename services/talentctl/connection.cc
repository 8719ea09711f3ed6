#include "services/talentctl/connection.h"

#include <cstdlib>

#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/client_unary_call.h"
#include "grpcpp/impl/codegen/config_protobuf.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/impl/rpc_method.h"

#include "common/base/call_context.h"
#include "common/crypto/digest.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"
#include "common/rpc/call_metadata.h"
#include "common/rpc/client.h"
#include "common/rpc/status.h"
#include "services/talentctl/credentials.h"

#include "houniao/api/v1/admin_service.pb.h"
#include "houniao/api/v1/annotations.pb.h"
#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

// Naming a message of each file keeps the linker from leaving its descriptors out.
std::vector<const FileDescriptor*> ServiceFiles() {
  return {talent::v1::GetTalentRequest::descriptor()->file(),
          recruitment::v1::GetDemandRequest::descriptor()->file(),
          benefits::v1::GetPolicyRequest::descriptor()->file(),
          api::v1::GetClockRequest::descriptor()->file()};
}

std::vector<const google::protobuf::ServiceDescriptor*> AllServices() {
  std::vector<const google::protobuf::ServiceDescriptor*> services;
  for (const FileDescriptor* file : ServiceFiles()) {
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

constexpr absl::Duration kBatchTimeout = absl::Minutes(10);

// `talent` of `houniao.talent.v1.TalentService.GetTalent`.
absl::string_view AreaOf(const MethodDescriptor& method) {
  const std::vector<absl::string_view> parts = absl::StrSplit(method.full_name(), '.');
  return parts[1];
}

// A UUID (version 8: of the application's making, RFC 9562) out of a digest.
std::string DerivedUuid(absl::string_view seed, int64_t number) {
  std::string hex = crypto::Sha256Hex(absl::StrCat(seed, "/", number));
  hex[12] = '8';
  hex[16] = 'a';
  const absl::string_view h = hex;
  return absl::StrJoin(
      {h.substr(0, 8), h.substr(8, 4), h.substr(12, 4), h.substr(16, 4), h.substr(20, 12)}, "-");
}

}  // namespace

absl::Status Connection::StatusOf(const grpc::Status& ended, const std::string& target) {
  const absl::Status status = rpc::FromGrpc(ended);
  if (!absl::IsUnavailable(status) || !errors::ReasonOf(status).empty()) return status;
  absl::string_view cause = status.message();
  if (const size_t last = cause.rfind(": "); last != absl::string_view::npos) {
    cause.remove_prefix(last + 2);
  }
  return errors::Make(absl::StatusCode::kUnavailable, "UNREACHABLE", "talentctl.houniao",
                      absl::StrCat("Nobody answers at ", target, " (", cause, ")."), {},
                      "Is the service running, and is --target right? It says on which port it "
                      "listens when it starts.");
}

const MethodDescriptor& Connection::MethodNamed(absl::string_view full_name) {
  ServiceFiles();
  const auto* method = DescriptorPool::generated_pool()->FindMethodByName(std::string(full_name));
  if (method == nullptr) std::abort();  // a misspelt constant of this program
  return *method;
}

const std::string& Connection::TargetOf(absl::string_view area) const {
  const std::string& own = area == "talent"        ? settings_.talent_target
                           : area == "recruitment" ? settings_.recruitment_target
                           : area == "benefits"    ? settings_.benefits_target
                                                   : settings_.target;
  return own.empty() ? settings_.target : own;
}

std::vector<std::string> Connection::Targets() const {
  std::vector<std::string> targets;
  for (const char* area : {"talent", "recruitment", "benefits"}) {
    const std::string& target = TargetOf(area);
    if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
      targets.push_back(target);
    }
  }
  return targets;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Connection::Open(const std::string& target) {
  const auto found = channels_.find(target);
  if (found != channels_.end()) return found->second;
  ASSIGN_OR_RETURN(const std::string token, FindToken(settings_, wall_clock_.Now()));
  rpc::ChannelOptions options;
  options.target = target;
  options.tls = settings_.tls;
  options.server_name = settings_.server_name;
  options.services = AllServices();
  if (!token.empty()) {
    options.tokens = [token]() -> absl::StatusOr<std::string> { return token; };
  }
  ASSIGN_OR_RETURN(auto channel, rpc::OpenChannel(options));
  channels_[target] = channel;
  return channel;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Connection::ChannelOf(absl::string_view area) {
  return Open(TargetOf(area));
}

std::string Connection::NextRequestId() {
  if (settings_.request_id.empty()) return ids_.NewUuid();
  const int64_t number = mutations_++;
  return number == 0 ? settings_.request_id : DerivedUuid(settings_.request_id, number);
}

void Connection::Prepare(grpc::ClientContext& context, absl::Duration timeout,
                         const std::string& request_id) {
  last_request_id_ = request_id;
  CallContext call;
  call.trace_id = request_id;
  rpc::PrepareContext(context, call, timeout);
  if (!settings_.purpose.empty()) {
    context.AddMetadata(rpc::kPurposeKey, rpc::PercentEncoded(settings_.purpose));
  }
}

absl::Status Connection::FillIn(const MethodDescriptor& method, Message& request,
                                std::string* request_id) {
  if (!method.options().GetExtension(api::v1::method).mutation()) {
    *request_id = ids_.NewUuid();
    return absl::OkStatus();
  }
  *request_id = resource::GetText(request, "request_id");
  if (request_id->empty()) {
    *request_id = NextRequestId();
    resource::SetText(request, "request_id", *request_id);
  }
  if (!settings_.dry_run) return absl::OkStatus();
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName("validate_only");
  if (field == nullptr) {
    return errors::Make(absl::StatusCode::kInvalidArgument, "NO_DRY_RUN", "talentctl.houniao",
                        absl::StrCat(method.name(), " cannot be tried without being done."), {},
                        "Leave --dry_run out.");
  }
  request.GetReflection()->SetBool(&request, field, true);
  return absl::OkStatus();
}

absl::Duration Connection::TimeoutOf(const MethodDescriptor& method) const {
  const bool batch =
      method.options().GetExtension(api::v1::method).admission() == api::v1::ADMISSION_BATCH;
  return batch && !settings_.timeout_given ? kBatchTimeout : settings_.timeout;
}

absl::Status Connection::Invoke(const MethodDescriptor& method, Message& request, Message* reply) {
  return InvokeAt(TargetOf(AreaOf(method)), method, request, reply);
}

absl::Status Connection::InvokeAt(const std::string& target, const MethodDescriptor& method,
                                  Message& request, Message* reply) {
  std::string request_id;
  RETURN_IF_ERROR(FillIn(method, request, &request_id));
  ASSIGN_OR_RETURN(const auto channel, Open(target));
  grpc::ClientContext context;
  Prepare(context, TimeoutOf(method), request_id);
  const std::string path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
  const grpc::internal::RpcMethod rpc_method(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC,
                                             channel);
  const grpc::Status status =
      grpc::internal::BlockingUnaryCall<Message, Message, grpc::protobuf::MessageLite,
                                        grpc::protobuf::MessageLite>(channel.get(), rpc_method,
                                                                     &context, request, reply);
  exercise_ = context.GetServerTrailingMetadata().count(rpc::kExerciseKey) > 0;
  return StatusOf(status, target);
}

}  // namespace houniao::talentctl
