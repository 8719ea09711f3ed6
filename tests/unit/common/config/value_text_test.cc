#include "common/config/value_text.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace houniao::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReadValue, ReadsWholeNumbers) {
  int number = 0;
  EXPECT_EQ(ReadValue({"42"}, &number), "");
  EXPECT_EQ(number, 42);
  EXPECT_EQ(ReadValue({"-7"}, &number), "");
  EXPECT_EQ(number, -7);
  EXPECT_EQ(ReadValue({"2147483648"}, &number), "is out of range");
  for (const char* text : {"", " 1", "1 ", "1.5", "0x10", "ten", "1e3"}) {
    EXPECT_EQ(ReadValue({text}, &number), "is not a whole number") << text;
  }
  int64_t large = 0;
  EXPECT_EQ(ReadValue({"9223372036854775807"}, &large), "");
  EXPECT_EQ(large, INT64_MAX);
  EXPECT_EQ(ReadValue({"9223372036854775808"}, &large), "is out of range");
}

TEST(ReadValue, ReadsTruth) {
  bool value = false;
  for (const char* text : {"true", "TRUE", "yes", "on", "1"}) {
    value = false;
    EXPECT_EQ(ReadValue({text}, &value), "");
    EXPECT_TRUE(value) << text;
  }
  for (const char* text : {"false", "no", "off", "0"}) {
    value = true;
    EXPECT_EQ(ReadValue({text}, &value), "");
    EXPECT_FALSE(value) << text;
  }
  EXPECT_NE(ReadValue({"maybe"}, &value), "");
}

TEST(ReadValue, ReadsDurationsWithUnits) {
  absl::Duration value;
  EXPECT_EQ(ReadValue({"10s"}, &value), "");
  EXPECT_EQ(value, absl::Seconds(10));
  EXPECT_EQ(ReadValue({"5m"}, &value), "");
  EXPECT_EQ(value, absl::Minutes(5));
  EXPECT_EQ(ReadValue({"1h30m"}, &value), "");
  EXPECT_EQ(value, absl::Minutes(90));
  EXPECT_EQ(ReadValue({"0"}, &value), "");
  for (const char* text : {"", "10", "10 s", "s", "inf", "-inf", "10x", "1d"}) {
    EXPECT_NE(ReadValue({text}, &value), "") << text;
  }
}

TEST(ReadValue, ReadsListsAndTheLastOfOthers) {
  std::vector<std::string> list;
  EXPECT_EQ(ReadValue({"a, b,,c ", "d"}, &list), "");
  EXPECT_THAT(list, ElementsAre("a", "b", "c", "d"));
  EXPECT_EQ(ReadValue({","}, &list), "");
  EXPECT_THAT(list, IsEmpty());
  std::string text;
  EXPECT_EQ(ReadValue({"first", "last"}, &text), "");
  EXPECT_EQ(text, "last");
}

TEST(WriteValue, IsReadBack) {
  EXPECT_EQ(WriteValue(true), "true");
  EXPECT_EQ(WriteValue(-3), "-3");
  EXPECT_EQ(WriteValue(absl::Minutes(90)), "1h30m");
  EXPECT_EQ(WriteValue(std::vector<std::string>{"a", "b"}), "a,b");
}

TEST(Redacted, HidesPasswordsOfUrls) {
  EXPECT_EQ(Redacted("mysql://houniao:hunter2@db:3306/talent?ssl_ca=/etc/ca.pem"),
            "mysql://houniao:***@db:3306/talent?ssl_ca=/etc/ca.pem");
  EXPECT_EQ(Redacted("mysql://houniao:a@b:c@db/talent"), "mysql://houniao:***@db/talent");
  EXPECT_EQ(Redacted("mysql://db/x?password=hunter2&password_file=/run/p&Token=t&a=b"),
            "mysql://db/x?password=***&password_file=/run/p&Token=***&a=b");
  EXPECT_EQ(Redacted("mysql://houniao@db/talent"), "mysql://houniao@db/talent");
  EXPECT_EQ(Redacted("sqlite:var/talent.db"), "sqlite:var/talent.db");
  EXPECT_EQ(Redacted("127.0.0.1:8610"), "127.0.0.1:8610");
  EXPECT_EQ(Redacted("dns:///talent:8610"), "dns:///talent:8610");
  EXPECT_EQ(Redacted(""), "");
}

}  // namespace
}  // namespace houniao::config
