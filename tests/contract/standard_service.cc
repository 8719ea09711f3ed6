#include "tests/contract/standard_service.h"

#include <atomic>

#include "absl/strings/ascii.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/text_format.h"

#include "tests/support/status_matchers.h"

namespace houniao::contract {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;

// `service_day` is `ServiceDay`.
std::string Pascal(const std::string& text) {
  std::string pascal;
  for (const absl::string_view part : absl::StrSplit(text, '_')) {
    pascal += absl::ascii_toupper(static_cast<unsigned char>(part[0]));
    pascal.append(part.data() + 1, part.size() - 1);
  }
  return pascal;
}

const FieldDescriptor* Field(const Message& message, const std::string& name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  EXPECT_NE(field, nullptr) << message.GetDescriptor()->full_name() << "." << name;
  return field;
}

const Descriptor* ResourceOf(const google::protobuf::FileDescriptor* file,
                             const std::string& type) {
  for (int i = 0; i < file->message_type_count(); ++i) {
    const auto& rules = file->message_type(i)->options().GetExtension(api::v1::resource);
    if (rules.type() == type) return file->message_type(i);
  }
  for (int i = 0; i < file->dependency_count(); ++i) {
    if (const Descriptor* found = ResourceOf(file->dependency(i), type)) return found;
  }
  return nullptr;
}

int NextNumber() {
  static std::atomic<int> number{0};
  return ++number;
}

}  // namespace

StandardService FindStandard(const Office& office, const std::string& type) {
  StandardService found;
  for (const std::string& name : office.services()) {
    const auto* const service = DescriptorPool::generated_pool()->FindServiceByName(name);
    if (found.resource == nullptr) found.resource = ResourceOf(service->file(), type);
    if (found.resource == nullptr) continue;
    found.rules = found.resource->options().GetExtension(api::v1::resource);
    const std::string one = Pascal(found.rules.singular());
    const std::string many = Pascal(found.rules.plural());
    const auto take = [&](const MethodDescriptor*& method, const std::string& wanted) {
      if (method == nullptr) method = service->FindMethodByName(wanted);
    };
    take(found.create, "Create" + one);
    take(found.get, "Get" + one);
    take(found.batch_get, "BatchGet" + many);
    take(found.list, "List" + many);
    take(found.update, "Update" + one);
    take(found.remove, "Delete" + one);
    take(found.undelete, "Undelete" + one);
  }
  EXPECT_NE(found.resource, nullptr) << type;
  return found;
}

std::string Text(const Message& message, const std::string& field) {
  return message.GetReflection()->GetString(message, Field(message, field));
}

bool HasField(const Message& message, const std::string& field) {
  return message.GetDescriptor()->FindFieldByName(field) != nullptr;
}

bool Has(const Message& message, const std::string& path) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* field = Field(message, parts.first);
  const auto* reflection = message.GetReflection();
  if (field->is_repeated()) return reflection->FieldSize(message, field) > 0;
  if (parts.second.empty()) return reflection->HasField(message, field);
  return reflection->HasField(message, field) &&
         Has(reflection->GetMessage(message, field), parts.second);
}

void SetText(Message& message, const std::string& field, const std::string& value) {
  message.GetReflection()->SetString(&message, Field(message, field), value);
}

void SetNumber(Message& message, const std::string& field, int value) {
  message.GetReflection()->SetInt32(&message, Field(message, field), value);
}

void SetFlag(Message& message, const std::string& field, bool value) {
  message.GetReflection()->SetBool(&message, Field(message, field), value);
}

Message* Child(Message& message, const std::string& field) {
  return message.GetReflection()->MutableMessage(&message, Field(message, field));
}

StandardTest::StandardTest()
    : office_(Office::On(std::get<0>(GetParam()))),
      sample_(std::get<1>(GetParam())),
      service_(FindStandard(office_, sample_.type)) {}

MessagePtr StandardTest::New(const MethodDescriptor* method) const {
  return MessagePtr(google::protobuf::MessageFactory::generated_factory()
                        ->GetPrototype(method->input_type())
                        ->New());
}

MessagePtr StandardTest::CreateRequest() {
  const int number = NextNumber();
  MessagePtr request = New(service_.create);
  SetText(*request, service_.rules.singular() + "_id", absl::StrCat("c", number));
  if (HasField(*request, "parent")) {
    SetText(*request, "parent", FillIn(office_, sample_.parent, number));
  }
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      FillIn(office_, sample_.resource, number), Child(*request, service_.rules.singular())));
  return request;
}

MessagePtr StandardTest::Create() {
  auto created = Call(service_.create, *CreateRequest());
  EXPECT_OK(created.status());
  return created.ok() ? *std::move(created) : nullptr;
}

MessagePtr StandardTest::UpdateRequest(const Message& resource, const std::string& text,
                                       const std::vector<std::string>& mask) {
  MessagePtr request = New(service_.update);
  Message* given = Child(*request, service_.rules.singular());
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(FillIn(office_, text, NextNumber()), given));
  SetText(*given, "name", Text(resource, "name"));
  SetText(*given, "etag", Text(resource, "etag"));
  for (const std::string& path : mask) {
    static_cast<google::protobuf::FieldMask*>(Child(*request, "update_mask"))->add_paths(path);
  }
  return request;
}

MessagePtr StandardTest::NamedRequest(const MethodDescriptor* method,
                                      const std::string& name) const {
  MessagePtr request = New(method);
  SetText(*request, "name", name);
  return request;
}

MessagePtr StandardTest::ListRequest(const Message& like) const {
  MessagePtr request = New(service_.list);
  if (HasField(*request, "parent")) {
    const std::vector<std::string> parts = absl::StrSplit(Text(like, "name"), '/');
    SetText(*request, "parent", absl::StrCat(parts[0], "/", parts[1]));
  }
  return request;
}

absl::StatusOr<StandardTest::Page> StandardTest::List(const Message& request) const {
  auto reply = Call(service_.list, request);
  if (!reply.ok()) return reply.status();
  Page page;
  const auto* field = Field(**reply, service_.rules.plural());
  const auto* reflection = (*reply)->GetReflection();
  for (int i = 0; i < reflection->FieldSize(**reply, field); ++i) {
    page.names.push_back(Text(reflection->GetRepeatedMessage(**reply, field, i), "name"));
  }
  page.next = Text(**reply, "next_page_token");
  return page;
}

std::vector<std::string> StandardTest::ListAll(Message& request) const {
  std::vector<std::string> names;
  for (;;) {
    const auto page = List(request);
    EXPECT_OK(page.status());
    if (!page.ok()) return names;
    names.insert(names.end(), page->names.begin(), page->names.end());
    if (page->next.empty()) return names;
    SetText(request, "page_token", page->next);
  }
}

std::string StandardTest::MissingName(const Message& like) const {
  const std::string name = Text(like, "name");
  return absl::StrCat(name.substr(0, name.rfind('/')), "/nobody");
}

}  // namespace houniao::contract
