#include "services/recruitment/handlers/owned_methods.h"

#include "absl/strings/match.h"

#include "common/base/status_macros.h"
#include "common/resource/fields.h"
#include "common/resource/upper_camel.h"
#include "common/rpc/standard_service.h"
#include "services/recruitment/domain/ownership.h"

namespace houniao::recruitment {
namespace {

using resource::Message;
using resource::StandardMethods;

// The name that a request for one resource is about.
std::string NameIn(const Message& request, const resource::Kind& kind) {
  const Message* const given = resource::GetMessage(request, kind.singular());
  return given != nullptr ? resource::GetText(*given, "name") : resource::GetText(request, "name");
}

using Method = absl::Status (StandardMethods::*)(CallContext&, const Message&, Message*) const;

class OwnedMethods {
 public:
  OwnedMethods(const StandardMethods& methods, const resource::Store& store, Owner owner,
               std::function<void(const CallContext&)> after_write)
      : methods_(methods),
        store_(store),
        owner_(std::move(owner)),
        after_write_(std::move(after_write)) {}

  absl::Status Create(CallContext& call, const Message& request, Message* reply) const {
    const Message* const given = resource::GetMessage(request, methods_.kind().singular());
    if (given != nullptr && owner_.field != "name") {
      RETURN_IF_ERROR(RequireOwn(call, owner_.Of(*given)));
    }
    return Written(call, methods_.Create(call, request, reply));
  }

  absl::Status Get(CallContext& call, const Message& request, Message* reply) const {
    RETURN_IF_ERROR(HideMissing(call, methods_.Get(call, request, reply)));
    return RequireOwn(call, owner_.Of(*reply));
  }

  absl::Status BatchGet(CallContext& call, const Message& request, Message* reply) const {
    RETURN_IF_ERROR(HideMissing(call, methods_.BatchGet(call, request, reply)));
    const auto* field = reply->GetDescriptor()->FindFieldByName(methods_.kind().plural());
    const int count = reply->GetReflection()->FieldSize(*reply, field);
    for (int i = 0; i < count; ++i) {
      RETURN_IF_ERROR(RequireOwn(
          call, owner_.Of(reply->GetReflection()->GetRepeatedMessage(*reply, field, i))));
    }
    return absl::OkStatus();
  }

  absl::Status List(CallContext& call, const Message& request, Message* reply) const {
    if (call.employer.empty()) return methods_.List(call, request, reply);
    std::unique_ptr<Message> narrowed(request.New());
    narrowed->CopyFrom(request);
    const std::string filter = resource::GetText(request, "filter");
    std::string own = absl::StrCat(owner_.field, " = \"", call.employer, "\"");
    if (!filter.empty()) absl::StrAppend(&own, " AND (", filter, ")");
    resource::SetText(*narrowed, "filter", own);
    return methods_.List(call, *narrowed, reply);
  }

  absl::Status Change(Method method, CallContext& call, const Message& request,
                      Message* reply) const {
    if (!call.employer.empty()) {
      RETURN_IF_ERROR(RequireOwnStored(call, store_, methods_.kind(), owner_,
                                       NameIn(request, methods_.kind())));
    }
    return Written(call, (methods_.*method)(call, request, reply));
  }

  const StandardMethods& methods() const { return methods_; }

 private:
  absl::Status Written(const CallContext& call, const absl::Status& status) const {
    if (status.ok() && after_write_ != nullptr) after_write_(call);
    return status;
  }

  const StandardMethods& methods_;
  const resource::Store& store_;
  const Owner owner_;
  const std::function<void(const CallContext&)> after_write_;
};

}  // namespace

std::string Owner::Of(const Message& resource) const { return resource::GetText(resource, field); }

absl::Status RequireOwnStored(const CallContext& call, const resource::Store& store,
                              const resource::Kind& kind, const Owner& owner,
                              const std::string& name) {
  if (call.employer.empty()) return absl::OkStatus();
  std::unique_ptr<Message> stored = kind.NewMessage();
  RETURN_IF_ERROR(HideMissing(call, store.Load(call, kind, name, stored.get())));
  return RequireOwn(call, owner.Of(*stored));
}

void BindOwned(rpc::ServiceTable& table, const StandardMethods& methods,
               const resource::Store& store, Owner owner,
               std::function<void(const CallContext&)> after_write) {
  const auto owned = std::make_shared<const OwnedMethods>(methods, store, std::move(owner),
                                                          std::move(after_write));
  const std::string one = methods.kind().descriptor()->name();
  const std::string many = resource::UpperCamel(methods.kind().plural());
  const auto bind = [&](const std::string& name, rpc::UnaryHandler handler) {
    if (table.service() == nullptr || table.service()->FindMethodByName(name) == nullptr ||
        table.IsBound(name)) {
      return;
    }
    table.UnaryDynamic(name, std::move(handler));
  };
  const auto pass = [&](const std::string& name,
                        absl::Status (OwnedMethods::*method)(CallContext&, const Message&, Message*)
                            const) {
    bind(name, [owned, method](CallContext& call, const Message& request, Message* reply) {
      return ((*owned).*method)(call, request, reply);
    });
  };
  const auto change = [&](const std::string& name, Method method) {
    bind(name, [owned, method](CallContext& call, const Message& request, Message* reply) {
      return owned->Change(method, call, request, reply);
    });
  };
  pass("Create" + one, &OwnedMethods::Create);
  pass("Get" + one, &OwnedMethods::Get);
  pass("BatchGet" + many, &OwnedMethods::BatchGet);
  pass("List" + many, &OwnedMethods::List);
  change("Update" + one, &StandardMethods::Update);
  change("Delete" + one, &StandardMethods::Delete);
  change("Undelete" + one, &StandardMethods::Undelete);
}

}  // namespace houniao::recruitment
