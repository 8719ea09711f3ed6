// What every kind with standard methods promises alike (AIP-131 to 135, 148, 154, 155, 161, 163,
// 164), on both engines.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/ascii.h"

#include "common/base/ids.h"
#include "common/errors/errors.h"
#include "tests/contract/standard_service.h"
#include "tests/support/status_matchers.h"

namespace houniao::contract {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::string TestName(const ::testing::TestParamInfo<std::tuple<db::Engine, Sample>>& info) {
  const std::string type = std::get<1>(info.param).type;
  return absl::StrCat(std::get<0>(info.param) == db::Engine::kSqlite ? "Sqlite" : "Mysql",
                      type.substr(type.find('/') + 1));
}

class Standard : public StandardTest {
 protected:
  std::string Singular() const { return service_.rules.singular(); }
  // `TALENT_NOT_FOUND`
  std::string ReasonAbout(const char* what) const {
    return absl::StrCat(absl::AsciiStrToUpper(Singular()), what);
  }
};
INSTANTIATE_TEST_SUITE_P(Kinds, Standard,
                         ::testing::Combine(testing::kEngines, ::testing::ValuesIn(Samples())),
                         TestName);

TEST_P(Standard, CreatedIsReadAndListed) {
  const MessagePtr request = CreateRequest();
  ASSERT_OK_AND_ASSIGN(const MessagePtr created, Call(service_.create, *request));
  const std::string name = Text(*created, "name");
  EXPECT_TRUE(absl::EndsWith(name, "/" + Text(*request, Singular() + "_id"))) << name;
  EXPECT_TRUE(Has(*created, "create_time"));
  EXPECT_TRUE(Has(*created, "update_time"));
  EXPECT_FALSE(Text(*created, "etag").empty());
  ASSERT_OK_AND_ASSIGN(const MessagePtr read, Get(name));
  EXPECT_TRUE(MessageDifferencer::Equals(*read, *created))
      << read->DebugString() << created->DebugString();
  EXPECT_THAT(ListAll(*ListRequest(*created)), Contains(name));
}

TEST_P(Standard, ServerMakesAnIdIfNoneIsGiven) {
  const MessagePtr request = CreateRequest();
  SetText(*request, Singular() + "_id", "");
  ASSERT_OK_AND_ASSIGN(const MessagePtr created, Call(service_.create, *request));
  EXPECT_OK(Get(Text(*created, "name")).status());
}

TEST_P(Standard, AnIdIsTakenOnce) {
  const MessagePtr request = CreateRequest();
  ASSERT_OK(Call(service_.create, *request).status());
  const MessagePtr another = CreateRequest();
  SetText(*another, Singular() + "_id", Text(*request, Singular() + "_id"));
  if (HasField(*request, "parent")) SetText(*another, "parent", Text(*request, "parent"));
  const auto again = Call(service_.create, *another);
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(errors::ReasonOf(again.status()), ReasonAbout("_ALREADY_EXISTS"));
}

TEST_P(Standard, MissingOnesAreNotFound) {
  const MessagePtr created = Create();
  const auto missing = Get(MissingName(*created));
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(errors::ReasonOf(missing.status()), ReasonAbout("_NOT_FOUND"));
}

TEST_P(Standard, MalformedNamesAreRefused) {
  for (const char* name : {"", "nonsense", "talents/A B", "users/1", "talents/"}) {
    const auto status = Get(name).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << name << ": " << status;
  }
}

TEST_P(Standard, SeveralAreReadInTheOrderAsked) {
  HOUNIAO_NEEDS(batch_get);
  const MessagePtr first = Create();
  const MessagePtr second = Create();
  const MessagePtr request = New(service_.batch_get);
  const auto* names = request->GetDescriptor()->FindFieldByName("names");
  for (const Message* one : {second.get(), first.get()}) {
    request->GetReflection()->AddString(request.get(), names, Text(*one, "name"));
  }
  ASSERT_OK_AND_ASSIGN(const MessagePtr reply, Call(service_.batch_get, *request));
  const auto* field = reply->GetDescriptor()->FindFieldByName(service_.rules.plural());
  ASSERT_EQ(reply->GetReflection()->FieldSize(*reply, field), 2);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals(
        reply->GetReflection()->GetRepeatedMessage(*reply, field, i), i == 0 ? *second : *first));
  }
  request->GetReflection()->AddString(request.get(), names, MissingName(*first));
  EXPECT_EQ(Call(service_.batch_get, *request).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(Standard, UpdateChangesWhatTheMaskNames) {
  HOUNIAO_NEEDS(update);
  const MessagePtr created = Create();
  ASSERT_OK_AND_ASSIGN(
      const MessagePtr updated,
      Call(service_.update, *UpdateRequest(*created, sample_.change, {sample_.path})));
  EXPECT_NE(Text(*updated, "etag"), Text(*created, "etag"));
  EXPECT_TRUE(Has(*updated, sample_.path));
  EXPECT_TRUE(Has(*updated, sample_.optional_path)) << "what the mask leaves out stays";
  ASSERT_OK_AND_ASSIGN(const MessagePtr read, Get(Text(*created, "name")));
  EXPECT_TRUE(MessageDifferencer::Equals(*read, *updated));
}

TEST_P(Standard, WithoutAMaskTheFilledFieldsChange) {
  HOUNIAO_NEEDS(update);
  const MessagePtr created = Create();
  ASSERT_OK_AND_ASSIGN(const MessagePtr updated,
                       Call(service_.update, *UpdateRequest(*created, sample_.change, {})));
  EXPECT_TRUE(Has(*updated, sample_.path));
  EXPECT_TRUE(Has(*updated, sample_.optional_path));
}

TEST_P(Standard, AStarReplacesEverything) {
  HOUNIAO_NEEDS(update);
  const MessagePtr created = Create();
  const MessagePtr request = UpdateRequest(*created, "", {"*"});
  // All of it but the optional field.
  Message* given = Child(*request, Singular());
  given->CopyFrom(*created);
  given->GetReflection()->ClearField(
      given, given->GetDescriptor()->FindFieldByName(sample_.optional_path));
  ASSERT_OK_AND_ASSIGN(const MessagePtr updated, Call(service_.update, *request));
  EXPECT_FALSE(Has(*updated, sample_.optional_path));
}

TEST_P(Standard, UnknownPathsAreRefused) {
  HOUNIAO_NEEDS(update);
  const MessagePtr created = Create();
  for (const char* path : {"nonsense", "name.first", "create_time.nonsense"}) {
    const auto status =
        Call(service_.update, *UpdateRequest(*created, sample_.change, {sample_.path, path}))
            .status();
    EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidUpdateMask) << path << ": " << status;
  }
  ASSERT_OK_AND_ASSIGN(const MessagePtr read, Get(Text(*created, "name")));
  EXPECT_TRUE(MessageDifferencer::Equals(*read, *created)) << "nothing was changed";
}

