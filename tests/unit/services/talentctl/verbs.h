// What the tests of the domain verbs share.
#pragma once

#include <string>

#include "common/base/dates.h"
#include "tests/unit/services/talentctl/office.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::talentctl {

class VerbsTest : public OfficeTest {
 protected:
  static google::type::Date Day(int year, int month, int day) {
    return ToDate(absl::CivilDay(year, month, day));
  }

  template <typename Request>
  const Request& LastRequest(const std::string& method) {
    return static_cast<const Request&>(*Last(method).request);
  }

  void SetToday(absl::CivilDay day) {
    api::v1::ClockState state;
    *state.mutable_time() = ToTimestamp(ShanghaiMidnight(day) + absl::Hours(9));
    state.set_exercise(true);
    Reply("GetClock", state);
  }
};

}  // namespace houniao::talentctl
