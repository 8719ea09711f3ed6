// The standard methods of any kind, called by descriptor.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

#include "services/talentctl/catalogue.h"
#include "services/talentctl/connection.h"

namespace houniao::talentctl {

// How a list is asked for. Fields that the kind's List method does not have must be unset.
struct ListOptions {
  std::string filter;
  std::string order_by;
  int page_size = 0;
  std::string page_token;
  bool show_deleted = false;
  // Follows next_page_token to the end.
  bool all = false;
};

absl::StatusOr<std::unique_ptr<Message>> GetResource(Connection& connection, const Kind& kind,
                                                     const std::string& name);

// The List reply, with the resources of all pages in it under `all`.
//   InvalidArgument  an option that the method does not take
absl::StatusOr<std::unique_ptr<Message>> ListResources(Connection& connection,
                                                       const Listing& listing,
                                                       const ListOptions& options);

// Delete and Undelete: `etag` may be empty. Unimplemented if the kind does not offer it.
absl::StatusOr<std::unique_ptr<Message>> ChangeByName(Connection& connection,
                                                      const MethodDescriptor* method,
                                                      absl::string_view verb, const Kind& kind,
                                                      const std::string& name,
                                                      const std::string& etag);

// Every resource of a kind that a typed caller wants, all pages.
template <typename Resource>
absl::StatusOr<std::vector<Resource>> ListAll(Connection& connection, absl::string_view singular,
                                              const std::string& parent,
                                              const std::string& filter) {
  ListOptions options;
  options.filter = filter;
  options.page_size = 500;
  options.all = true;
  const Kind& kind = Catalogue::Get().Known(singular);
  ASSIGN_OR_RETURN(const auto reply, ListResources(connection, {&kind, parent}, options));
  std::vector<Resource> resources;
  const auto* reflection = reply->GetReflection();
  for (int i = 0; i < reflection->FieldSize(*reply, kind.listed); ++i) {
    resources.push_back(
        static_cast<const Resource&>(reflection->GetRepeatedMessage(*reply, kind.listed, i)));
  }
  return resources;
}

}  // namespace houniao::talentctl
