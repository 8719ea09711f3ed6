// Near misses and relaxations against plain loops over everybody.
#include "services/recruitment/insight/near_misses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "services/recruitment/insight/eligible.h"
#include "services/recruitment/insight/relaxations.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/insight/made_up_district.h"

namespace houniao::recruitment {
namespace {

absl::Status KeepGoing() { return absl::OkStatus(); }

bool OfDays(v1::Gate gate) { return gate == v1::GATE_SEASON || gate == v1::GATE_REMAINING_DAYS; }

// Failed gates of one row, days counted once; nothing if it passes or law keeps it out.
struct Plain {
  int gates = 0;
  std::string id;
  std::vector<size_t> failed;
};
std::optional<Plain> LookPlainly(const GateList& gates, const population::View& view,
                                 uint32_t row) {
  const Applicant applicant{&*view, row};
  Plain plain{0, std::string(view->id(row)), {}};
  bool days = false;
  for (size_t i = 0; i < gates.rules().size(); ++i) {
    const GateRule& rule = gates.rules()[i];
    if (rule.passes(applicant)) continue;
    if (!CanGiveWay(rule.gate)) return std::nullopt;
    plain.failed.push_back(i);
    if (OfDays(rule.gate) && days) continue;
    days |= OfDays(rule.gate);
    ++plain.gates;
  }
  if (plain.gates == 0 || plain.gates > kMostMissedGates) return std::nullopt;
  return plain;
}

TEST(NearMisses, AreThoseThatPlainLoopsFind) {
  int with_misses = 0;
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    MadeUpDistrict district(seed);
    for (int round = 0; round < 10; ++round) {
      const Subject subject = district.MakeRandomSubject();
      const size_t most = static_cast<size_t>(1 + district.Below(30));
      const population::View view = district.population.view();
      const GateList gates(subject, *view, &district.stations);
      std::map<std::string, Plain> all;
      std::map<size_t, int64_t> alone;
      for (const uint32_t row : view->live()) {
        auto plain = LookPlainly(gates, view, row);
        if (!plain.has_value()) continue;
        if (plain->gates == 1) ++alone[plain->failed.front()];
        const std::string id = plain->id;
        all.emplace(id, *std::move(plain));
      }
      ASSERT_OK_AND_ASSIGN(const MissScan scan,
                           ScanMisses(subject, view, gates, most, 5, KeepGoing));
      ASSERT_EQ(scan.nearest.size(), std::min(most, all.size())) << subject.demand.DebugString();
      with_misses += scan.nearest.empty() ? 0 : 1;
      std::vector<int> levels;
      for (const auto& [id, plain] : all) levels.push_back(plain.gates);
      std::sort(levels.begin(), levels.end());
      for (size_t i = 0; i < scan.nearest.size(); ++i) {
        const NearMiss& miss = scan.nearest[i];
        const Plain& plain = all.at(std::string(view->id(miss.row)));
        ASSERT_EQ(miss.gates, plain.gates);
        ASSERT_EQ(miss.gates, levels[i]) << "not the fewest gates";
        ASSERT_EQ(miss.failed, plain.failed);
        ASSERT_GT(miss.distance, 0);
        if (i == 0) continue;
        const NearMiss& before = scan.nearest[i - 1];
        ASSERT_TRUE(std::make_tuple(before.gates, before.distance, view->id(before.row)) <
                    std::make_tuple(miss.gates, miss.distance, view->id(miss.row)));
      }
      for (size_t i = 0; i < scan.alone.size(); ++i) {
        ASSERT_EQ(scan.alone[i].count, alone[i]);
        ASSERT_TRUE(
            std::is_sorted(scan.alone[i].shortfalls.begin(), scan.alone[i].shortfalls.end()));
        ASSERT_LE(scan.alone[i].shortfalls.size(), 5u);
      }
    }
  }
  EXPECT_GT(with_misses, 200);
}

TEST(NearMisses, EligibleRowsAreThoseWhoPass) {
  for (uint32_t seed = 100; seed < 130; ++seed) {
    MadeUpDistrict district(seed);
    const Subject subject = district.MakeRandomSubject();
    const population::View view = district.population.view();
    ASSERT_OK_AND_ASSIGN(const Roaring rows, EligibleRows(subject, view, district.stations));
    std::set<std::string> ids;
    for (const uint32_t row : rows) ids.insert(std::string(view->id(row)));
    ASSERT_EQ(ids, EligibleByLoop(subject, view, district.stations));
  }
}

TEST(NearMisses, EndWhenNobodyWaits) {
  MadeUpDistrict district(5, 6000);
  Subject subject = MakeSubject(WinterDemand(), StorageEmployer(), absl::CivilDay(2026, 3, 2));
  const population::View view = district.population.view();
  const GateList gates(subject, *view, &district.stations);
  int asked = 0;
  const auto stop = [&asked] {
    ++asked;
    return absl::CancelledError("gone");
  };
  const auto scan = ScanMisses(subject, view, gates, 5, 1, stop);
  // Where so few are looked at that nobody is asked it ends by itself.
  EXPECT_EQ(scan.ok(), asked == 0);
}

// Giving way never takes anybody out, and lowering a number by what the nearest lack lets them in.
TEST(Relaxations, BringWhomTheyAreMadeFor) {
  int made = 0, bring = 0;
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    MadeUpDistrict district(seed + 1000);
    for (int round = 0; round < 6; ++round) {
      const Subject subject = district.MakeRandomSubject();
      const population::View view = district.population.view();
      const GateList gates(subject, *view, &district.stations);
      const int missing = 1 + district.Below(4);
      ASSERT_OK_AND_ASSIGN(
          const MissScan scan,
          ScanMisses(subject, view, gates, 5, static_cast<size_t>(missing), KeepGoing));
      const auto before = EligibleByLoop(subject, view, district.stations);
      for (size_t i = 0; i < gates.rules().size(); ++i) {
        const GateRule& rule = gates.rules()[i];
        for (const RelaxedSubject& relaxed : RelaxationsOf(subject, rule, scan.alone[i], missing)) {
          ASSERT_TRUE(CanGiveWay(rule.gate));
          ASSERT_FALSE(relaxed.wanted.empty());
          ++made;
          const auto after = EligibleByLoop(relaxed.subject, view, district.stations);
          // The way of payment is part of what the law allows, so it alone may take people out.
          if (rule.gate == v1::GATE_FEE_MODEL) continue;
          ASSERT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()))
              << v1::Gate_Name(rule.gate) << "\n"
              << relaxed.wanted;
          bring += after.size() > before.size() ? 1 : 0;
          const bool dropped = relaxed.wanted == "不作要求";
          if (dropped) {
            ASSERT_EQ(after.size(), before.size() + static_cast<size_t>(scan.alone[i].count))
                << v1::Gate_Name(rule.gate) << subject.demand.DebugString();
          }
          // 期间内任何日子 gives way on the season instead of the number.
          if (!dropped && relaxed.wanted != "期间内任何日子" && !scan.alone[i].shortfalls.empty() &&
              (rule.gate == v1::GATE_TITLE_RANK || rule.gate == v1::GATE_EDUCATION ||
               rule.gate == v1::GATE_EXPERIENCE || rule.gate == v1::GATE_FEE ||
               rule.gate == v1::GATE_REMAINING_DAYS || rule.gate == v1::GATE_ON_SITE_SHARE)) {
            ASSERT_GE(after.size(), before.size() + scan.alone[i].shortfalls.size())
                << v1::Gate_Name(rule.gate) << " " << relaxed.wanted << "\n"
                << subject.demand.DebugString();
          }
        }
      }
    }
  }
  EXPECT_GT(made, 200);
  EXPECT_GT(bring, made / 2);
}

TEST(Relaxations, LawAndConsentNeverGiveWay) {
  for (const v1::Gate gate :
       {v1::GATE_SHARE_CONSENT, v1::GATE_PROFILE_ACTIVE, v1::GATE_STATUS_ALLOWED,
        v1::GATE_HOME_UNIT_CONSENT, v1::GATE_CONFLICT_OF_INTEREST, v1::GATE_INTEGRITY_RECORD,
        v1::GATE_ACADEMICIAN_QUOTA}) {
    EXPECT_FALSE(CanGiveWay(gate)) << v1::Gate_Name(gate);
    GateRule rule;
    rule.gate = gate;
    const Subject subject =
        MakeSubject(WinterDemand(), StorageEmployer(), absl::CivilDay(2026, 3, 2));
    EXPECT_TRUE(RelaxationsOf(subject, rule, {7, {1}, {}}, 1).empty());
  }
  int others = 0;
  for (int gate = 1; gate <= v1::Gate_MAX; ++gate) {
    others += CanGiveWay(static_cast<v1::Gate>(gate)) ? 1 : 0;
  }
  EXPECT_EQ(others, 15);
}

}  // namespace
}  // namespace houniao::recruitment
