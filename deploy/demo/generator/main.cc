// houniao-demo: writes a made-up register of talents and teams. The same seed gives the same bytes.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"

#include "deploy/demo/generator/register.h"
#include "deploy/demo/generator/talent_file.h"
#include "deploy/demo/generator/teams.h"

ABSL_FLAG(uint64_t, seed, 42, "What the people are drawn from.");
ABSL_FLAG(int, talents, 2000, "How many talents, 10 to 9000; seven wrong rows come on top.");
ABSL_FLAG(int, teams, 40, "How many teams, 0 to 400.");
ABSL_FLAG(std::string, out, "", "Folder for talents.csv and teams.yaml; made if absent.");

namespace houniao::demo {
namespace {

constexpr int kMostTeams = 400;

absl::Status Write(const std::filesystem::path& path, absl::string_view text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (file.fail()) return absl::UnavailableError(absl::StrCat("cannot write ", path.string()));
  return absl::OkStatus();
}

absl::Status Generate(uint64_t seed, int talents, int teams, const std::string& out) {
  if (out.empty()) return absl::InvalidArgumentError("--out is required");
  if (talents < kLeastTalents || talents > kMostTalents) {
    return absl::InvalidArgumentError(
        absl::StrCat("--talents must be ", kLeastTalents, " to ", kMostTalents));
  }
  if (teams < 0 || teams > kMostTeams) {
    return absl::InvalidArgumentError(absl::StrCat("--teams must be 0 to ", kMostTeams));
  }
  std::error_code error;
  const std::filesystem::path folder(out);
  std::filesystem::create_directories(folder, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot make ", out));
  const Register made = MakeRegister(seed, talents);
  const auto grouped = MakeTeams(seed, made.people, teams);
  if (!grouped.ok()) return grouped.status();
  if (absl::Status written = Write(folder / "talents.csv", TalentFile(made.rows)); !written.ok()) {
    return written;
  }
  if (absl::Status written = Write(folder / "teams.yaml", TeamFile(*grouped)); !written.ok()) {
    return written;
  }
  std::cout << made.people.size() << " talents, " << made.rows.size() - made.people.size()
            << " wrong rows, " << grouped->size() << " teams in " << out << "\n";
  return absl::OkStatus();
}

}  // namespace
}  // namespace houniao::demo

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Writes a made-up register of talents and teams.\n\n"
      "  houniao-demo --out var/demo\n"
      "  houniao-demo --seed 7 --talents 500 --teams 10 --out var/demo");
  absl::ParseCommandLine(argc, argv);
  const absl::Status done =
      houniao::demo::Generate(absl::GetFlag(FLAGS_seed), absl::GetFlag(FLAGS_talents),
                              absl::GetFlag(FLAGS_teams), absl::GetFlag(FLAGS_out));
  if (done.ok()) return 0;
  std::cerr << "houniao-demo: " << done.message() << "\n";
  return absl::IsInvalidArgument(done) ? 2 : 1;
}
