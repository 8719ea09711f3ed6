// What a demand pays, as talents ask for it: by the day.
#pragma once

#include <cstdint>

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// True if the demand states a fee for the whole service alone.
inline bool IsPaidByProject(const v1::Demand& demand) {
  return demand.day_fee_fen() == 0 && demand.project_fee_fen() > 0 && demand.day_count() > 0;
}

// Most that is paid for a whole day, in fen: of a project its fee by its days, rounded down, so
// that what talents ask for a day is compared with what a day brings. 0 if no fee is stated.
inline int64_t MostDayFee(const v1::Demand& demand) {
  return IsPaidByProject(demand) ? demand.project_fee_fen() / demand.day_count()
                                 : demand.day_fee_fen();
}

// Makes the demand pay that much for a day, in the way in which it pays.
inline void SetMostDayFee(int64_t fen, v1::Demand& demand) {
  if (IsPaidByProject(demand)) {
    demand.set_project_fee_fen(fen * demand.day_count());
  } else {
    demand.set_day_fee_fen(fen);
  }
}

}  // namespace houniao::recruitment
