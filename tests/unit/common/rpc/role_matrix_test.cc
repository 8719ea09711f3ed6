// Every role against every method of every service, as it stands in tests/golden/role_matrix.txt.
// UPDATE_GOLDEN=1 writes the file anew: read the difference before it is committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "common/rpc/access_policy.h"

#include "houniao/api/v1/admin_service.pb.h"
#include "houniao/api/v1/annotations.pb.h"
#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::rpc {
namespace {

std::vector<const google::protobuf::ServiceDescriptor*> AllServices() {
  std::vector<const google::protobuf::ServiceDescriptor*> services;
  for (const auto* file : {api::v1::ClockState::descriptor()->file(),
                           talent::v1::GetTalentRequest::descriptor()->file(),
                           recruitment::v1::GetDemandRequest::descriptor()->file(),
                           benefits::v1::GetCaseRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

const std::string& PermissionOf(const google::protobuf::MethodDescriptor* method) {
  return method->options().GetExtension(api::v1::method).permission();
}

std::string Row(absl::string_view subject, absl::string_view permission) {
  const AccessPolicy& policy = AccessPolicy::BuiltIn();
  std::string row = absl::StrFormat("%-70s %-38s", subject, permission);
  for (const std::string& role : policy.roles()) {
    absl::StrAppendFormat(&row, " %-*s", static_cast<int>(role.size()),
                          policy.RoleAllows(role, permission) ? "yes" : "-");
  }
  while (row.back() == ' ') row.pop_back();
  return row + "\n";
}

std::string Matrix() {
  std::string text = absl::StrFormat("%-70s %-38s %s\n", "method", "permission",
                                     absl::StrJoin(AccessPolicy::BuiltIn().roles(), " "));
  for (const auto* service : AllServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      text += Row(absl::StrCat(service->full_name(), "/", service->method(i)->name()),
                  PermissionOf(service->method(i)));
    }
  }
  for (const char* kind : {"names", "contacts", "identity", "accounts"}) {
    text += Row("(sensitive values)", absl::StrCat("sensitive.", kind, ".read"));
  }
  return text;
}

TEST(RoleMatrix, IsAsAgreed) {
  const char* source = std::getenv("HOUNIAO_SOURCE_DIR");
  const std::string path =
      absl::StrCat(source == nullptr ? "." : source, "/tests/golden/role_matrix.txt");
  const std::string matrix = Matrix();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path) << matrix;
  std::ostringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(matrix, golden.str());
}

TEST(RoleMatrix, EveryMethodHasAPermissionThatSomeRoleHolds) {
  for (const auto* service : AllServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto* method = service->method(i);
      ASSERT_FALSE(PermissionOf(method).empty()) << method->full_name();
      EXPECT_FALSE(AccessPolicy::BuiltIn().RolesWith(PermissionOf(method)).empty())
          << method->full_name();
    }
  }
}

TEST(RoleMatrix, AuditorsChangeNothing) {
  for (const auto* service : AllServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto* method = service->method(i);
      if (!method->options().GetExtension(api::v1::method).mutation()) continue;
      EXPECT_FALSE(AccessPolicy::BuiltIn().RoleAllows("auditor", PermissionOf(method)))
          << method->full_name();
    }
  }
}

}  // namespace
}  // namespace houniao::rpc
