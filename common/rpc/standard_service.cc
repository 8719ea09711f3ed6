#include "common/rpc/standard_service.h"

#include "absl/strings/ascii.h"

namespace houniao::rpc {
namespace {

// policy_versions -> PolicyVersions.
std::string UpperCamel(absl::string_view snake) {
  std::string camel;
  for (absl::string_view word : absl::StrSplit(snake, '_')) {
    std::string part(word);
    if (!part.empty()) part[0] = absl::ascii_toupper(part[0]);
    camel += part;
  }
  return camel;
}

using Method = absl::Status (resource::StandardMethods::*)(CallContext&, const Message&,
                                                           Message*) const;

}  // namespace

void BindStandard(ServiceTable& table, const resource::StandardMethods& methods) {
  const std::string one = methods.kind().descriptor()->name();
  // serviceDays in a pattern is service_days in a message, as field names are.
  const std::string many = UpperCamel(methods.kind().plural());
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
  }
}

}  // namespace houniao::rpc
