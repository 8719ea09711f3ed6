// The database dies, or hangs, for ten seconds: callers are told at once and try again later, and
// the service goes on by itself when it is back.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <map>
#include <thread>

#include "absl/time/clock.h"

#include "common/errors/errors.h"
#include "tests/faults/faulty_service.h"
#include "tests/support/call.h"
#include "tests/support/mariadb.h"
#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using Service = talent::v1::TalentService;

constexpr absl::Duration kBack = absl::Seconds(3);

bool HasRetryInfo(const absl::Status& status) {
  return status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value();
}

class DatabaseGoneTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(server_, MariaDb::Launch());
    ASSERT_OK_AND_ASSIGN(const std::string schema, server_->CreateDatabase());
    FaultyService::Options options;
    options.db_url = server_->SocketUrl(schema);
    service_ = std::make_unique<FaultyService>(options);
    service_->Start();
    stub_ = Service::NewStub(service_->Channel());
    ASSERT_OK(Write());
    ASSERT_OK(Read());
  }

  absl::Status Read(absl::Duration patience = absl::Seconds(2)) {
    talent::v1::GetTalentRequest request;
    request.set_name("talents/t0");
    return Call(*stub_, &Service::Stub::GetTalent, request, patience).status();
  }

  absl::Status Write(absl::Duration patience = absl::Seconds(2)) {
    talent::v1::CreateTalentRequest request;
    request.set_talent_id(absl::StrCat("t", writes_++));
    request.mutable_talent()->set_display_name("丙");
    return Call(*stub_, &Service::Stub::CreateTalent, request, patience).status();
  }

  // Reads and writes in turn until `gone` has passed; counts answers by code.
  void AskWhileGone(absl::Duration gone) {
    const absl::Time until = absl::Now() + gone;
    bool read = true;
    while (absl::Now() < until) {
      const absl::Time asked = absl::Now();
      const absl::Status status = read ? Read() : Write();
      slowest_answer_ = std::max(slowest_answer_, absl::Now() - asked);
      read = !read;
      ++answers_[status.code()];
      if (status.code() == absl::StatusCode::kUnavailable) {
        EXPECT_TRUE(HasRetryInfo(status)) << status;
        EXPECT_EQ(errors::ReasonOf(status), errors::kDatabaseUnavailable) << status;
      }
      absl::SleepFor(absl::Milliseconds(50));
    }
  }

  // How long it takes until a read and a write are answered.
  absl::Duration TimeUntilBack() {
    const absl::Time start = absl::Now();
    while (absl::Now() - start < absl::Seconds(30)) {
      if (Read().ok() && Write().ok()) break;
      absl::SleepFor(absl::Milliseconds(20));
    }
    return absl::Now() - start;
  }

  void Print(const char* what, int seconds, absl::Duration back) {
    std::string answers;
    for (const auto& [code, count] : answers_) {
      absl::StrAppend(&answers, " ", absl::StatusCodeToString(code), " ", count);
    }
    std::printf(
        "fault: database %s for %d s: answers meanwhile%s, slowest answer %.2f s, serving again "
        "%.2f s after its return\n",
        what, seconds, answers.c_str(), absl::ToDoubleSeconds(slowest_answer_),
        absl::ToDoubleSeconds(back));
  }

  std::unique_ptr<MariaDb> server_;
  std::unique_ptr<FaultyService> service_;
  std::unique_ptr<Service::Stub> stub_;
  std::map<absl::StatusCode, int> answers_;
  absl::Duration slowest_answer_;
  std::atomic<int> writes_{0};
};

TEST_F(DatabaseGoneTest, Killed) {
  server_->Stop();
  AskWhileGone(absl::Seconds(10));
  ASSERT_OK(server_->Start());
  const absl::Duration back = TimeUntilBack();
  Print("killed", 10, back);
  EXPECT_LE(back, kBack);
  EXPECT_EQ(answers_.count(absl::StatusCode::kOk), 0u);
  // Nothing else is said than that it is away.
  EXPECT_EQ(answers_.size(), 1u);
  EXPECT_GT(answers_[absl::StatusCode::kUnavailable], 20);
}

TEST_F(DatabaseGoneTest, Hung) {
  server_->Signal(SIGSTOP);
  // Who waits longer than the service does is told to try again. It gives a statement seven
  // seconds, and one new connection two.
  absl::Status patient_read, patient_write;
  std::thread reader([&] { patient_read = Read(absl::Milliseconds(11500)); });
  std::thread writer([&] { patient_write = Write(absl::Milliseconds(11500)); });
  AskWhileGone(absl::Seconds(12));
  reader.join();
  writer.join();
  server_->Signal(SIGCONT);
  for (const absl::Status& status : {patient_read, patient_write}) {
    EXPECT_EQ(errors::ReasonOf(status), errors::kDatabaseUnavailable) << status;
    EXPECT_TRUE(HasRetryInfo(status)) << status;
    ++answers_[status.code()];
  }
  const absl::Duration back = TimeUntilBack();
  Print("hung", 12, back);
  EXPECT_LE(back, kBack);
  EXPECT_EQ(answers_.count(absl::StatusCode::kOk), 0u);
  // Callers give up before the service does; nobody waits longer than asked.
  for (const auto& [code, count] : answers_) {
    EXPECT_TRUE(code == absl::StatusCode::kUnavailable ||
                code == absl::StatusCode::kDeadlineExceeded)
        << absl::StatusCodeToString(code);
  }
  EXPECT_LT(slowest_answer_, absl::Seconds(3));
}

}  // namespace
}  // namespace houniao::testing
