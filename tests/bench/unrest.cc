#include "tests/bench/unrest.h"

#include <chrono>

#include "absl/strings/str_cat.h"

namespace houniao::bench {

using population::Feed;

Unrest::Unrest(population::Population& people, const MadeUpTalents& made_up, uint64_t talents,
               int changes_per_second)
    : people_(people),
      made_up_(made_up),
      talents_(talents),
      thread_([this, changes_per_second] { Run(changes_per_second); }) {}

Unrest::~Unrest() {
  stopping_ = true;
  thread_.join();
}

void Unrest::Run(int changes_per_second) {
  const auto pause = std::chrono::nanoseconds(1'000'000'000 / changes_per_second);
  auto next = std::chrono::steady_clock::now();
  uint64_t number = 1;
  while (!stopping_) {
    // Steps that share no factor with a round size visit everybody in no order.
    number = (number + 7919 * 613) % talents_;
    ChangeOne(number);
    ++changes_;
    // What was missed is made up for, so the pace holds.
    next += pause;
    std::this_thread::sleep_until(next);
  }
}

// Four in five are profiles, one in five a booking or its end.
void Unrest::ChangeOne(uint64_t number) {
  const int64_t turn = changes_;
  if (turn % 5 != 0) {
    population::TalentFacts facts = made_up_.Get(number);
    facts.day_fee_fen += 1000 * (turn % 7);
    const int64_t revision = people_.applied_revision(Feed::kTalents) + 1;
    people_.Upsert(std::move(facts), revision).IgnoreError();
    return;
  }
  // One in twenty has days to be booked; they are released when the name comes again.
  population::EngagementBookings bookings = made_up_.BookingsOf(number - number % 20);
  bookings.engagement = absl::StrCat("unrest-", turn % 1000);
  const int64_t revision = people_.applied_revision(Feed::kBookings) + 1;
  people_.ApplyBookings({std::move(bookings)}, revision);
}

}  // namespace houniao::bench
