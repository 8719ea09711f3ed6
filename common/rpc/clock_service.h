// houniao.api.v1.ClockService: what time the service believes it is, and moving it in exercises.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "common/base/clock.h"
#include "common/resource/store.h"
#include "common/rpc/service_table.h"

namespace houniao::rpc {

// `simulated` is the same clock, or null if it is the real one: AdvanceClock then answers
// NOT_EXERCISE_MODE. `listeners` are called one after another when the clock has moved, before the
// reply, so that whatever falls due has happened when the caller hears. Each of `stores` gets an
// audit record of the move; it happens with that of the first, or not at all. Clocks and stores
// outlive the table.
std::unique_ptr<ServiceTable> MakeClockService(const Clock& clock, SimulatedClock* simulated,
                                               std::vector<std::function<void()>> listeners,
                                               std::vector<const resource::Store*> stores = {});

}  // namespace houniao::rpc
