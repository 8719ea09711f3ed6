// The rules of the schema, checked on the descriptors that the programs are built from, and on the
// text where descriptors say too little (comments).
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "houniao/api/v1/admin_service.pb.h"
#include "houniao/api/v1/annotations.pb.h"
#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::ServiceDescriptor;
using google::protobuf::SourceLocation;

namespace fs = std::filesystem;

fs::path Root() {
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  return root == nullptr ? fs::current_path() : fs::path(root);
}

// Files of the schema, from the linked descriptors.
std::vector<const FileDescriptor*> Linked() {
  // Naming one message of each service keeps its file in the program.
  (void)talent::v1::CreateTalentRequest::descriptor();
  (void)recruitment::v1::CreateDemandRequest::descriptor();
  (void)benefits::v1::CreateCaseRequest::descriptor();
  (void)api::v1::GetClockRequest::descriptor();
  std::vector<const FileDescriptor*> files;
  for (const auto& entry : fs::recursive_directory_iterator(Root() / "proto" / "houniao")) {
    if (entry.path().extension() != ".proto") continue;
    const std::string name = fs::relative(entry.path(), Root() / "proto").string();
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    EXPECT_NE(file, nullptr) << name << " is not linked in";
    if (file != nullptr) files.push_back(file);
  }
  return files;
}

void EachMessage(const Descriptor* message, const std::function<void(const Descriptor*)>& visit) {
  visit(message);
  for (int i = 0; i < message->nested_type_count(); ++i)
    EachMessage(message->nested_type(i), visit);
}

template <typename Visit>
void EachMessage(Visit visit) {
  for (const auto* file : Linked()) {
    for (int i = 0; i < file->message_type_count(); ++i) EachMessage(file->message_type(i), visit);
  }
}

template <typename Visit>
void EachMethod(Visit visit) {
  for (const auto* file : Linked()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) visit(file->service(s)->method(m));
    }
  }
}

std::string Join(const std::vector<std::string>& lines) { return absl::StrJoin(lines, "\n"); }

TEST(Schema, EveryTextAndListHasALimit) {
  std::vector<std::string> missing;
  EachMessage([&](const Descriptor* message) {
    if (message->options().map_entry()) return;
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* field = message->field(i);
      const auto& rules = field->options().GetExtension(api::v1::rules);
      const bool text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
      // A UUID, a resource name and the other closed patterns bound their own length.
      const bool bounded = rules.max_length() > 0 || rules.pattern() == api::v1::PATTERN_UUID ||
                           rules.pattern() == api::v1::PATTERN_RESOURCE_ID ||
                           !rules.resource_type().empty();
      if (text && !bounded) missing.push_back(field->full_name() + " has no max_length");
      if (field->is_repeated() && rules.max_items() == 0 &&
          message->file()->name() != "houniao/api/v1/annotations.proto") {
        missing.push_back(field->full_name() + " has no max_items");
      }
    }
  });
  // The annotations describe the schema and never travel.
  missing.erase(std::remove_if(missing.begin(), missing.end(),
                               [](const std::string& line) {
                                 return absl::StartsWith(line, "houniao.api.v1.FieldRules") ||
                                        absl::StartsWith(line, "houniao.api.v1.MethodRules") ||
                                        absl::StartsWith(line, "houniao.api.v1.ResourceRules");
                               }),
                missing.end());
  EXPECT_TRUE(missing.empty()) << Join(missing);
}

TEST(Schema, EveryMethodHasItsPermissionAndPath) {
  std::vector<std::string> wrong;
  EachMethod([&](const google::protobuf::MethodDescriptor* method) {
    const auto& rules = method->options().GetExtension(api::v1::method);
    if (rules.permission().empty()) wrong.push_back(method->full_name() + " has no permission");
    const bool has_request_id = method->input_type()->FindFieldByName("request_id") != nullptr;
    if (rules.mutation() && !has_request_id) {
      wrong.push_back(method->full_name() + " changes state without a request_id");
    }
    if (!rules.mutation() && has_request_id) {
      wrong.push_back(method->full_name() + " takes a request_id but is no mutation");
    }
  });
  EXPECT_TRUE(wrong.empty()) << Join(wrong);
}

TEST(Schema, EveryRequestServesOneMethod) {
  std::map<std::string, std::string> users;
  EachMethod([&](const google::protobuf::MethodDescriptor* method) {
    const std::string& input = method->input_type()->full_name();
    EXPECT_TRUE(users.emplace(input, method->full_name()).second)
        << input << " is used by " << users[input] << " and " << method->full_name();
    EXPECT_EQ(method->input_type()->name(), method->name() + "Request");
  });
}

