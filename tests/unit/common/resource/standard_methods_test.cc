// The write path and the standard methods, on both engines.
#include "common/resource/standard_methods.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/errors/errors.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/resource/talent_kind.h"

namespace houniao::resource {
namespace {

using errors::ReasonOf;
using talent::v1::Talent;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::SizeIs;

class StandardMethodsTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  absl::StatusOr<Talent> Create(const std::string& id, const std::string& fields = "",
                                const std::string& request_id = "") {
    talent::v1::CreateTalentRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(fields, request.mutable_talent()));
    if (request.talent().display_name().empty()) request.mutable_talent()->set_display_name("李敏");
    request.set_talent_id(id);
    request.set_request_id(request_id);
    Talent reply;
    CallContext call = testing::TestCall();
    const absl::Status status = talents_.Create(call, request, &reply);
    if (!status.ok()) return status;
    last_revision_ = call.written_revision;
    return reply;
  }

  absl::StatusOr<Talent> Get(const std::string& name) {
    talent::v1::GetTalentRequest request;
    request.set_name(name);
    Talent reply;
    CallContext call = testing::TestCall();
    const absl::Status status = talents_.Get(call, request, &reply);
    if (!status.ok()) return status;
    return reply;
  }

  absl::StatusOr<Talent> Update(const Talent& talent, const std::vector<std::string>& paths) {
    talent::v1::UpdateTalentRequest request;
    *request.mutable_talent() = talent;
    for (const auto& path : paths) request.mutable_update_mask()->add_paths(path);
    Talent reply;
    CallContext call = testing::TestCall();
    const absl::Status status = talents_.Update(call, request, &reply);
    if (!status.ok()) return status;
    return reply;
  }

  absl::StatusOr<talent::v1::ListTalentsResponse> List(
      const talent::v1::ListTalentsRequest& request) {
    talent::v1::ListTalentsResponse reply;
    CallContext call = testing::TestCall();
    const absl::Status status = talents_.List(call, request, &reply);
    if (!status.ok()) return status;
    return reply;
  }

  template <typename Request>
  absl::Status Delete(const std::string& name, Talent* reply, bool undelete = false) {
    Request request;
    request.set_name(name);
    CallContext call = testing::TestCall();
    return undelete ? talents_.Undelete(call, request, reply)
                    : talents_.Delete(call, request, reply);
  }

  int64_t Count(const std::string& table) {
    int64_t count = -1;
    const std::string sql = "SELECT COUNT(*) FROM " + table;
    EXPECT_OK(journal_.database->Query(
        sql, {},
        [&](const db::Row& row) {
          count = row.Int(0);
          return false;
        },
        testing::Soon()));
    return count;
  }

  const Kind talent_kind_{testing::TalentOptions()};
  const Kind recognition_kind_{testing::RecognitionOptions()};
  testing::TestJournal journal_{GetParam(), testing::TalentMigrations()};
  const StandardMethods talents_{journal_.store(), talent_kind_, nullptr, journal_.clock};
  const StandardMethods recognitions_{journal_.store(), recognition_kind_, &talent_kind_,
                                      journal_.clock};
  int64_t last_revision_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, StandardMethodsTest, testing::kEngines, testing::EngineName);

