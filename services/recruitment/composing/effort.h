// What a search may spend, and whether anybody still waits for it.
#pragma once

#include <cstdint>
#include <functional>

namespace houniao::recruitment::composing {

// True once nobody waits; then always. Asked every millisecond or so.
using Cancelled = std::function<bool()>;

// Counted, so that equal questions get equal answers on every machine.
struct Effort {
  int64_t nodes = 0;
  int64_t limit = 0;
  // May be null; must outlive the search.
  const Cancelled* cancelled = nullptr;

  bool gone() const { return cancelled != nullptr && *cancelled != nullptr && (*cancelled)(); }
  bool spent() const { return nodes >= limit || gone(); }
};

}  // namespace houniao::recruitment::composing
