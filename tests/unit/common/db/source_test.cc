// Rules about our own source that a reader would not notice being broken.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace houniao::db {
namespace {

namespace fs = std::filesystem;

fs::path Root() {
  const char* given = std::getenv("HOUNIAO_SOURCE_DIR");
  return given != nullptr ? fs::path(given) : fs::current_path();
}

// Files of ours below `folder` that match, as paths from the root.
std::vector<std::string> Matching(const std::string& folder, const std::string& pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  if (!fs::exists(Root() / folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(Root() / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cc") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (std::regex_search(text, wanted)) {
      found.push_back(fs::relative(entry.path(), Root()).string());
    }
  }
  return found;
}

// The driver's calls ignore the server's answer: a lost COMMIT would be reported as stored.
TEST(Source, NeverCallsTheDriversTransactionMethods) {
  EXPECT_THAT(
      Matching("common/db/mysql", R"((->|\.)\s*(commit|rollback|setAutoCommit|reconnect)\s*\()"),
      ::testing::IsEmpty());
}

TEST(Source, AvoidsTheDriversBindsThatLoseValues) {
  EXPECT_THAT(Matching("common/db/mysql", R"((->|\.)\s*(setUInt|setUInt64|setBlob)\s*\()"),
              ::testing::IsEmpty());
  EXPECT_THAT(Matching("common/db/mysql", "OPT_RECONNECT\""), ::testing::IsEmpty());
}

TEST(Source, OnlyTheTwoEnginesSeeADriver) {
  for (const char* folder : {"common", "services"}) {
    for (const std::string& file : Matching(
             folder, R"(#include\s*<(cppconn/|mysql_driver|mysql_connection|mysql/|mariadb/))")) {
      EXPECT_THAT(file, ::testing::StartsWith("common/db/mysql/"));
    }
    for (const std::string& file : Matching(folder, R"(#include\s*<sqlite3)")) {
      EXPECT_THAT(file, ::testing::StartsWith("common/db/sqlite/"));
    }
  }
}

}  // namespace
}  // namespace houniao::db
