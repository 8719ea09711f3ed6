#include "common/observe/log.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

#include "common/observe/log_text.h"

namespace houniao::observe {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

// The one line that `log` writes, parsed.
template <typename F>
Json LineOf(F log) {
  const LogCapture capture;
  log();
  EXPECT_EQ(capture.lines().size(), 1u);
  return Json::parse(capture.lines().at(0));
}

TEST(Log, WritesOneJsonObjectALine) {
  const LogCapture capture;
  Log(Severity::kInfo, "Call served.",
      {{"rpc", "houniao.talent.v1.TalentService/GetTalent"},
       {"latencyMs", 12},
       {"rows", int64_t{-5}},
       {"cached", true},
       {"wait", absl::Milliseconds(1500)},
       {"code", std::string("OK")}});
  ASSERT_EQ(capture.lines().size(), 1u);
  EXPECT_THAT(capture.lines()[0],
              ContainsRegex("^.\"time\":\"20[0-9-]+T[0-9:]+\\.[0-9][0-9][0-9][0-9][0-9][0-9]Z\","
                            "\"severity\":\"INFO\",\"message\":\"Call served\\.\","));
  const Json line = Json::parse(capture.lines()[0]);
  EXPECT_EQ(line["rpc"], "houniao.talent.v1.TalentService/GetTalent");
  EXPECT_EQ(line["latencyMs"], 12);
  EXPECT_EQ(line["rows"], -5);
  EXPECT_EQ(line["cached"], true);
  EXPECT_EQ(line["wait"], "1.5s");
  EXPECT_EQ(line["code"], "OK");
}

TEST(Log, EscapesWhateverAValueHolds) {
  std::string all;
  for (int c = 0; c < 128; ++c) all += static_cast<char>(c);
  all += "候鸟 𠮷 😀";
  const Json line = LineOf([&all] { Log(Severity::kError, all, {{"detail", all}}); });
  EXPECT_EQ(line["detail"].get<std::string>(), all);
  EXPECT_EQ(line["message"].get<std::string>(), all);
  EXPECT_EQ(line["severity"], "ERROR");
}

TEST(Log, KeepsAForgedLineInsideItsValue) {
  const LogCapture capture;
  Log(Severity::kInfo, "m",
      {{"reason", "x\"}\n{\"time\":\"now\",\"severity\":\"INFO\",\"message\":\"forged\"}"}});
  ASSERT_EQ(capture.lines().size(), 1u);
  EXPECT_THAT(capture.lines()[0], Not(HasSubstr("\n")));
  EXPECT_EQ(Json::parse(capture.lines()[0])["message"], "m");
}

TEST(Log, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(EscapeJson("a\xff"
                       "b"),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(EscapeJson("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");  // overlong
  EXPECT_EQ(EscapeJson("\xed\xa0\x80").size(), 9u);               // surrogate
  EXPECT_EQ(EscapeJson("\xf4\x90\x80\x80").size(), 12u);          // above U+10FFFF
  EXPECT_EQ(EscapeJson("\xe5\x80"), "\xef\xbf\xbd\xef\xbf\xbd");  // cut off
  EXPECT_EQ(EscapeJson("\xf0\xa0\xae\xb7"), "\xf0\xa0\xae\xb7");  // U+20BB7
  const Json line = LineOf([] { Log(Severity::kInfo, "m", {{"v", "\xff\xfe"}}); });
  EXPECT_EQ(line["v"], "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(Log, ShowsHiddenAndTurningCharacters) {
  EXPECT_EQ(EscapeJson("a\u202e"
                       "b"),
            "a\\u202e"
            "b");
  EXPECT_EQ(EscapeJson("\u200b\ufeff\u2028\u2066"), "\\u200b\\ufeff\\u2028\\u2066");
  EXPECT_EQ(EscapeJson(absl::string_view("\0\x1b\x7f\xc2\x9b", 5)), "\\u0000\\u001b\\u007f\\u009b");
}

TEST(Log, CutsLongValuesBetweenCharacters) {
  std::string text(kMaxLogValue - 1, 'a');
  text += "候候";
  const Json line = LineOf([&text] { Log(Severity::kInfo, "m", {{"v", text}}); });
  EXPECT_EQ(line["v"].get<std::string>(), std::string(kMaxLogValue - 1, 'a') + "…");
  const Json exact = LineOf([] {
    Log(Severity::kInfo, "m", {{"v", std::string(kMaxLogValue, 'a')}});
  });
  EXPECT_EQ(exact["v"].get<std::string>().size(), kMaxLogValue);
}

TEST(Log, HasNoKeyTwiceBecauseOfAFixedOne) {
  const Json line = LineOf([] {
    Log(Severity::kInfo, "m", {{"time", "t"}, {"severity", "s"}, {"message", "x"}});
  });
  EXPECT_EQ(line["message"], "m");
  EXPECT_EQ(line["message_"], "x");
  EXPECT_EQ(line["severity_"], "s");
}

TEST(Log, WritesAConsoleForPeople) {
  EXPECT_EQ(ConsoleTail(Severity::kWarning, "Slow call.",
                        {Field("rpc", "Get"), Field("ms", 7), Field("name", "a b"),
                         Field("empty", ""), Field("odd", "x=\"y\"\n"), Field("region", "北京")}),
            "WARNING Slow call. rpc=Get ms=7 name=\"a b\" empty=\"\" odd=\"x=\\\"y\\\"\\n\" "
            "region=北京");
  const LogCapture capture(LogFormat::kConsole);
  Log(Severity::kInfo, "Ready.");
  ASSERT_EQ(capture.lines().size(), 1u);
  EXPECT_THAT(capture.lines()[0],
              ContainsRegex("^20[0-9-]+ [0-9:]+\\.[0-9][0-9][0-9][+-][0-9:]+ INFO    Ready\\.$"));
}

TEST(Log, TakesFieldsMadeAtRunTime) {
  std::vector<Field> fields = {{"a", 1}};
  fields.emplace_back("b", "2");
  const Json line = LineOf([&fields] { Log(Severity::kInfo, "m", absl::MakeConstSpan(fields)); });
  EXPECT_EQ(line["a"], 1);
  EXPECT_EQ(line["b"], "2");
}

TEST(Log, GoesToStandardErrorFromItsSeverityUp) {
  testing::internal::CaptureStderr();
  SetupLog({LogFormat::kJson, Severity::kWarning});
  EXPECT_FALSE(LogEnabled(Severity::kInfo));
  EXPECT_TRUE(LogEnabled(Severity::kError));
  Log(Severity::kInfo, "Unseen.");
  Log(Severity::kWarning, "Seen.", {{"n", 1}});
  SetupLog(LogOptions());
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_THAT(text, Not(HasSubstr("Unseen")));
  EXPECT_THAT(text, HasSubstr("\"message\":\"Seen.\",\"n\":1}\n"));
}

TEST(Log, KeepsLinesWholeAmongThreads) {
  const LogCapture capture;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 250; ++i) {
        Log(Severity::kInfo, "m", {{"thread", t}, {"i", i}, {"pad", std::string(200, 'p')}});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(capture.lines().size(), 2000u);
  for (const std::string& line : capture.lines()) EXPECT_TRUE(Json::accept(line)) << line;
}

TEST(Log, ParsesItsSettings) {
  EXPECT_EQ(ParseSeverity("info"), Severity::kInfo);
  EXPECT_EQ(ParseSeverity("WARNING"), Severity::kWarning);
  EXPECT_EQ(ParseSeverity("loud"), std::nullopt);
  EXPECT_EQ(ParseLogFormat("json"), LogFormat::kJson);
  EXPECT_EQ(ParseLogFormat("console"), LogFormat::kConsole);
  EXPECT_EQ(ParseLogFormat("xml"), std::nullopt);
}

}  // namespace
}  // namespace houniao::observe
