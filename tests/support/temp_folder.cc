#include "tests/support/temp_folder.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace houniao::testing {
namespace {

namespace fs = std::filesystem;

// hn-<what>-<process>-<random> of a process that is gone.
bool IsLeftover(const std::string& name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '-');
  int process = 0;
  return parts.size() == 4 && parts[0] == "hn" && absl::SimpleAtoi(parts[2], &process) &&
         process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

void Sweep(const fs::path& place) {
  std::error_code ignored;
  std::vector<fs::path> leftovers;
  for (const auto& entry : fs::directory_iterator(place, ignored)) {
    if (IsLeftover(entry.path().filename().string())) leftovers.push_back(entry.path());
  }
  for (const fs::path& path : leftovers) fs::remove_all(path, ignored);
}

}  // namespace

std::string MakeTempFolder(absl::string_view what) {
  const fs::path place = fs::temp_directory_path();
  static const bool swept = [&] {
    Sweep(place);
    return true;
  }();
  std::string folder = absl::StrCat(place.string(), "/hn-", what, "-", ::getpid(), "-XXXXXX");
  if (!swept || ::mkdtemp(folder.data()) == nullptr) std::abort();
  return folder;
}

}  // namespace houniao::testing
