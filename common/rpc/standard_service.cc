#include "common/rpc/standard_service.h"

#include "common/resource/upper_camel.h"

namespace houniao::rpc {
namespace {

// Replies to Get stand until the resource is written.
ReadySource ReadyGets(const resource::StandardMethods& methods) {
  resource::KeptReplies& kept = methods.store().recorder().kept_replies();
  if (!kept.enabled()) return {};
  ReadySource source;
  source.find = [&](CallContext&, const Message& request, int rights,
                    uint64_t& ticket) -> absl::StatusOr<ReadyReply> {
    return ReadyReply{kept.Find(methods.kind(), resource::GetText(request, "name"), rights, ticket),
                      ""};
  };
  source.keep = [&](const Message& request, int rights, uint64_t ticket,
                    std::shared_ptr<const std::string> reply) {
    kept.Keep(methods.kind(), resource::GetText(request, "name"), rights, ticket, std::move(reply));
  };
  return source;
}

using Method = absl::Status (resource::StandardMethods::*)(CallContext&, const Message&,
                                                           Message*) const;

}  // namespace

void BindStandard(ServiceTable& table, const resource::StandardMethods& methods) {
  const std::string one = methods.kind().descriptor()->name();
  // serviceDays in a pattern is service_days in a message, as field names are.
  const std::string many = resource::UpperCamel(methods.kind().plural());
  const std::pair<std::string, Method> candidates[] = {
      {"Create" + one, &resource::StandardMethods::Create},
      {"Get" + one, &resource::StandardMethods::Get},
      {"BatchGet" + many, &resource::StandardMethods::BatchGet},
      {"List" + many, &resource::StandardMethods::List},
      {"Update" + one, &resource::StandardMethods::Update},
      {"Delete" + one, &resource::StandardMethods::Delete},
      {"Undelete" + one, &resource::StandardMethods::Undelete},
  };
  for (const auto& [name, method] : candidates) {
    if (table.service() == nullptr || table.service()->FindMethodByName(name) == nullptr ||
        table.IsBound(name)) {
      continue;
    }
    table.UnaryDynamic(name, [&methods, method = method](CallContext& call, const Message& request,
                                                         Message* reply) {
      return (methods.*method)(call, request, reply);
    });
    if (method == &resource::StandardMethods::Get) table.OfferReady(name, ReadyGets(methods));
  }
}

}  // namespace houniao::rpc
