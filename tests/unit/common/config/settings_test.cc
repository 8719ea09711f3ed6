#include "common/config/settings.h"

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace houniao::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    settings_.Bind("listen", &listen_, "Address to listen on.", {.check = HostPort()});
    settings_.Bind("readers", &readers_, "Readers.", {.check = InRange(1, 64)});
    settings_.Bind("limit", &limit_, "Limit.");
    settings_.Bind("drain", &drain_, "Drain.", {.check = NotNegative()});
    settings_.Bind("reflection", &reflection_, "Reflection.");
    settings_.Bind("peers", &peers_, "Peers.");
    settings_.Bind("token", &token_, "Token.", {.secret = true});
  }

  std::optional<int> Parse(const std::vector<std::string>& arguments,
                           const std::map<std::string, std::string>& environment = {}) {
    out_.str("");
    err_.str("");
    return settings_.ParseFrom(
        arguments,
        [&environment](const std::string& name) -> std::optional<std::string> {
          const auto value = environment.find(name);
          if (value == environment.end()) return std::nullopt;
          return value->second;
        },
        out_, err_);
  }
  void ExpectFault(const std::vector<std::string>& arguments, const std::string& text,
                   const std::map<std::string, std::string>& environment = {}) {
    EXPECT_EQ(Parse(arguments, environment), kExitUsage) << text;
    EXPECT_THAT(err_.str(), HasSubstr(text));
    EXPECT_THAT(out_.str(), IsEmpty());
    EXPECT_EQ(listen_, "127.0.0.1:8610");
    EXPECT_EQ(readers_, 4);
  }

  std::string listen_ = "127.0.0.1:8610";
  int readers_ = 4;
  int64_t limit_ = 1;
  absl::Duration drain_ = absl::Seconds(5);
  bool reflection_ = false;
  std::vector<std::string> peers_ = {"a"};
  std::string token_;
  Settings settings_{"houniao-test", "Tests settings.", "1.2.3"};
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(SettingsTest, KeepDefaultsWhenNothingIsGiven) {
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(listen_, "127.0.0.1:8610");
  EXPECT_EQ(readers_, 4);
  EXPECT_EQ(drain_, absl::Seconds(5));
  EXPECT_THAT(peers_, ElementsAre("a"));
}

TEST_F(SettingsTest, RankFlagsAboveEnvironmentAboveDefaults) {
  EXPECT_EQ(Parse({"--readers", "8"}, {{"HOUNIAO_READERS", "16"}, {"HOUNIAO_DRAIN", "1m"}}),
            std::nullopt);
  EXPECT_EQ(readers_, 8);
  EXPECT_EQ(drain_, absl::Minutes(1));
  EXPECT_EQ(limit_, 1);
  const auto effective = settings_.Effective();
  ASSERT_EQ(effective.size(), 7u);
  EXPECT_EQ(effective[1].name, "readers");
  EXPECT_EQ(effective[1].value, "8");
  EXPECT_EQ(effective[1].source, Source::kFlag);
  EXPECT_EQ(effective[3].source, Source::kEnvironment);
  EXPECT_EQ(effective[2].source, Source::kDefault);
}

TEST_F(SettingsTest, ReadEveryType) {
  EXPECT_EQ(Parse({"--listen=[::1]:1", "--limit", "-9000000000", "--drain=1h30m", "--reflection",
                   "--peers", "b,c", "--peers=d"},
                  {{"HOUNIAO_TOKEN", "t"}}),
            std::nullopt)
      << err_.str();
  EXPECT_EQ(listen_, "[::1]:1");
  EXPECT_EQ(limit_, -9000000000);
  EXPECT_EQ(drain_, absl::Minutes(90));
  EXPECT_TRUE(reflection_);
  EXPECT_THAT(peers_, ElementsAre("b", "c", "d"));
  EXPECT_EQ(token_, "t");
}

