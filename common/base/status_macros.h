// The only way a StatusOr is unwrapped: `*status_or` without a check aborts the process.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define HOUNIAO_CONCAT_(a, b) a##b
#define HOUNIAO_CONCAT(a, b) HOUNIAO_CONCAT_(a, b)

// Returns from the enclosing function if `expression` is not OK.
#define RETURN_IF_ERROR(expression)                  \
  do {                                               \
    ::absl::Status houniao_status = (expression);    \
    if (!houniao_status.ok()) return houniao_status; \
  } while (false)

// ASSIGN_OR_RETURN(auto x, F()): x gets the value, or the status is returned.
#define ASSIGN_OR_RETURN(lhs, expression) \
  HOUNIAO_ASSIGN_OR_RETURN_(HOUNIAO_CONCAT(houniao_or_, __LINE__), lhs, expression)
#define HOUNIAO_ASSIGN_OR_RETURN_(temporary, lhs, expression) \
  auto temporary = (expression);                              \
  if (!temporary.ok()) return std::move(temporary).status();  \
  lhs = *std::move(temporary)
