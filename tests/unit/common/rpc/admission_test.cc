#include "common/rpc/admission.h"

#include <gmock/gmock.h>

#include <thread>

#include "absl/time/clock.h"

#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;

AdmissionLimits Tight() {
  AdmissionLimits limits;
  limits.interactive = 2;
  limits.money = 1;
  limits.patience = absl::Milliseconds(50);
  return limits;
}

TEST(Admission, HasARoomForEachClass) {
  EXPECT_EQ(RoomOf(api::v1::ADMISSION_UNSPECIFIED, false), Room::kInteractive);
  EXPECT_EQ(RoomOf(api::v1::ADMISSION_INTERACTIVE, false), Room::kInteractive);
  EXPECT_EQ(RoomOf(api::v1::ADMISSION_UNSPECIFIED, true), Room::kWatch);
  EXPECT_EQ(RoomOf(api::v1::ADMISSION_MONEY, false), Room::kMoney);
  EXPECT_EQ(RoomOf(api::v1::ADMISSION_BATCH, true), Room::kBatch);
}

TEST(Admission, RefusesWhenFullAndLeavesOtherRoomsAlone) {
  Admission admission(Tight());
  ASSERT_OK_AND_ASSIGN(auto first, admission.Enter(Room::kInteractive, absl::Seconds(1)));
  ASSERT_OK_AND_ASSIGN(auto second, admission.Enter(Room::kInteractive, absl::Seconds(1)));
  const absl::Time start = absl::Now();
  const auto third = admission.Enter(Room::kInteractive, absl::Seconds(1));
  EXPECT_THAT(third.status(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(errors::ReasonOf(third.status()), "OVERLOADED");
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(45));
  EXPECT_LE(absl::Now() - start, absl::Milliseconds(900));
  EXPECT_OK(admission.Enter(Room::kMoney, absl::Seconds(1)));
}

TEST(Admission, DoesNotWaitBeyondTheDeadline) {
  AdmissionLimits limits = Tight();
  limits.patience = absl::Seconds(30);
  Admission admission(limits);
  ASSERT_OK_AND_ASSIGN(auto permit, admission.Enter(Room::kMoney, absl::Seconds(1)));
  EXPECT_FALSE(admission.Enter(Room::kMoney, absl::Milliseconds(20)).ok());
  EXPECT_FALSE(admission.Enter(Room::kMoney, -absl::Seconds(1)).ok());
}

TEST(Admission, AdmitsWhoWaitsWhenAPlaceIsFreed) {
  AdmissionLimits limits = Tight();
  limits.patience = absl::Seconds(30);
  Admission admission(limits);
  auto permit = admission.Enter(Room::kMoney, absl::Seconds(30));
  ASSERT_OK(permit);
  std::thread waiter([&] { EXPECT_OK(admission.Enter(Room::kMoney, absl::Seconds(30))); });
  absl::SleepFor(absl::Milliseconds(20));
  { const Admission::Permit given_back = *std::move(permit); }
  waiter.join();
  EXPECT_EQ(admission.inside(Room::kMoney), 0);
}

TEST(Admission, NeverLetsInMoreThanItsLimit) {
  AdmissionLimits limits;
  limits.interactive = 3;
  limits.patience = absl::Seconds(30);
  Admission admission(limits);
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        const auto permit = admission.Enter(Room::kInteractive, absl::Seconds(30));
        ASSERT_TRUE(permit.ok());
        const int now = ++inside;
        int seen = most.load();
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        --inside;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_LE(most.load(), 3);
  EXPECT_EQ(admission.inside(Room::kInteractive), 0);
}

}  // namespace
}  // namespace houniao::rpc