TEST_F(SettingsTest, ReadBoolsInEveryForm) {
  for (const auto& argument : {"--reflection", "--reflection=true", "--reflection=yes"}) {
    reflection_ = false;
    EXPECT_EQ(Parse({argument}), std::nullopt) << argument << err_.str();
    EXPECT_TRUE(reflection_) << argument;
  }
  for (const auto& argument : {"--no_reflection", "--reflection=false", "--reflection=0"}) {
    EXPECT_EQ(Parse({argument}, {{"HOUNIAO_REFLECTION", "true"}}), std::nullopt) << argument;
    EXPECT_FALSE(reflection_) << argument;
  }
  EXPECT_EQ(Parse({}, {{"HOUNIAO_REFLECTION", "on"}}), std::nullopt);
  EXPECT_TRUE(reflection_);
  EXPECT_EQ(Parse({"--reflection", "--no_reflection"}), std::nullopt) << err_.str();
  EXPECT_FALSE(reflection_);
}

TEST_F(SettingsTest, CountARepeatedFlagAsGivenLast) {
  EXPECT_EQ(Parse({"--readers", "8", "--readers", "9"}), std::nullopt);
  EXPECT_EQ(readers_, 9);
}

TEST_F(SettingsTest, TakeAnEmptyFlagAsTheEmptyText) {
  std::string url = "mysql://db/x";
  settings_.Bind("db_url", &url, "Database.");
  EXPECT_EQ(Parse({"--db_url=", "--readers", "8"}, {{"HOUNIAO_DB_URL", "other"}}), std::nullopt)
      << err_.str();
  EXPECT_EQ(url, "");
  EXPECT_EQ(Parse({"--db_url", ""}), std::nullopt) << err_.str();
  EXPECT_EQ(url, "");
  ExpectFault({"--listen="}, "--listen must be host:port");
  ExpectFault({"--readers="}, "--readers is not a whole number");
}

TEST_F(SettingsTest, CountAnEmptyVariableAsNotSet) {
  EXPECT_EQ(Parse({}, {{"HOUNIAO_READERS", ""}, {"HOUNIAO_LISTEN", ""}}), std::nullopt);
  EXPECT_EQ(readers_, 4);
  EXPECT_EQ(listen_, "127.0.0.1:8610");
}

TEST_F(SettingsTest, ReplaceAListFromTheFirstSourceThatNamesAny) {
  EXPECT_EQ(Parse({}, {{"HOUNIAO_PEERS", "x, y"}}), std::nullopt);
  EXPECT_THAT(peers_, ElementsAre("x", "y"));
  EXPECT_EQ(Parse({"--peers", "z"}, {{"HOUNIAO_PEERS", "x,y"}}), std::nullopt);
  EXPECT_THAT(peers_, ElementsAre("z"));
  EXPECT_EQ(Parse({"--peers="}, {{"HOUNIAO_PEERS", "x,y"}}), std::nullopt) << err_.str();
  EXPECT_THAT(peers_, IsEmpty());
}

TEST_F(SettingsTest, SayWhatIsWrongAndWhere) {
  ExpectFault({"--readers", "0"}, "--readers must be between 1 and 64; it is `0`.");
  ExpectFault({"--readers=many"}, "--readers is not a whole number; it is `many`.");
  ExpectFault({}, "HOUNIAO_READERS must be between 1 and 64; it is `65`.",
              {{"HOUNIAO_READERS", "65"}});
  ExpectFault({"--drain", "10"}, "--drain is not a duration with a unit");
  ExpectFault({"--listen", "nowhere"}, "--listen must be host:port");
  ExpectFault({"--reflection=maybe"}, "--reflection");
  ExpectFault({"--readers"}, "--readers");
  ExpectFault({"--readers", "0"}, "Try `houniao-test --help`.");
}

TEST_F(SettingsTest, ReportAllFaultsAtOnceAndWriteNothing) {
  EXPECT_EQ(
      Parse({"--readers", "0", "--limit", "7", "--drain", "x"}, {{"HOUNIAO_LISTEN", "nowhere"}}),
      kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("--readers"));
  EXPECT_THAT(err_.str(), HasSubstr("--drain"));
  EXPECT_THAT(err_.str(), HasSubstr("HOUNIAO_LISTEN"));
  EXPECT_EQ(limit_, 1);
}

TEST_F(SettingsTest, SuggestTheFlagThatWasMeant) {
  ExpectFault({"--reader", "8"}, "--reader is not a flag of this program; did you mean --readers?");
  ExpectFault({"--lisen=x:1"}, "--lisen is not a flag of this program; did you mean --listen?");
  ExpectFault({"--print-settings"}, "did you mean --print_settings?");
  ExpectFault({"--something_else"}, "--something_else is not a flag of this program.");
  ExpectFault({"-x"}, "-x is not a flag of this program.");
}