TEST_P(Standard, WhatTheServerSetsStaysAsItIs) {
  HOUNIAO_NEEDS(update);
  const MessagePtr created = Create();
  const MessagePtr request = UpdateRequest(*created, "", {"create_time", sample_.optional_path});
  Message* given = Child(*request, Singular());
  given->CopyFrom(*created);
  given->GetReflection()->ClearField(given, given->GetDescriptor()->FindFieldByName("create_time"));
  ASSERT_OK_AND_ASSIGN(const MessagePtr updated, Call(service_.update, *request));
  EXPECT_TRUE(Has(*updated, "create_time"));
}

TEST_P(Standard, ImmutableFieldsStay) {
  HOUNIAO_NEEDS(update);
  if (*sample_.immutable_path == '\0') GTEST_SKIP() << "The kind has no immutable field.";
  const MessagePtr created = Create();
  const auto status = Call(service_.update, *UpdateRequest(*created, sample_.immutable_change,
                                                           {sample_.immutable_path}))
                          .status();
  EXPECT_EQ(errors::ReasonOf(status), errors::kImmutableField) << status;
}

TEST_P(Standard, AStaleEtagIsRefused) {
  HOUNIAO_NEEDS(update);
  const MessagePtr created = Create();
  const MessagePtr request = UpdateRequest(*created, sample_.change, {sample_.path});
  ASSERT_OK_AND_ASSIGN(const MessagePtr updated, Call(service_.update, *request));
  const auto stale = Call(service_.update, *request).status();
  EXPECT_EQ(stale.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(errors::ReasonOf(stale), errors::kEtagMismatch);
  if (service_.remove != nullptr) {
    const MessagePtr remove = NamedRequest(service_.remove, Text(*created, "name"));
    SetText(*remove, "etag", Text(*created, "etag"));
    EXPECT_EQ(errors::ReasonOf(Call(service_.remove, *remove).status()), errors::kEtagMismatch);
  }
  ASSERT_OK_AND_ASSIGN(const MessagePtr read, Get(Text(*created, "name")));
  EXPECT_TRUE(MessageDifferencer::Equals(*read, *updated));
}

TEST_P(Standard, ARepeatedRequestHasOneEffect) {
  RandomIds ids;
  const MessagePtr request = CreateRequest();
  SetText(*request, "request_id", ids.NewUuid());
  ASSERT_OK_AND_ASSIGN(const MessagePtr first, Call(service_.create, *request));
  ASSERT_OK_AND_ASSIGN(const MessagePtr second, Call(service_.create, *request));
  EXPECT_TRUE(MessageDifferencer::Equals(*first, *second));
  // Another request under the same id is a mistake of the caller.
  const MessagePtr other = CreateRequest();
  SetText(*other, "request_id", Text(*request, "request_id"));
  EXPECT_EQ(errors::ReasonOf(Call(service_.create, *other).status()), errors::kRequestIdReused);
}

TEST_P(Standard, ARepeatedUpdateHasOneEffect) {
  HOUNIAO_NEEDS(update);
  RandomIds ids;
  const MessagePtr created = Create();
  const MessagePtr request = UpdateRequest(*created, sample_.change, {sample_.path});
  SetText(*request, "request_id", ids.NewUuid());
  ASSERT_OK_AND_ASSIGN(const MessagePtr first, Call(service_.update, *request));
  // The etag is stale by now; the repeated call is answered, not made again.
  ASSERT_OK_AND_ASSIGN(const MessagePtr second, Call(service_.update, *request));
  EXPECT_EQ(Text(*first, "etag"), Text(*second, "etag"));
}

TEST_P(Standard, ARequestIdIsAUuid) {
  const MessagePtr request = CreateRequest();
  SetText(*request, "request_id", "again");
  EXPECT_EQ(errors::ReasonOf(Call(service_.create, *request).status()), errors::kInvalidField);
}

TEST_P(Standard, ValidateOnlyChangesNothing) {
  const MessagePtr request = CreateRequest();
  SetFlag(*request, "validate_only", true);
  ASSERT_OK_AND_ASSIGN(const MessagePtr shown, Call(service_.create, *request));
  EXPECT_EQ(Get(Text(*shown, "name")).status().code(), absl::StatusCode::kNotFound);
  SetFlag(*request, "validate_only", false);
  ASSERT_OK_AND_ASSIGN(const MessagePtr created, Call(service_.create, *request));
  if (service_.update == nullptr) return;
  const MessagePtr update = UpdateRequest(*created, sample_.change, {sample_.path});
  SetFlag(*update, "validate_only", true);
  ASSERT_OK(Call(service_.update, *update).status());
  ASSERT_OK_AND_ASSIGN(const MessagePtr read, Get(Text(*created, "name")));
  EXPECT_TRUE(MessageDifferencer::Equals(*read, *created));
}

TEST_P(Standard, DeletedComesBack) {
  HOUNIAO_NEEDS(remove);
  HOUNIAO_NEEDS(undelete);
  const MessagePtr created = Create();
  const std::string name = Text(*created, "name");
  const MessagePtr list = ListRequest(*created);
  EXPECT_EQ(
      errors::ReasonOf(Call(service_.undelete, *NamedRequest(service_.undelete, name)).status()),
      errors::kNotDeleted);
  ASSERT_OK_AND_ASSIGN(const MessagePtr deleted,
                       Call(service_.remove, *NamedRequest(service_.remove, name)));
  EXPECT_TRUE(Has(*deleted, "delete_time"));
  ASSERT_OK_AND_ASSIGN(const MessagePtr read, Get(name));
  EXPECT_TRUE(Has(*read, "delete_time"));
  EXPECT_THAT(ListAll(*list), Not(Contains(name)));
  SetText(*list, "page_token", "");
  SetFlag(*list, "show_deleted", true);
  EXPECT_THAT(ListAll(*list), Contains(name));
  EXPECT_EQ(Call(service_.remove, *NamedRequest(service_.remove, name)).status().code(),
            absl::StatusCode::kNotFound);
  const MessagePtr lenient = NamedRequest(service_.remove, name);
  if (HasField(*lenient, "allow_missing")) {
    SetFlag(*lenient, "allow_missing", true);
    EXPECT_OK(Call(service_.remove, *lenient).status());
  }
  if (service_.update != nullptr) {
    EXPECT_EQ(Call(service_.update, *UpdateRequest(*read, sample_.change, {sample_.path}))
                  .status()
                  .code(),
              absl::StatusCode::kNotFound);
  }
  ASSERT_OK_AND_ASSIGN(const MessagePtr back,
                       Call(service_.undelete, *NamedRequest(service_.undelete, name)));
  EXPECT_FALSE(Has(*back, "delete_time"));
}

// Whoever may do nothing does not learn what exists.
TEST_P(Standard, AVisitorLearnsNothing) {
  const MessagePtr created = Create();
  const auto there =
      Call(service_.get, *NamedRequest(service_.get, Text(*created, "name")), kVisitor).status();
  const auto missing =
      Call(service_.get, *NamedRequest(service_.get, MissingName(*created)), kVisitor).status();
  EXPECT_EQ(there.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(errors::ReasonOf(there), errors::kPermissionDenied);
  EXPECT_EQ(there, missing);
  EXPECT_EQ(Call(service_.create, *CreateRequest(), kVisitor).status().code(),
            absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Call(service_.list, *ListRequest(*created), kVisitor).status().code(),
            absl::StatusCode::kPermissionDenied);
  if (service_.update != nullptr) {
    EXPECT_EQ(
        Call(service_.update, *UpdateRequest(*created, sample_.change, {sample_.path}), kVisitor)
            .status()
            .code(),
        absl::StatusCode::kPermissionDenied);
  }
  if (service_.remove != nullptr) {
    EXPECT_EQ(
        Call(service_.remove, *NamedRequest(service_.remove, Text(*created, "name")), kVisitor)
            .status()
            .code(),
        absl::StatusCode::kPermissionDenied);
  }
}

TEST_P(Standard, PagesAreWalkedWhileOthersInsert) {
  HOUNIAO_NEEDS(list);
  std::vector<std::string> made;
  MessagePtr first = Create();
  made.push_back(Text(*first, "name"));
  const auto sibling = [&] {
    const MessagePtr request = CreateRequest();
    if (HasField(*request, "parent")) {
      SetText(*request, "parent", made[0].substr(0, made[0].find('/', made[0].find('/') + 1)));
    }
    const auto created = Call(service_.create, *request);
    // A consent to one purpose is given once.
    return created.ok() ? Text(**created, "name") : std::string();
  };
  for (int i = 0; i < 6; ++i) {
    const std::string name = sibling();
    if (!name.empty()) made.push_back(name);
  }
  const MessagePtr request = ListRequest(*first);
  SetNumber(*request, "page_size", 2);
  std::map<std::string, int> seen;
  for (int page_number = 0; page_number < 2000; ++page_number) {
    ASSERT_OK_AND_ASSIGN(const Page page, List(*request));
    EXPECT_LE(page.names.size(), 2u);
    for (const std::string& name : page.names) ++seen[name];
    if (page.next.empty()) break;
    SetText(*request, "page_token", page.next);
    if (page_number < 3) sibling();
  }
  for (const std::string& name : made) EXPECT_EQ(seen[name], 1) << name;
  for (const auto& [name, count] : seen) EXPECT_EQ(count, 1) << name;
}

TEST_P(Standard, ANegativePageSizeIsRefused) {
  const MessagePtr created = Create();
  const MessagePtr request = ListRequest(*created);
  SetNumber(*request, "page_size", -1);
  const auto status = List(*request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidField);
  SetNumber(*request, "page_size", 1000000);
  EXPECT_OK(List(*request).status()) << "too large a page is made smaller";
}

TEST_P(Standard, FiltersAndOrdersAreOfTheKind) {
  const MessagePtr created = Create();
  const MessagePtr request = ListRequest(*created);
  SetText(*request, "filter", sample_.filter);
  EXPECT_THAT(ListAll(*request), Contains(Text(*created, "name")));
  SetText(*request, "page_token", "");
  SetText(*request, "filter", sample_.other_filter);
  EXPECT_THAT(ListAll(*request), Not(Contains(Text(*created, "name"))));
  SetText(*request, "page_token", "");
  SetText(*request, "order_by", sample_.order_by);
  EXPECT_OK(List(*request).status());
  for (const char* filter : {"nonsense = 1", "name =", "body = \"x\"", "((("}) {
    SetText(*request, "filter", filter);
    EXPECT_EQ(errors::ReasonOf(List(*request).status()), errors::kInvalidFilter) << filter;
  }
  SetText(*request, "filter", "");
  SetText(*request, "order_by", "nonsense desc");
  EXPECT_EQ(errors::ReasonOf(List(*request).status()), errors::kInvalidOrderBy);
}

TEST_P(Standard, APageTokenBelongsToItsQuery) {
  const MessagePtr created = Create();
  const MessagePtr again = CreateRequest();
  if (HasField(*again, "parent")) GTEST_SKIP() << "One child does not fill a page.";
  ASSERT_OK(Call(service_.create, *again).status());
  const MessagePtr request = ListRequest(*created);
  SetNumber(*request, "page_size", 1);
  SetText(*request, "filter", sample_.filter);
  ASSERT_OK_AND_ASSIGN(const Page page, List(*request));
  ASSERT_FALSE(page.next.empty());
  SetText(*request, "page_token", page.next);
  EXPECT_OK(List(*request).status());
  SetText(*request, "filter", sample_.other_filter);
  EXPECT_EQ(errors::ReasonOf(List(*request).status()), errors::kInvalidPageToken);
  SetText(*request, "filter", sample_.filter);
  std::string damaged = page.next;
  damaged[damaged.size() / 2] = damaged[damaged.size() / 2] == 'A' ? 'B' : 'A';
  for (const std::string& token : {damaged, std::string("nonsense"), std::string("AAAA")}) {
    SetText(*request, "page_token", token);
    EXPECT_EQ(errors::ReasonOf(List(*request).status()), errors::kInvalidPageToken) << token;
  }
}

// Every field rule of the schema is asked for a resource with nothing in it.
TEST_P(Standard, WhatIsRequiredIsNamed) {
  const MessagePtr request = CreateRequest();
  Child(*request, Singular())->Clear();
  const auto status = Call(service_.create, *request).status();
  EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidField) << status;
  EXPECT_FALSE(errors::ViolationsOf(status).empty());
  for (const auto& violation : errors::ViolationsOf(status)) {
    EXPECT_TRUE(absl::StartsWith(violation.field, Singular())) << violation.field;
  }
  EXPECT_FALSE(errors::MetadataOf(status, "hint").empty());
}

}  // namespace
}  // namespace houniao::contract