TEST(Schema, ZeroOfEveryEnumMeansUnspecified) {
  const auto check = [](const EnumDescriptor* type) {
    EXPECT_TRUE(absl::EndsWith(type->value(0)->name(), "_UNSPECIFIED")) << type->full_name();
    EXPECT_EQ(type->value(0)->number(), 0) << type->full_name();
  };
  EachMessage([&](const Descriptor* message) {
    for (int i = 0; i < message->enum_type_count(); ++i) check(message->enum_type(i));
  });
  for (const auto* file : Linked()) {
    for (int i = 0; i < file->enum_type_count(); ++i) check(file->enum_type(i));
  }
}

TEST(Schema, ResourcesHaveTheStandardFields) {
  EachMessage([](const Descriptor* message) {
    const auto& rules = message->options().GetExtension(api::v1::resource);
    if (rules.type().empty()) return;
    const auto number = [message](const char* field) {
      const auto* found = message->FindFieldByName(field);
      return found == nullptr ? 0 : found->number();
    };
    EXPECT_EQ(number("name"), 1) << message->full_name();
    // What is only ever appended (ledger entries) has a time of its own instead of these.
    const bool append_only = number("etag") == 0;
    EXPECT_EQ(number("etag"), append_only ? 0 : 90) << message->full_name();
    EXPECT_EQ(number("create_time"), append_only ? 0 : 91) << message->full_name();
    EXPECT_EQ(number("update_time"), append_only ? 0 : 92) << message->full_name();
    EXPECT_TRUE(number("delete_time") == 0 || number("delete_time") == 93) << message->full_name();
    EXPECT_TRUE(absl::EndsWith(rules.type(), message->name())) << message->full_name();
    EXPECT_FALSE(rules.singular().empty() || rules.plural().empty()) << message->full_name();
  });
}

// Linked descriptors hold no comments, so the build writes a descriptor set that does.
class Commented {
 public:
  Commented() {
    google::protobuf::FileDescriptorSet set;
    std::ifstream in(HOUNIAO_DESCRIPTOR_SET, std::ios::binary);
    EXPECT_TRUE(set.ParseFromIstream(&in)) << HOUNIAO_DESCRIPTOR_SET;
    for (const auto& file : set.file()) EXPECT_NE(pool_.BuildFile(file), nullptr) << file.name();
  }
  const FileDescriptor* Find(const std::string& name) const { return pool_.FindFileByName(name); }

 private:
  google::protobuf::DescriptorPool pool_;
};

template <typename T>
void NeedsComment(const T* element, std::vector<std::string>& missing) {
  SourceLocation location;
  if (!element->GetSourceLocation(&location) || location.leading_comments.empty()) {
    missing.push_back(element->full_name());
  }
}

TEST(Schema, EverythingIsExplained) {
  const Commented commented;
  std::vector<std::string> missing;
  for (const auto* linked : Linked()) {
    const FileDescriptor* file = commented.Find(linked->name());
    ASSERT_NE(file, nullptr);
    const auto on_enum = [&](const EnumDescriptor* type) {
      NeedsComment(type, missing);
      for (int v = 0; v < type->value_count(); ++v) NeedsComment(type->value(v), missing);
    };
    for (int i = 0; i < file->message_type_count(); ++i) {
      EachMessage(file->message_type(i), [&](const Descriptor* message) {
        if (message->options().map_entry()) return;
        NeedsComment(message, missing);
        for (int f = 0; f < message->field_count(); ++f) NeedsComment(message->field(f), missing);
        for (int e = 0; e < message->enum_type_count(); ++e) on_enum(message->enum_type(e));
      });
    }
    for (int e = 0; e < file->enum_type_count(); ++e) on_enum(file->enum_type(e));
    for (int s = 0; s < file->service_count(); ++s) {
      const ServiceDescriptor* service = file->service(s);
      NeedsComment(service, missing);
      for (int m = 0; m < service->method_count(); ++m) NeedsComment(service->method(m), missing);
    }
  }
  EXPECT_TRUE(missing.empty()) << missing.size() << " without a comment:\n" << Join(missing);
}

// What matching may see is an allow-list; what protects a person must not slip into it.
TEST(Schema, MatchingSeesNoProtectedAttribute) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  const Descriptor* features = pool->FindMessageTypeByName("houniao.recruitment.v1.MatchFeatures");
  ASSERT_NE(features, nullptr);
  std::vector<const Descriptor*> seen;
  const std::function<void(const Descriptor*)> walk = [&](const Descriptor* message) {
    if (std::find(seen.begin(), seen.end(), message) != seen.end()) return;
    seen.push_back(message);
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* field = message->field(i);
      for (const char* word :
           {"sex", "gender", "birth", "age", "ethnic", "marital", "married", "religion", "party",
            "household", "hukou", "photo", "id_number", "identity", "display_name", "nation"}) {
        const std::string padded = absl::StrCat("_", field->name(), "_");
        EXPECT_FALSE(absl::StrContains(padded, absl::StrCat("_", word, "_"))) << field->full_name();
      }
      if (field->message_type() != nullptr) walk(field->message_type());
    }
  };
  walk(features);
}

}  // namespace
}  // namespace houniao
