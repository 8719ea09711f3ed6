// The walls of the house: who may include whom. A wall that nothing checks is a drawing.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace houniao {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;  // from the repository root
  std::string target;
  int line = 0;
};

fs::path Root() {
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  return root == nullptr ? fs::current_path() : fs::path(root);
}

std::vector<std::string> SourceFiles() {
  std::vector<std::string> files;
  for (const char* top : {"common", "services", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(Root() / top)) {
      const auto extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".h" || extension == ".cc")) {
        files.push_back(fs::relative(entry.path(), Root()).string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Include> AllIncludes() {
  static const std::regex kInclude(R"re(^\s*#\s*include\s*["<]([^">]+)[">])re");
  std::vector<Include> includes;
  for (const std::string& file : SourceFiles()) {
    std::ifstream in(Root() / file);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      std::smatch match;
      if (std::regex_search(line, match, kInclude)) includes.push_back({file, match[1], number});
    }
  }
  return includes;
}

// What is below each folder of common/, from the ground up.
const std::vector<std::string>& CommonOrder() {
  static const auto* order = new std::vector<std::string>{
      "base",    "errors", "codes",    "titles", "calendar",   "config", "crypto",
      "observe", "db",     "resource", "feed",   "population", "rpc"};
  return *order;
}

int Rank(const std::string& path) {
  for (size_t i = 0; i < CommonOrder().size(); ++i) {
    if (absl::StartsWith(path, absl::StrCat("common/", CommonOrder()[i], "/"))) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

std::string ServiceOf(const std::string& path) {
  for (const char* service : {"talent", "recruitment", "benefits"}) {
    if (absl::StartsWith(path, absl::StrCat("services/", service, "/"))) return service;
  }
  return "";
}

bool IsGrpc(const std::string& target) {
  return absl::StartsWith(target, "grpc") || absl::EndsWith(target, ".grpc.pb.h");
}

// Rooms of pure functions over messages: the domain of a service, and what benefits decides with.
bool IsPure(const std::string& path) {
  if (!absl::StartsWith(path, "services/")) return false;
  return absl::StrContains(path, "/domain/") ||
         absl::StartsWith(path, "services/benefits/rules/") ||
         absl::StartsWith(path, "services/benefits/clockwork/");
}

// Empty if the include is allowed.
std::string Wall(const Include& include) {
  const std::string& file = include.file;
  const std::string& target = include.target;
  if (!absl::StartsWith(file, "tests/") && absl::StartsWith(target, "tests/")) {
    return "nobody sees tests";
  }
  if (absl::StartsWith(file, "common/") && absl::StartsWith(target, "services/")) {
    return "common does not know services";
  }
  if (Rank(file) >= 0 && Rank(target) > Rank(file)) return "common is layered from the ground up";
  const std::string mine = ServiceOf(file), theirs = ServiceOf(target);
  if (!mine.empty() && !theirs.empty() && mine != theirs) {
    return "services meet through proto and generated clients";
  }
  const bool driver = target == "sqlite3.h" || absl::StartsWith(target, "cppconn/") ||
                      absl::StartsWith(target, "mysql");
  if (driver && !absl::StartsWith(file, "common/db/sqlite/") &&
      !absl::StartsWith(file, "common/db/mysql/") && !absl::StartsWith(file, "tests/")) {
    return "only common/db/{sqlite,mysql} see a driver";
  }
  const bool observing =
      absl::StartsWith(target, "spdlog/") || absl::StartsWith(target, "prometheus/");
  if (observing && !absl::StartsWith(file, "common/observe/")) {
    return "only common/observe sees the log and metrics libraries";
  }
  if (IsGrpc(target) && absl::StartsWith(file, "common/") &&
      !absl::StartsWith(file, "common/rpc/")) {
    return "below common/rpc nobody sees gRPC";
  }
  if (IsPure(file)) {
    if (IsGrpc(target)) return "domain does not see gRPC";
    const bool allowed = IsPure(target) || absl::StartsWith(target, "common/base/") ||
                         absl::StartsWith(target, "common/codes/") ||
                         absl::StartsWith(target, "common/calendar/") ||
                         absl::StartsWith(target, "common/errors/");
    const bool ours = absl::StartsWith(target, "common/") || absl::StartsWith(target, "services/");
    if (ours && !allowed) return "domain sees proto types and common/{base,codes,calendar,errors}";
  }
  return "";
}

TEST(Walls, HoldForEveryInclude) {
  std::vector<std::string> broken;
  for (const Include& include : AllIncludes()) {
    const std::string wall = Wall(include);
    if (!wall.empty()) {
      broken.push_back(
          absl::StrCat(include.file, ":", include.line, " includes ", include.target, ": ", wall));
    }
  }
  EXPECT_TRUE(broken.empty()) << absl::StrJoin(broken, "\n");
}

TEST(Walls, AreNoticedWhenBroken) {
  EXPECT_NE(Wall({"services/talent/domain/talent.cc", "grpcpp/grpcpp.h", 1}), "");
  EXPECT_NE(Wall({"services/talent/domain/talent.cc", "common/db/database.h", 1}), "");
  EXPECT_NE(Wall({"services/talent/handlers/a.cc", "services/benefits/module.h", 1}), "");
  EXPECT_NE(Wall({"common/base/clock.cc", "common/db/database.h", 1}), "");
  EXPECT_NE(Wall({"common/resource/store.cc", "sqlite3.h", 1}), "");
  EXPECT_NE(Wall({"services/talent/module.cc", "spdlog/spdlog.h", 1}), "");
  EXPECT_NE(Wall({"services/talent/module.cc", "tests/support/journal.h", 1}), "");
  EXPECT_EQ(Wall({"services/talent/handlers/a.cc", "services/talent/domain/talent.h", 1}), "");
}

TEST(Rooms, HaveTrueNames) {
  static const std::regex kVague(
      R"re((^|[/_])(util|utils|helper|helpers|manager|managers|misc)([/_.]|$))re");
  for (const std::string& file : SourceFiles()) {
    EXPECT_FALSE(std::regex_search(file, kVague)) << file << " does not say what lives there";
  }
}

TEST(TopLevel, IsAsAgreed) {
  std::vector<std::string> extra;
  for (const auto& entry : fs::directory_iterator(Root())) {
    const std::string name = entry.path().filename().string();
    static const std::vector<std::string> kAgreed = {
        "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "build", "common", "deploy",
        "proto",          "services",          "tests",   "var"};
    if (name[0] != '.' && std::find(kAgreed.begin(), kAgreed.end(), name) == kAgreed.end()) {
      extra.push_back(name);
    }
  }
  EXPECT_TRUE(extra.empty()) << absl::StrJoin(extra, ", ");
}

}  // namespace
}  // namespace houniao