TEST_P(StandardMethodsTest, CreateThenGetGivesTheSame) {
  ASSERT_OK_AND_ASSIGN(const Talent created,
                       Create("li-min", R"pb(display_name: "李敏 🕊"
                                             contact_details { phone: "13800001234" })pb"));
  EXPECT_EQ(created.name(), "talents/li-min");
  EXPECT_EQ(created.etag(), "\"1\"");
  EXPECT_TRUE(created.has_create_time());
  EXPECT_EQ(last_revision_, 1);
  ASSERT_OK_AND_ASSIGN(const Talent got, Get("talents/li-min"));
  EXPECT_EQ(got.SerializeAsString(), created.SerializeAsString());
}

TEST_P(StandardMethodsTest, NothingSensitiveLiesInTheDatabase) {
  ASSERT_OK(Create("li-min", R"pb(contact_details { phone: "13800001234" })pb"));
  for (const char* sql : {"SELECT body FROM talents", "SELECT body FROM changes",
                          "SELECT reply FROM saved_replies", "SELECT body FROM audit_records"}) {
    ASSERT_OK(journal_.database->Query(
        sql, {},
        [&](const db::Row& row) {
          EXPECT_THAT(row.Bytes(0), Not(::testing::HasSubstr("13800001234"))) << sql;
          return true;
        },
        testing::Soon()));
  }
}

TEST_P(StandardMethodsTest, AnIdIsMadeIfNoneIsGiven) {
  ASSERT_OK_AND_ASSIGN(const Talent created, Create(""));
  EXPECT_TRUE(talent_kind_.pattern().Matches(created.name()));
}

TEST_P(StandardMethodsTest, TakenNamesAndValuesAreRefused) {
  ASSERT_OK(Create("a", R"pb(external_id: "E1")pb"));
  EXPECT_EQ(ReasonOf(Create("a").status()), "TALENT_ALREADY_EXISTS");
  const absl::Status taken = Create("b", R"pb(external_id: "E1")pb").status();
  EXPECT_EQ(ReasonOf(taken), errors::kValueTaken);
  EXPECT_EQ(errors::MetadataOf(taken, "field"), "external_id");
  EXPECT_EQ(Count("talents"), 1);
  EXPECT_EQ(Count("changes"), 1);
}

TEST_P(StandardMethodsTest, MissingAndMalformedNames) {
  EXPECT_EQ(ReasonOf(Get("talents/nobody").status()), "TALENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Get("talent/nobody").status()), errors::kInvalidResourceName);
  EXPECT_EQ(ReasonOf(Create("Not An Id").status()), errors::kInvalidField);
}

TEST_P(StandardMethodsTest, UpdateHonoursTheEtag) {
  ASSERT_OK_AND_ASSIGN(Talent talent, Create("a", R"pb(region: "350902")pb"));
  talent.set_region("350100");
  ASSERT_OK_AND_ASSIGN(const Talent updated, Update(talent, {"region"}));
  EXPECT_EQ(updated.etag(), "\"2\"");
  const absl::Status stale = Update(talent, {"region"}).status();
  EXPECT_EQ(ReasonOf(stale), errors::kEtagMismatch);
  EXPECT_EQ(stale.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(errors::MetadataOf(stale, "current"), "\"2\"");
}

TEST_P(StandardMethodsTest, UpdateCannotClearWhatIsRequired) {
  ASSERT_OK_AND_ASSIGN(Talent talent, Create("a"));
  talent.clear_display_name();
  EXPECT_EQ(ReasonOf(Update(talent, {"display_name"}).status()), errors::kInvalidField);
}

TEST_P(StandardMethodsTest, AStaleMaskIsNotTakenForAName) {
  ASSERT_OK_AND_ASSIGN(Talent talent, Create("li-min"));
  talent.clear_etag();
  talent.set_display_name("王**");  // of a reader who was not shown the name, before it changed
  EXPECT_EQ(ReasonOf(Update(talent, {"display_name"}).status()), errors::kInvalidField);
  talent.set_display_name("李**");
  ASSERT_OK(Update(talent, {"display_name"}));
  ASSERT_OK_AND_ASSIGN(talent, Get("talents/li-min"));
  EXPECT_EQ(talent.display_name(), "李敏");
}

TEST_P(StandardMethodsTest, DeleteIsSoftAndCanBeUndone) {
  ASSERT_OK(Create("a"));
  Talent reply;
  ASSERT_OK(Delete<talent::v1::DeleteTalentRequest>("talents/a", &reply));
  EXPECT_TRUE(reply.has_delete_time());
  ASSERT_OK_AND_ASSIGN(const Talent got, Get("talents/a"));
  EXPECT_TRUE(got.has_delete_time());
  EXPECT_EQ(ReasonOf(Delete<talent::v1::DeleteTalentRequest>("talents/a", &reply)),
            "TALENT_NOT_FOUND");
  talent::v1::ListTalentsRequest list;
  EXPECT_THAT(List(list)->talents(), SizeIs(0));
  list.set_show_deleted(true);
  EXPECT_THAT(List(list)->talents(), SizeIs(1));
  ASSERT_OK(Delete<talent::v1::UndeleteTalentRequest>("talents/a", &reply, true));
  EXPECT_EQ(ReasonOf(Delete<talent::v1::UndeleteTalentRequest>("talents/a", &reply, true)),
            errors::kNotDeleted);
}

TEST_P(StandardMethodsTest, AChildNeedsItsParent) {
  talent::v1::CreateRecognitionRequest request;
  request.set_parent("talents/nobody");
  request.mutable_recognition()->set_tier("L3");
  talent::v1::Recognition reply;
  CallContext call = testing::TestCall();
  EXPECT_EQ(ReasonOf(recognitions_.Create(call, request, &reply)), errors::kReferenceMissing);
  ASSERT_OK(Create("a"));
  request.set_parent("talents/a");
  ASSERT_OK(recognitions_.Create(call, request, &reply));
  EXPECT_THAT(reply.name(), ::testing::StartsWith("talents/a/recognitions/"));
  request.set_parent("talents/-");
  EXPECT_EQ(ReasonOf(recognitions_.Create(call, request, &reply)), errors::kInvalidResourceName);
}

TEST_P(StandardMethodsTest, WalksAllPagesWhileOthersInsert) {
  for (int i = 0; i < 30; ++i) {
    ASSERT_OK(Create(absl::StrFormat("t%02d", i * 2),
                     absl::StrFormat("region: \"%s\"", i % 3 == 0 ? "350902" : "350100")));
  }
  for (const char* order :
       {"", "region", "region desc, name desc", "birth_date desc", "employment.status"}) {
    talent::v1::ListTalentsRequest request;
    request.set_page_size(7);
    request.set_order_by(order);
    std::set<std::string> seen;
    int inserted = 0;
    do {
      ASSERT_OK_AND_ASSIGN(const auto page, List(request));
      for (const Talent& talent : page.talents()) {
        EXPECT_TRUE(seen.insert(talent.name()).second) << "twice: " << talent.name();
      }
      request.set_page_token(page.next_page_token());
      ASSERT_OK(Create(absl::StrCat("x", strlen(order), "-", inserted++)));
    } while (!request.page_token().empty());
    for (int i = 0; i < 30; ++i) {
      EXPECT_TRUE(seen.count(absl::StrFormat("talents/t%02d", i * 2))) << order;
    }
  }
}

TEST_P(StandardMethodsTest, APageEndsBeforeItIsTooLargeToBeTaken) {
  const std::string fields =
      absl::StrCat("contact_details { address: \"", std::string(1 << 20, 'x'), "\" }");
  for (int i = 0; i < 5; ++i) ASSERT_OK(Create(absl::StrCat("t", i), fields));
  talent::v1::ListTalentsRequest request;
  std::vector<std::string> names;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, List(request));
    EXPECT_LT(page.ByteSizeLong(), size_t{5} << 20);
    for (const auto& talent : page.talents()) names.push_back(talent.name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names,
              ElementsAre("talents/t0", "talents/t1", "talents/t2", "talents/t3", "talents/t4"));
}

TEST_P(StandardMethodsTest, APageTokenServesOnlyItsOwnQuery) {
  for (int i = 0; i < 5; ++i) ASSERT_OK(Create(absl::StrCat("t", i), R"pb(region: "350902")pb"));
  talent::v1::ListTalentsRequest request;
  request.set_page_size(2);
  request.set_filter("region = 350902");
  ASSERT_OK_AND_ASSIGN(const auto page, List(request));
  request.set_page_token(page.next_page_token());
  request.set_page_size(3);
  EXPECT_THAT(List(request)->talents(), SizeIs(3));
  request.set_filter("region = 350100");
  EXPECT_EQ(ReasonOf(List(request).status()), errors::kInvalidPageToken);
  request.set_page_token("AAAA");
  EXPECT_EQ(ReasonOf(List(request).status()), errors::kInvalidPageToken);
  request.set_filter("region = 350902");
  request.set_page_token(page.next_page_token());
  ASSERT_OK(journal_.clock.AdvanceTo(journal_.clock.Now() + absl::Hours(73)));
  EXPECT_EQ(ReasonOf(List(request).status()), errors::kInvalidPageToken);
}

TEST_P(StandardMethodsTest, FiltersFindWhatTheyName) {
  ASSERT_OK(Create("a", R"pb(region: "350902"
                             industries: [ "3849", "3823" ]
                             birth_date { year: 1980 month: 5 day: 1 })pb"));
  ASSERT_OK(Create("b", R"pb(region: "350100"
                             employment { status: EMPLOYMENT_STATUS_RETIRED })pb"));
  struct Case {
    const char* filter;
    std::vector<std::string> names;
  };
  for (const Case& c : std::vector<Case>{
           {"region = '3509*'", {"talents/a"}},
           {"industries:3823", {"talents/a"}},
           {"industries:382", {}},
           {"birth_date < 1981-01-01", {"talents/a"}},
           {"employment.status = EMPLOYMENT_STATUS_RETIRED", {"talents/b"}},
           {"region = 350902 OR region = 350100", {"talents/a", "talents/b"}},
           {"NOT region = 350902", {"talents/b"}},
           {"name = 'talents/b'", {"talents/b"}},
           {"region = '\\' OR 1=1 --'", {}},
       }) {
    talent::v1::ListTalentsRequest request;
    request.set_filter(c.filter);
    ASSERT_OK_AND_ASSIGN(const auto page, List(request));
    std::vector<std::string> names;
    for (const Talent& talent : page.talents()) names.push_back(talent.name());
    EXPECT_EQ(names, c.names) << c.filter;
  }
}

TEST_P(StandardMethodsTest, ARepeatedRequestHasOneEffect) {
  const std::string id = "7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f";
  ASSERT_OK_AND_ASSIGN(const Talent first, Create("a", "", id));
  ASSERT_OK_AND_ASSIGN(const Talent again, Create("a", "", id));
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  EXPECT_EQ(Count("changes"), 1);
  EXPECT_EQ(ReasonOf(Create("b", "", id).status()), errors::kRequestIdReused);
}

TEST_P(StandardMethodsTest, ARequestIdIsForgottenAfterAWeek) {
  const std::string id = "7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f";
  ASSERT_OK(Create("a", "", id));
  ASSERT_OK(journal_->RemoveExpiredReplies());
  EXPECT_EQ(Count("saved_replies"), 1);
  ASSERT_OK(journal_.clock.AdvanceTo(journal_.clock.Now() + absl::Hours(7 * 24 + 1)));
  ASSERT_OK(journal_->RemoveExpiredReplies());
  EXPECT_EQ(Count("saved_replies"), 0);
  EXPECT_EQ(Count("audit_records"), 1);
}

TEST_P(StandardMethodsTest, SixteenClientsWithOneRequestIdHaveOneEffect) {
  const std::string id = "7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f";
  std::vector<std::thread> clients;
  std::atomic<int> answered{0};
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&] {
      if (Create("", "", id).ok()) ++answered;
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(answered, 16);
  EXPECT_EQ(Count("talents"), 1);
  EXPECT_EQ(Count("audit_records"), 1);
}

TEST_P(StandardMethodsTest, ValidateOnlyChangesNothing) {
  talent::v1::CreateTalentRequest request;
  request.mutable_talent()->set_display_name("李敏");
  request.set_talent_id("a");
  request.set_validate_only(true);
  Talent reply;
  CallContext call = testing::TestCall();
  ASSERT_OK(talents_.Create(call, request, &reply));
  EXPECT_EQ(reply.name(), "talents/a");
  for (const char* table : {"talents", "changes", "audit_records", "saved_replies"}) {
    EXPECT_EQ(Count(table), 0) << table;
  }
}

TEST_P(StandardMethodsTest, RevisionsAreDenseUnderConcurrency) {
  std::vector<std::thread> clients;
  for (int t = 0; t < 8; ++t) {
    clients.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i) {
        // Every third one is refused; refusals must leave no hole.
        Create(i % 3 == 0 ? "same" : absl::StrCat("t", t, "-", i)).IgnoreError();
      }
    });
  }
  for (auto& client : clients) client.join();
  int64_t expected = 0;
  ASSERT_OK(journal_.database->Query(
      "SELECT revision FROM changes ORDER BY revision", {},
      [&](const db::Row& row) {
        EXPECT_EQ(row.Int(0), ++expected);
        return true;
      },
      testing::Soon()));
  EXPECT_EQ(expected, 8 * 6 + 1);
}

TEST_P(StandardMethodsTest, BatchGetKeepsTheOrderAndNamesWhatIsMissing) {
  ASSERT_OK(Create("a"));
  ASSERT_OK(Create("b"));
  talent::v1::BatchGetTalentsRequest request;
  request.add_names("talents/b");
  request.add_names("talents/a");
  talent::v1::BatchGetTalentsResponse reply;
  CallContext call = testing::TestCall();
  ASSERT_OK(talents_.BatchGet(call, request, &reply));
  EXPECT_EQ(reply.talents(0).name(), "talents/b");
  request.add_names("talents/c");
  reply.Clear();
  EXPECT_EQ(errors::MetadataOf(talents_.BatchGet(call, request, &reply), "name"), "talents/c");
}

TEST_P(StandardMethodsTest, ACallThatIsGoneDoesNothing) {
  talent::v1::CreateTalentRequest request;
  request.mutable_talent()->set_display_name("李敏");
  Talent reply;
  CallContext call = testing::TestCall();
  call.cancelled = [] { return true; };
  EXPECT_EQ(talents_.Create(call, request, &reply).code(), absl::StatusCode::kCancelled);
  call = testing::TestCall();
  call.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_EQ(talents_.Create(call, request, &reply).code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Count("talents"), 0);
}

}  // namespace
}  // namespace houniao::resource
