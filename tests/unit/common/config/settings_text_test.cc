// What --help, --version and --print_settings show.
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/config/settings.h"

namespace houniao::config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class SettingsTextTest : public testing::Test {
 protected:
  SettingsTextTest() {
    settings_.Group("Network");
    settings_.Bind("listen", &listen_, "Address to listen on.", {.placeholder = "HOST:PORT"});
    settings_.Group("Storage");
    settings_.Bind("db_url", &db_url_, "Database.");
    settings_.Bind("token", &token_, "Token.", {.secret = true});
    settings_.Group("Network");
    settings_.Bind("reflection", &reflection_,
                   "Tells every caller all methods and messages. A long explanation that has to be "
                   "broken into several lines so that it fits on the screen of a terminal.");
    settings_.Example("houniao-test --listen 127.0.0.1:1", "Serve on loopback.");
  }

  std::string Shown(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const auto environment = [](const std::string& name) -> std::optional<std::string> {
      if (name == "HOUNIAO_TOKEN") return "hunter2";
      if (name == "HOUNIAO_DB_URL") return "mysql://u:hunter2@db/x";
      return std::nullopt;
    };
    EXPECT_EQ(settings_.ParseFrom(arguments, environment, out, err), kExitOk);
    EXPECT_THAT(err.str(), IsEmpty());
    return out.str();
  }

  std::string listen_ = "127.0.0.1:8610";
  std::string db_url_;
  std::string token_;
  bool reflection_ = true;
  Settings settings_{"houniao-test", "Tests settings.", "1.2.3"};
};

TEST_F(SettingsTextTest, HelpShowsEverySetting) {
  const std::string help = Shown({"--help"});
  EXPECT_EQ(help, Shown({"-h"}));
  EXPECT_THAT(help, HasSubstr("houniao-test: Tests settings.\n"));
  EXPECT_THAT(help, HasSubstr("Examples:\n  houniao-test --listen 127.0.0.1:1\n"));
  EXPECT_THAT(help, HasSubstr("  --listen HOST:PORT\n      Address to listen on.\n"
                              "      Default: 127.0.0.1:8610. Or HOUNIAO_LISTEN.\n"));
  EXPECT_THAT(help, HasSubstr("  --[no_]reflection\n"));
  EXPECT_THAT(help, HasSubstr("Not set by default. Or HOUNIAO_DB_URL."));
  EXPECT_THAT(help, HasSubstr("  HOUNIAO_TOKEN (environment only)\n"));
  EXPECT_THAT(help, HasSubstr("Exit codes: 0 done; 1 failed; 2 "));
}

TEST_F(SettingsTextTest, HelpGroupsAndFitsTheScreen) {
  const std::string help = Shown({"--help"});
  const size_t network = help.find("\nNetwork:\n");
  const size_t storage = help.find("\nStorage:\n");
  EXPECT_LT(network, help.find("--[no_]reflection"));
  EXPECT_LT(help.find("--[no_]reflection"), storage);
  EXPECT_LT(storage, help.find("--db_url"));
  EXPECT_EQ(help.find("\nNetwork:\n", network + 1), std::string::npos);
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(help, '\n'))) {
    EXPECT_LE(line.size(), 100u) << line;
  }
}

TEST_F(SettingsTextTest, HelpComesBeforeTheCheckOfValues) {
  EXPECT_THAT(Shown({"--help", "--listen", "x"}), HasSubstr("Usage"));
  EXPECT_EQ(listen_, "127.0.0.1:8610");
}

TEST_F(SettingsTextTest, VersionIsOneLine) {
  EXPECT_EQ(Shown({"--version"}), "houniao-test 1.2.3\n");
}

TEST_F(SettingsTextTest, DumpHidesSecretsAndNamesSources) {
  const std::string dump = Shown({"--print_settings", "--listen", "h:1"});
  EXPECT_THAT(dump, HasSubstr("listen=h:1  # flag\n"));
  EXPECT_THAT(dump, HasSubstr("db_url=mysql://u:***@db/x  # environment\n"));
  EXPECT_THAT(dump, HasSubstr("token=(set)  # environment\n"));
  EXPECT_THAT(dump, HasSubstr("reflection=true  # default\n"));
  EXPECT_THAT(dump, Not(HasSubstr("hunter2")));
}

TEST_F(SettingsTextTest, FaultsHideSecretsToo) {
  std::string url;
  Settings settings("p", "S.");
  settings.Bind("db_url", &url, "Database.", {.check = HostPort()});
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(settings.ParseFrom(
                {"--db_url", "mysql://u:hunter2@db/x"},
                [](const std::string&) { return std::nullopt; }, out, err),
            kExitUsage);
  EXPECT_THAT(err.str(), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace houniao::config
