// gMock matchers and assertions for absl::Status and absl::StatusOr.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/base/status_macros.h"

namespace houniao::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& value) {
  return value.status();
}

class StatusMatcher {
 public:
  using is_gtest_matcher = void;
  StatusMatcher(absl::StatusCode code, ::testing::Matcher<const std::string&> message)
      : code_(code), message_(std::move(message)) {}

  template <typename StatusLike>
  bool MatchAndExplain(const StatusLike& value, ::testing::MatchResultListener* listener) const {
    const absl::Status& status = StatusOf(value);
    *listener << "which is " << status.ToString();
    return status.code() == code_ && message_.Matches(std::string(status.message()));
  }
  void DescribeTo(std::ostream* out) const {
    *out << "is " << absl::StatusCodeToString(code_) << " whose message ";
    message_.DescribeTo(out);
  }
  void DescribeNegationTo(std::ostream* out) const {
    *out << "is not " << absl::StatusCodeToString(code_) << " whose message ";
    message_.DescribeTo(out);
  }

 private:
  absl::StatusCode code_;
  ::testing::Matcher<const std::string&> message_;
};

// EXPECT_THAT(F(), IsOk())
inline StatusMatcher IsOk() {
  return StatusMatcher(absl::StatusCode::kOk, ::testing::A<const std::string&>());
}

// EXPECT_THAT(F(), StatusIs(absl::StatusCode::kAborted)), or with a matcher of the message.
inline StatusMatcher StatusIs(absl::StatusCode code) {
  return StatusMatcher(code, ::testing::A<const std::string&>());
}
template <typename MessageMatcher>
StatusMatcher StatusIs(absl::StatusCode code, MessageMatcher message) {
  return StatusMatcher(code, ::testing::SafeMatcherCast<const std::string&>(message));
}

}  // namespace houniao::testing

#define EXPECT_OK(expression) EXPECT_THAT(expression, ::houniao::testing::IsOk())
#define ASSERT_OK(expression) ASSERT_THAT(expression, ::houniao::testing::IsOk())

// ASSERT_OK_AND_ASSIGN(auto x, F()): ends the test if F() fails.
#define ASSERT_OK_AND_ASSIGN(lhs, expression) \
  HOUNIAO_ASSERT_OK_AND_ASSIGN_(HOUNIAO_CONCAT(houniao_or_, __LINE__), lhs, expression)
#define HOUNIAO_ASSERT_OK_AND_ASSIGN_(temporary, lhs, expression) \
  auto temporary = (expression);                                  \
  ASSERT_TRUE(temporary.ok()) << temporary.status().ToString();   \
  lhs = *std::move(temporary)