TEST_F(SettingsTest, ReportAMistypedFlagOnceWithoutItsValue) {
  EXPECT_EQ(Parse({"--reader", "8", "--readers", "9"}), kExitUsage);
  EXPECT_EQ(err_.str(),
            "houniao-test: --reader is not a flag of this program; did you mean --readers?\n"
            "Try `houniao-test --help`.\n");
}

TEST_F(SettingsTest, RefuseWordsThatAreNoFlags) {
  ExpectFault({"serve"}, "`serve` is not expected");
  ExpectFault({"--readers", "8", "9"}, "`9` is not expected");
}

TEST_F(SettingsTest, TakeSecretsFromTheEnvironmentOnly) {
  EXPECT_EQ(Parse({"--token", "hunter2"}), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("set HOUNIAO_TOKEN instead"));
  EXPECT_THAT(err_.str(), testing::Not(HasSubstr("hunter2")));
  EXPECT_EQ(token_, "");
  EXPECT_EQ(Parse({}, {{"HOUNIAO_TOKEN", "hunter2"}}), std::nullopt);
  EXPECT_EQ(token_, "hunter2");
}

TEST(Settings, DemandWhatIsRequired) {
  std::string name;
  Settings settings("p", "S.");
  settings.Bind("name", &name, "Name.", {.required = true});
  std::ostringstream out;
  std::ostringstream err;
  const auto nothing = [](const std::string&) { return std::nullopt; };
  EXPECT_EQ(settings.ParseFrom({}, nothing, out, err), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("--name (or HOUNIAO_NAME) is required."));
  EXPECT_EQ(settings.ParseFrom({"--name", "x"}, nothing, out, err), std::nullopt);
  EXPECT_EQ(name, "x");
}

TEST(Settings, CheckSeveralTogether) {
  int least = 1;
  int most = 9;
  Settings settings("p", "S.");
  settings.Bind("least", &least, "Least.");
  settings.Bind("most", &most, "Most.");
  settings.CheckTogether([&] {
    return least <= most ? absl::OkStatus()
                         : absl::InvalidArgumentError("--least must not exceed --most.");
  });
  std::ostringstream out;
  std::ostringstream err;
  const auto nothing = [](const std::string&) { return std::nullopt; };
  EXPECT_EQ(settings.ParseFrom({"--least", "10"}, nothing, out, err), kExitUsage);
  EXPECT_THAT(err.str(), HasSubstr("p: --least must not exceed --most.\n"));
  EXPECT_EQ(least, 1);
  EXPECT_EQ(settings.ParseFrom({"--least", "10", "--most", "11"}, nothing, out, err), std::nullopt);
  EXPECT_EQ(least, 10);
}

TEST(Settings, ReadTheCommandLineAndEnvironmentOfTheProcess) {
  int readers = 1;
  int writers = 1;
  Settings settings("p", "S.");
  settings.Bind("config_test_readers", &readers, "Readers.");
  settings.Bind("config_test_writers", &writers, "Writers.");
  setenv("HOUNIAO_CONFIG_TEST_READERS", "7", 1);
  const char* const argv[] = {"p", "--config_test_writers", "3"};
  EXPECT_EQ(settings.Parse(3, argv), std::nullopt);
  unsetenv("HOUNIAO_CONFIG_TEST_READERS");
  EXPECT_EQ(readers, 7);
  EXPECT_EQ(writers, 3);
}

TEST(SettingsDeathTest, RefuseMalformedAndRepeatedFlags) {
  std::string text;
  Settings settings("p", "S.");
  settings.Bind("name", &text, "Name.");
  EXPECT_DEATH(settings.Bind("name", &text, "Again."), "bound twice");
  EXPECT_DEATH(settings.Bind("help", &text, "Help."), "bound twice");
  EXPECT_DEATH(settings.Bind("db-url", &text, "Dash."), "malformed");
  EXPECT_DEATH(settings.Bind("no_name", &text, "Negation."), "malformed");
  EXPECT_DEATH(settings.Bind("", &text, "Empty."), "malformed");
}

}  // namespace
}  // namespace houniao::config
