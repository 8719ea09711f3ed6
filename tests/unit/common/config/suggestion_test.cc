#include "common/config/suggestion.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace houniao::config {
namespace {

TEST(Suggestion, FindsTheNearestWord) {
  const std::vector<std::string> flags = {"db_url", "listen", "exercise_date", "log_format",
                                          "help"};
  EXPECT_EQ(Suggestion("db_ulr", flags), "db_url");
  EXPECT_EQ(Suggestion("db-url", flags), "db_url");
  EXPECT_EQ(Suggestion("DB_URL", flags), "db_url");
  EXPECT_EQ(Suggestion("lissten", flags), "listen");
  EXPECT_EQ(Suggestion("exercise", flags), "exercise_date");
  EXPECT_EQ(Suggestion("logformat", flags), "log_format");
  EXPECT_EQ(Suggestion("hepl", flags), "help");
}

TEST(Suggestion, IsSilentWhenNothingIsNear) {
  const std::vector<std::string> flags = {"db_url", "listen"};
  EXPECT_EQ(Suggestion("completely_different", flags), "");
  EXPECT_EQ(Suggestion("x", flags), "");
  EXPECT_EQ(Suggestion("", flags), "");
  EXPECT_EQ(Suggestion(std::string(100000, 'a'), flags), "");
  EXPECT_EQ(Suggestion("listen", {}), "");
}

}  // namespace
}  // namespace houniao::config
