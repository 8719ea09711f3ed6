// The standard methods of one kind, found in the schema and called by reflection.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "tests/contract/office.h"
#include "tests/contract/samples.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::contract {

using MessagePtr = std::unique_ptr<Message>;

// Null where a kind does not have the method.
struct StandardService {
  const Descriptor* resource = nullptr;
  api::v1::ResourceRules rules;
  const MethodDescriptor* create = nullptr;
  const MethodDescriptor* get = nullptr;
  const MethodDescriptor* batch_get = nullptr;
  const MethodDescriptor* list = nullptr;
  const MethodDescriptor* update = nullptr;
  const MethodDescriptor* remove = nullptr;
  const MethodDescriptor* undelete = nullptr;
};
StandardService FindStandard(const Office& office, const std::string& type);

// Fields by name. A path has dots.
std::string Text(const Message& message, const std::string& field);
bool Has(const Message& message, const std::string& path);
void SetText(Message& message, const std::string& field, const std::string& value);
void SetNumber(Message& message, const std::string& field, int value);
void SetFlag(Message& message, const std::string& field, bool value);
Message* Child(Message& message, const std::string& field);
bool HasField(const Message& message, const std::string& field);

// Tests of one kind on one engine.
class StandardTest : public ::testing::TestWithParam<std::tuple<db::Engine, Sample>> {
 protected:
  StandardTest();

  MessagePtr New(const MethodDescriptor* method) const;
  // Of the create method, with a fresh resource and an id of its own.
  MessagePtr CreateRequest();
  MessagePtr Create();
  // Of the update method: name and etag of `resource`, the fields of `text`, the mask.
  MessagePtr UpdateRequest(const Message& resource, const std::string& text,
                           const std::vector<std::string>& mask);
  MessagePtr NamedRequest(const MethodDescriptor* method, const std::string& name) const;
  // Of the list method, of the children of `like`'s parent.
  MessagePtr ListRequest(const Message& like) const;
  absl::StatusOr<MessagePtr> Call(const MethodDescriptor* method, const Message& request,
                                  const std::string& role = kEverybody) const {
    return office_.Call(method, request, role);
  }
  absl::StatusOr<MessagePtr> Get(const std::string& name) const {
    return Call(service_.get, *NamedRequest(service_.get, name));
  }
  // Names in one page, and its next token.
  struct Page {
    std::vector<std::string> names;
    std::string next;
  };
  absl::StatusOr<Page> List(const Message& request) const;
  // Every page.
  std::vector<std::string> ListAll(Message& request) const;
  // A name of the kind that does not exist.
  std::string MissingName(const Message& like) const;

  Office& office_;
  const Sample sample_;
  const StandardService service_;
};

// Skips the test if the kind lacks a method.
#define HOUNIAO_NEEDS(method) \
  if (service_.method == nullptr) GTEST_SKIP() << "The kind has no such method."

}  // namespace houniao::contract
