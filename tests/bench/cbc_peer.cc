#include "tests/bench/cbc_peer.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <tuple>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace houniao::bench {
namespace {

using recruitment::composing::Person;
using recruitment::composing::Suitability;
using recruitment::composing::TeamProblem;

bool IsBusy(const Person& person, int day, bool afternoon) {
  return !(afternoon ? person.days[0].afternoons : person.days[0].mornings).Has(day);
}

// Half days that anybody has free.
std::vector<std::pair<int, bool>> HalfDays(const TeamProblem& problem) {
  std::vector<std::pair<int, bool>> halves;
  for (int day = 0; day < 366 && problem.joint_half_days > 0; ++day) {
    for (const bool afternoon : {false, true}) {
      for (const Person& person : problem.people) {
        if (IsBusy(person, day, afternoon)) continue;
        halves.emplace_back(day, afternoon);
        break;
      }
    }
  }
  return halves;
}

class LpFile {
 public:
  LpFile(const TeamProblem& problem, const std::string& path) : problem_(problem), out_(path) {}

  void Write() {
    out_ << "Maximize\n obj:";
    ForEachPlace([&](size_t i, const Suitability& s) {
      out_ << " + " << s.points << " x" << i << "_" << s.role << "\n";
    });
    out_ << "Subject To\n";
    WriteRoles();
    WritePeople();
    const auto halves = HalfDays(problem_);
    WriteDays(halves);
    out_ << "Binaries\n";
    for (size_t i = 0; i < problem_.people.size(); ++i) out_ << " y" << i << "\n";
    ForEachPlace(
        [&](size_t i, const Suitability& s) { out_ << " x" << i << "_" << s.role << "\n"; });
    for (size_t h = 0; h < halves.size(); ++h) out_ << " z" << h << "\n";
    out_ << "End\n";
  }

 private:
  template <typename Function>
  void ForEachPlace(Function fn) const {
    for (size_t i = 0; i < problem_.people.size(); ++i) {
      for (const Suitability& s : problem_.people[i].roles) fn(i, s);
    }
  }

  void WriteRoles() {
    for (size_t role = 0; role < problem_.roles.size(); ++role) {
      out_ << " r" << role << ":";
      ForEachPlace([&](size_t i, const Suitability& s) {
        if (s.role == static_cast<int>(role)) out_ << " + x" << i << "_" << role << "\n";
      });
      out_ << " = " << problem_.roles[role].persons << "\n";
    }
  }

  void WritePeople() {
    const auto sum_of_people = [&](auto weight) {
      for (size_t i = 0; i < problem_.people.size(); ++i) {
        out_ << " + " << weight(problem_.people[i]) << " y" << i << "\n";
      }
    };
    if (problem_.budget_fen.has_value()) {
      out_ << " budget:";
      sum_of_people([](const Person& person) { return person.price_fen; });
      out_ << " <= " << *problem_.budget_fen << "\n";
    }
    for (const auto& [name, sign, size] : {std::tuple{" most:", " <= ", problem_.SizeLimit()},
                                           std::tuple{" least:", " >= ", problem_.min_size}}) {
      out_ << name;
      sum_of_people([](const Person&) { return 1; });
      out_ << sign << size << "\n";
    }
    for (size_t i = 0; i < problem_.people.size(); ++i) {
      std::string sum;
      for (const Suitability& s : problem_.people[i].roles) {
        out_ << " l" << i << "_" << s.role << ": x" << i << "_" << s.role << " - y" << i
             << " <= 0\n";
        absl::StrAppend(&sum, " + x", i, "_", s.role);
      }
      if (problem_.most_roles_per_person > 0) {
        out_ << " k" << i << ":" << sum << " - " << problem_.most_roles_per_person << " y" << i
             << " <= 0\n";
      }
      out_ << " w" << i << ":" << sum << " - y" << i << " >= 0\n";
    }
  }

  void WriteDays(const std::vector<std::pair<int, bool>>& halves) {
    if (halves.empty()) return;
    for (size_t h = 0; h < halves.size(); ++h) {
      out_ << " d" << h << ":";
      for (size_t i = 0; i < problem_.people.size(); ++i) {
        if (IsBusy(problem_.people[i], halves[h].first, halves[h].second)) {
          out_ << " + y" << i << "\n";
        }
      }
      out_ << " + " << problem_.SizeLimit() << " z" << h << " <= " << problem_.SizeLimit() << "\n";
    }
    out_ << " joint:";
    for (size_t h = 0; h < halves.size(); ++h) out_ << " + z" << h << "\n";
    out_ << " >= " << problem_.joint_half_days << "\n";
  }

  const TeamProblem& problem_;
  std::ofstream out_;
};

std::string OutputOf(const std::string& command) {
  std::string output;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer;
  while (fgets(buffer.data(), buffer.size(), pipe) != nullptr) output += buffer.data();
  pclose(pipe);
  return output;
}

// The number after the label; 0 without it.
double NumberAfter(const std::string& text, const std::string& label) {
  const size_t at = text.rfind(label);
  if (at == std::string::npos) return 0;
  return std::strtod(text.c_str() + at + label.size(), nullptr);
}

}  // namespace

CbcAnswer SolveWithCbc(const TeamProblem& problem, int limit_seconds) {
  CbcAnswer answer;
  const auto path = std::filesystem::temp_directory_path() /
                    absl::StrCat("houniao_team_", static_cast<long long>(getpid()), ".lp");
  LpFile(problem, path.string()).Write();
  // Whole points: a gap below one proves the optimum.
  const std::string output = OutputOf(
      absl::StrCat("cbc ", path.string(), " -threads 0 -ratioGap 0 -allowableGap 0.999", " -sec ",
                   limit_seconds, " -timeMode elapsed -solve -quit 2>/dev/null"));
  std::filesystem::remove(path);
  answer.ran = output.find("CBC MILP Solver") != std::string::npos;
  answer.optimal = output.find("Result - Optimal solution found") != std::string::npos;
  answer.points = static_cast<int64_t>(NumberAfter(output, "Objective value:") + 0.5);
  answer.seconds = NumberAfter(output, "Time (Wallclock seconds):");
  return answer;
}

std::string CbcVersion() {
  const std::string output = OutputOf("cbc -quit 2>/dev/null");
  const size_t at = output.find("Version: ");
  if (at == std::string::npos) return "";
  return output.substr(at + 9, output.find_first_of(" \n", at + 9) - at - 9);
}

}  // namespace houniao::bench
