// Recall and precision over tests/golden/discrimination_texts.csv (SECURITY, section H: at least
// 200 texts of either kind, recall 0.95, precision 0.90). The texts are made up.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "absl/strings/match.h"

#include "services/recruitment/domain/discriminating_clauses.h"
#include "services/recruitment/domain/discrimination.h"

namespace houniao::recruitment {
namespace {

struct Text {
  std::string ground;  // `none` if it may be published
  std::string text;
};

std::vector<Text> ReadTexts(const char* name) {
  const char* const root = std::getenv("HOUNIAO_SOURCE_DIR");
  std::ifstream file(absl::StrCat(root == nullptr ? "." : root, "/tests/golden/", name));
  EXPECT_TRUE(file.is_open());
  std::vector<Text> texts;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line == "ground,text") continue;
    const size_t comma = line.find(',');
    texts.push_back({line.substr(0, comma), line.substr(comma + 1)});
  }
  return texts;
}

// Found on the ground that the text is about, or on any for one that is about none.
bool IsFound(const Text& text) {
  const auto found = FindDiscriminatingWords("description", text.text);
  return std::any_of(found.begin(), found.end(), [&](const DiscriminatingWords& words) {
    return text.ground == "none" || words.ground == text.ground;
  });
}

TEST(DiscriminationTexts, RecallAndPrecision) {
  std::map<std::string, std::pair<int, int>> by_ground;  // found, all
  int hits = 0, misses = 0, false_alarms = 0, silent = 0;
  for (const Text& text : ReadTexts("discrimination_texts.csv")) {
    const bool found = IsFound(text);
    auto& [seen, all] = by_ground[text.ground];
    ++all;
    seen += found ? 1 : 0;
    if (text.ground == "none") {
      ++(found ? false_alarms : silent);
    } else {
      ++(found ? hits : misses);
    }
    if (found == (text.ground == "none")) {
      std::printf("  %s: %s\n", found ? "false alarm" : "missed", text.text.c_str());
    }
  }
  for (const auto& [ground, counts] : by_ground) {
    std::printf("  %-24s %d of %d found\n", ground.c_str(), counts.first, counts.second);
  }
  EXPECT_GE(hits + misses, 200);
  EXPECT_GE(silent + false_alarms, 200);
  // In whole numbers: 0.95 and 0.90.
  EXPECT_GE(hits * 100, 95 * (hits + misses)) << misses << " missed";
  EXPECT_GE(hits * 100, 90 * (hits + false_alarms)) << false_alarms << " false alarms";
}

// Texts that were written before the rules, on more grounds: each is refused, on whatever ground.
TEST(DiscriminationTexts, RecallAndPrecisionOfTextsWrittenFirst) {
  int hits = 0, misses = 0, false_alarms = 0;
  std::map<std::string, int> grounds;
  for (const Text& text : ReadTexts("discrimination_unseen.csv")) {
    const bool found = !FindDiscriminatingWords("description", text.text).empty();
    ++grounds[text.ground];
    if (text.ground == "none") {
      false_alarms += found;
    } else {
      ++(found ? hits : misses);
    }
    if (found == (text.ground == "none")) {
      std::printf("  %s: %s\n", found ? "false alarm" : "missed", text.text.c_str());
    }
  }
  EXPECT_GE(hits + misses, 350);
  EXPECT_GE(grounds["none"], 200);
  for (const char* ground : {"religion", "health", "appearance", "region", "party", "school"}) {
    EXPECT_GE(grounds[ground], 10) << ground;
  }
  EXPECT_GE(hits * 100, 95 * (hits + misses)) << misses << " missed";
  EXPECT_GE(hits * 100, 99 * (hits + false_alarms)) << false_alarms << " false alarms";
}

// What a clause is: a term, a cue near it, none of the words that excuse, all between two marks.
TEST(DiscriminationTexts, ClausesAreJudgedBetweenMarks) {
  const auto grounds = [](const std::string& text) {
    std::vector<std::string> all;
    for (const auto& found : FindDiscriminatingWords("title", text)) all.push_back(found.ground);
    return all;
  };
  EXPECT_GT(DiscriminatingClauseCount(), 30);
  EXPECT_EQ(grounds("乙肝携带者勿投"), std::vector<std::string>{"health"});
  EXPECT_TRUE(grounds("乙肝疫苗研发").empty());
  EXPECT_TRUE(grounds("熟悉党员教育展陈，优先考虑返乡人才").empty());
  EXPECT_EQ(grounds("党员优先"), std::vector<std::string>{"party"});
  EXPECT_TRUE(grounds("身高1.2米以下儿童免票规则设计").empty());
  // Every part has its own.
  EXPECT_EQ(grounds("限党员；乙肝携带者勿投"), (std::vector<std::string>{"party", "health"}));
}

TEST(DiscriminationTexts, EveryGroundHasTexts) {
  std::map<std::string, int> grounds;
  for (const Text& text : ReadTexts("discrimination_texts.csv")) ++grounds[text.ground];
  for (const char* ground :
       {"sex", "age", "marital status", "ethnicity", "household registration"}) {
    EXPECT_GE(grounds[ground], 20) << ground;
  }
}

// What the marks of the list mean.
TEST(DiscriminationTexts, PatternsMatchAsTheListSays) {
  const auto words = [](const std::string& text) {
    std::vector<std::string> all;
    for (const auto& found : FindDiscriminatingWords("title", text)) all.push_back(found.words);
    return all;
  };
  EXPECT_EQ(words("调试工程师（男）"), std::vector<std::string>{"男"});
  EXPECT_TRUE(words("男、女皆可").empty());  // 、 parts nothing
  EXPECT_EQ(words("要求具有蕉城区户籍").front(), "要求具有蕉城区户籍");
  // More than eight characters, or a mark between.
  EXPECT_TRUE(words("要求具有一二三四五六七八九户籍的说明").empty());
  EXPECT_TRUE(words("具有经验。户籍管理").empty());
  // A number that is no age does not make the answer longer than the words.
  EXPECT_TRUE(words(std::string(4000, '9') + "岁以下").size() <= 1);
  EXPECT_TRUE(words(std::string("\xff\xfe\xff男", 6)).empty());
}

}  // namespace
}  // namespace houniao::recruitment
