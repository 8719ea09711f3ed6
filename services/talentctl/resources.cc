#include "services/talentctl/resources.h"

#include "common/errors/errors.h"
#include "common/resource/fields.h"

namespace houniao::talentctl {
namespace {

absl::Status NotOffered(absl::string_view verb, const Kind& kind) {
  return errors::Make(absl::StatusCode::kInvalidArgument, "NOT_OFFERED", "talentctl.houniao",
                      absl::StrCat("A ", kind.title, " cannot be ", verb, "."));
}

absl::Status SetOption(Message& request, const std::string& field, const std::string& text) {
  if (text.empty()) return absl::OkStatus();
  if (request.GetDescriptor()->FindFieldByName(field) == nullptr) {
    return errors::InvalidField(absl::StrCat("--", field), "is not taken by this kind");
  }
  resource::SetText(request, field, text);
  return absl::OkStatus();
}

absl::Status FillListRequest(const Listing& listing, const ListOptions& options, Message& request) {
  RETURN_IF_ERROR(SetOption(request, "parent", listing.parent));
  RETURN_IF_ERROR(SetOption(request, "filter", options.filter));
  RETURN_IF_ERROR(SetOption(request, "order_by", options.order_by));
  RETURN_IF_ERROR(SetOption(request, "page_token", options.page_token));
  const auto* descriptor = request.GetDescriptor();
  if (const auto* size = descriptor->FindFieldByName("page_size"); size != nullptr) {
    request.GetReflection()->SetInt32(&request, size, options.page_size);
  }
  if (!options.show_deleted) return absl::OkStatus();
  const auto* deleted = descriptor->FindFieldByName("show_deleted");
  if (deleted == nullptr) {
    return errors::InvalidField("--show_deleted", "is not taken by this kind");
  }
  request.GetReflection()->SetBool(&request, deleted, true);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Message>> GetResource(Connection& connection, const Kind& kind,
                                                     const std::string& name) {
  auto request = NewRequest(*kind.get);
  auto reply = NewReply(*kind.get);
  resource::SetText(*request, "name", name);
  RETURN_IF_ERROR(connection.Invoke(*kind.get, *request, reply.get()));
  return reply;
}

absl::StatusOr<std::unique_ptr<Message>> ListResources(Connection& connection,
                                                       const Listing& listing,
                                                       const ListOptions& options) {
  const Kind& kind = *listing.kind;
  if (kind.list == nullptr) return NotOffered("listed", kind);
  auto request = NewRequest(*kind.list);
  RETURN_IF_ERROR(FillListRequest(listing, options, *request));
  auto all = NewReply(*kind.list);
  for (;;) {
    auto page = NewReply(*kind.list);
    RETURN_IF_ERROR(connection.Invoke(*kind.list, *request, page.get()));
    const std::string next = resource::GetText(*page, "next_page_token");
    resource::SetText(*all, "next_page_token", "");
    all->MergeFrom(*page);
    if (!options.all || next.empty()) return all;
    resource::SetText(*all, "next_page_token", "");
    resource::SetText(*request, "page_token", next);
  }
}

absl::StatusOr<std::unique_ptr<Message>> ChangeByName(Connection& connection,
                                                      const MethodDescriptor* method,
                                                      absl::string_view verb, const Kind& kind,
                                                      const std::string& name,
                                                      const std::string& etag) {
  if (method == nullptr) return NotOffered(verb, kind);
  auto request = NewRequest(*method);
  auto reply = NewReply(*method);
  resource::SetText(*request, "name", name);
  RETURN_IF_ERROR(SetOption(*request, "etag", etag));
  RETURN_IF_ERROR(connection.Invoke(*method, *request, reply.get()));
  return reply;
}

}  // namespace houniao::talentctl
