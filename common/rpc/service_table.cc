#include "common/rpc/service_table.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::rpc {

ServiceTable::ServiceTable(const google::protobuf::ServiceDescriptor* service) : service_(service) {
  if (service == nullptr) {
    mistakes_.push_back("there is no such service");
    return;
  }
  methods_.resize(static_cast<size_t>(service->method_count()));
  for (int i = 0; i < service->method_count(); ++i) {
    methods_[static_cast<size_t>(i)].descriptor = service->method(i);
  }
}

ServiceTable::ServiceTable(absl::string_view service)
    : ServiceTable(google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
          std::string(service))) {}

bool ServiceTable::IsBound(absl::string_view name) const {
  for (const Method& method : methods_) {
    if (method.descriptor->name() == name) return method.bound();
  }
  return false;
}

absl::Status ServiceTable::Check() const {
  std::vector<std::string> wrong = mistakes_;
  for (const Method& method : methods_) {
    const std::string& name = method.descriptor->name();
    if (!method.bound()) wrong.push_back(absl::StrCat(name, " is not bound"));
    if (method.descriptor->options().GetExtension(api::v1::method).permission().empty()) {
      wrong.push_back(absl::StrCat(name, " has no permission"));
    }
  }
  if (wrong.empty()) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("Service ",
                                          service_ == nullptr ? "?" : service_->full_name(), ": ",
                                          absl::StrJoin(wrong, "; "), "."));
}

ServiceTable::Method* ServiceTable::Claim(absl::string_view name, bool client_streams,
                                          bool server_streams) {
  for (Method& method : methods_) {
    if (method.descriptor->name() != name) continue;
    if (method.bound()) {
      mistakes_.push_back(absl::StrCat(name, " is bound twice"));
      return nullptr;
    }
    if (method.descriptor->client_streaming() != client_streams ||
        method.descriptor->server_streaming() != server_streams) {
      mistakes_.push_back(absl::StrCat(name, " streams otherwise than it is bound"));
      return nullptr;
    }
    return &method;
  }
  mistakes_.push_back(absl::StrCat(name, " is not a method"));
  return nullptr;
}

void ServiceTable::ExpectTypes(absl::string_view name, const Descriptor* request,
                               const Descriptor* reply) {
  for (const Method& method : methods_) {
    if (method.descriptor->name() != name) continue;
    if (method.descriptor->input_type() != request || method.descriptor->output_type() != reply) {
      mistakes_.push_back(absl::StrCat(name, " takes ", method.descriptor->input_type()->name(),
                                       " and gives ", method.descriptor->output_type()->name()));
    }
  }
}

void ServiceTable::OfferReady(absl::string_view name, ReadySource source) {
  for (Method& method : methods_) {
    if (method.descriptor->name() != name || method.unary == nullptr) continue;
    method.ready = std::move(source);
    return;
  }
  mistakes_.push_back(absl::StrCat(name, " is not bound and has no replies ready"));
}

void ServiceTable::UnaryDynamic(absl::string_view name, UnaryHandler handler) {
  if (Method* method = Claim(name, false, false)) method->unary = std::move(handler);
}

void ServiceTable::ServerStreamDynamic(absl::string_view name, ServerStreamHandler handler) {
  if (Method* method = Claim(name, false, true)) method->server_stream = std::move(handler);
}

void ServiceTable::BidiStreamDynamic(absl::string_view name, BidiStreamHandler handler) {
  if (Method* method = Claim(name, true, true)) method->bidi_stream = std::move(handler);
}

}  // namespace houniao::rpc
