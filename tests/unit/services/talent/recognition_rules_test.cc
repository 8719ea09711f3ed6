#include "services/talent/domain/recognition_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/errors/reasons.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/talent/parse_text.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using Recognition = v1::Recognition;

const absl::CivilDay kEnd(2026, 3, 2);

Recognition UntilEnd(Recognition::State state) {
  Recognition recognition;
  recognition.set_name("talents/li-min/recognitions/r1");
  recognition.set_state(state);
  *recognition.mutable_start_date() = ToDate(kEnd - 365);
  *recognition.mutable_end_date() = ToDate(kEnd);
  return recognition;
}

TEST(StateOn, ExpiresTheDayAfterTheEnd) {
  for (const auto state : {Recognition::VALID, Recognition::PAUSED}) {
    EXPECT_EQ(StateOn(UntilEnd(state), kEnd), state);
    EXPECT_EQ(StateOn(UntilEnd(state), kEnd + 1), Recognition::EXPIRED);
  }
  EXPECT_EQ(StateOn(UntilEnd(Recognition::CANCELLED), kEnd + 1), Recognition::CANCELLED);
  Recognition endless = UntilEnd(Recognition::VALID);
  endless.clear_end_date();
  EXPECT_EQ(StateOn(endless, absl::CivilDay(9999, 12, 31)), Recognition::VALID);
}

TEST(CheckRecognition, WantsTheEndNotBeforeTheStart) {
  Recognition recognition = UntilEnd(Recognition::VALID);
  EXPECT_THAT(CheckRecognition(recognition), ::testing::IsEmpty());
  *recognition.mutable_start_date() = ToDate(kEnd + 1);
  EXPECT_THAT(FieldsOf(CheckRecognition(recognition)), ElementsAre("recognition.end_date"));
}

TEST(RecognitionVerbs, FollowTheLifeCycle) {
  struct Case {
    Recognition::State from;
    absl::CivilDay today;
    bool pause, resume, cancel;
  };
  for (const Case& c : {Case{Recognition::VALID, kEnd, true, false, true},
                        Case{Recognition::PAUSED, kEnd, false, true, true},
                        Case{Recognition::CANCELLED, kEnd, false, false, false},
                        Case{Recognition::VALID, kEnd + 1, false, false, false},
                        Case{Recognition::PAUSED, kEnd + 1, false, false, false}}) {
    SCOPED_TRACE(absl::StrCat(Recognition::State_Name(c.from), " on ", FormatDay(c.today)));
    Recognition recognition = UntilEnd(c.from);
    EXPECT_EQ(PauseRecognition(recognition, "missed check-in", c.today).ok(), c.pause);
    recognition = UntilEnd(c.from);
    EXPECT_EQ(ResumeRecognition(recognition, nullptr, c.today).ok(), c.resume);
    recognition = UntilEnd(c.from);
    EXPECT_EQ(CancelRecognition(recognition, "fraud", nullptr, c.today).ok(), c.cancel);
  }
}

TEST(RecognitionVerbs, SayWhatIsAllowed) {
  Recognition recognition = UntilEnd(Recognition::PAUSED);
  const absl::Status status = PauseRecognition(recognition, "again", kEnd);
  EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidStateTransition);
  EXPECT_EQ(errors::MetadataOf(status, "allowed"), "resume, cancel");
}

TEST(CancelRecognition, BansUntilTheDay) {
  Recognition recognition = UntilEnd(Recognition::VALID);
  const auto ban = ToDate(kEnd + 10);
  ASSERT_OK(CancelRecognition(recognition, "fraud", &ban, kEnd));
  EXPECT_TRUE(Bans(recognition, kEnd + 10));
  EXPECT_FALSE(Bans(recognition, kEnd + 11));
  Recognition other = UntilEnd(Recognition::VALID);
  const auto past = ToDate(kEnd - 1);
  EXPECT_EQ(errors::ReasonOf(CancelRecognition(other, "fraud", &past, kEnd)),
            errors::kInvalidField);
}

TEST(ResumeRecognition, MovesTheCheckIn) {
  Recognition recognition = UntilEnd(Recognition::PAUSED);
  recognition.set_state_reason("missed check-in");
  const auto due = ToDate(kEnd + 365);
  ASSERT_OK(ResumeRecognition(recognition, &due, kEnd));
  EXPECT_EQ(recognition.check_in_due_date().year(), 2027);
  EXPECT_EQ(recognition.state_reason(), "");
}

}  // namespace
}  // namespace houniao::talent
