// The registers of the other services, through their generated clients.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

#include "common/base/call_context.h"
#include "services/benefits/facts/service_facts.h"
#include "services/benefits/facts/talent_facts.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace houniao::benefits {

// Never called inside a mutation. Thread-safe.
class Registers {
 public:
  virtual ~Registers() = default;
  // FAILED_PRECONDITION REFERENCE_MISSING if there is no such talent, or it is deleted.
  virtual absl::StatusOr<TalentRecord> ReadTalent(const CallContext& call,
                                                  const std::string& talent) const = 0;
  // Service up to `as_of`. With `engagement` also its terms; FAILED_PRECONDITION REFERENCE_MISSING
  // if there is no such engagement, INVALID_ARGUMENT if it is not of this talent.
  virtual absl::StatusOr<ServiceRecord> ReadService(const CallContext& call,
                                                    const std::string& talent,
                                                    const std::string& engagement,
                                                    absl::CivilDay as_of) const = 0;
};

// Channels dial at the first call.
std::unique_ptr<Registers> RemoteRegisters(std::shared_ptr<grpc::Channel> talent,
                                           std::shared_ptr<grpc::Channel> recruitment);

}  // namespace houniao::benefits
