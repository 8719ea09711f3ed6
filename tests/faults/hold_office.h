// A few people whom everybody wants on the same few days.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "grpcpp/channel.h"

namespace houniao::testing {

struct HoldOffice {
  // Half days of a year that each may serve, by name.
  std::map<std::string, int> half_days_per_year;
  // Employers that each may serve at once, by name; absent: any number.
  std::map<std::string, int> stations;
  std::vector<std::string> talents;
  std::vector<std::string> person_demands;  // of four employers
  std::string team_demand;
  std::string team;  // of the last two talents
};

// The days that are wanted, numbered from 0: of January and February 2027.
inline constexpr int kWantedDays = 12;

// Creates them, on the exercise date 2026-03-02. Ends the test if it cannot.
HoldOffice MakeHoldOffice(const std::shared_ptr<grpc::Channel>& talent,
                          const std::shared_ptr<grpc::Channel>& recruitment);

}  // namespace houniao::testing
