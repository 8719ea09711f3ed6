#include "tests/bench/closed_loop.h"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>

#include "absl/time/clock.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/proto_buffer_reader.h"

namespace houniao::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Usage {
  absl::Duration cpu;
  int64_t waits = 0;
};

Usage UsageNow() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return {absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime),
          usage.ru_nvcsw};
}

struct Outstanding {
  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
  grpc::ByteBuffer reply;
  grpc::Status status;
  SteadyClock::time_point start;
};

class Loop {
 public:
  Loop(const Target& target, int outstanding, size_t first)
      : target_(target),
        stub_(target.channel),
        message_(target.reply->New()),
        next_(first),
        slots_(static_cast<size_t>(outstanding)) {
    for (const std::string& request : target.requests) {
      const grpc::Slice slice(request);
      requests_.emplace_back(&slice, 1);
    }
  }

  Round Run(absl::Duration length) {
    const Usage before = UsageNow();
    const auto start = SteadyClock::now();
    const auto end = start + absl::ToChronoNanoseconds(length);
    for (Outstanding& slot : slots_) Send(slot);
    auto running = slots_.size();
    void* tag = nullptr;
    bool ok = false;
    while (running > 0 && queue_.Next(&tag, &ok)) {
      Outstanding& slot = *static_cast<Outstanding*>(tag);
      const auto now = SteadyClock::now();
      if (now < end) {
        Take(slot, now);
        Send(slot);
      } else {
        --running;
      }
    }
    round_.time = length;
    const Usage after = UsageNow();
    round_.cpu = after.cpu - before.cpu;
    round_.waits = after.waits - before.waits;
    std::sort(round_.latencies_us.begin(), round_.latencies_us.end());
    queue_.Shutdown();
    while (queue_.Next(&tag, &ok)) {
    }
    return std::move(round_);
  }

 private:
  void Send(Outstanding& slot) {
    slot.context = std::make_unique<grpc::ClientContext>();
    if (!target_.authorization.empty()) {
      slot.context->AddMetadata("authorization", target_.authorization);
    }
    slot.start = SteadyClock::now();
    slot.reply.Clear();
    slot.reader = stub_.PrepareUnaryCall(slot.context.get(), target_.method,
                                         requests_[next_++ % requests_.size()], &queue_);
    slot.reader->StartCall();
    slot.reader->Finish(&slot.reply, &slot.status, &slot);
  }

  void Take(Outstanding& slot, SteadyClock::time_point now) {
    grpc::ProtoBufferReader bytes(&slot.reply);
    if (slot.status.ok() && message_->ParseFromZeroCopyStream(&bytes)) {
      ++round_.calls;
      round_.latencies_us.push_back(
          std::chrono::duration<float, std::micro>(now - slot.start).count());
    } else {
      ++round_.failed;
    }
  }

  const Target& target_;
  grpc::GenericStub stub_;
  const std::unique_ptr<google::protobuf::Message> message_;
  std::vector<grpc::ByteBuffer> requests_;
  size_t next_;
  grpc::CompletionQueue queue_;
  std::vector<Outstanding> slots_;
  Round round_;
};

}  // namespace

double Round::CallsPerSecond() const {
  return static_cast<double>(calls) / absl::ToDoubleSeconds(time);
}

float Round::LatencyUs(double share) const {
  if (latencies_us.empty()) return 0;
  const auto last = static_cast<double>(latencies_us.size() - 1);
  return latencies_us[static_cast<size_t>(std::lround(share * last))];
}

Round RunClosedLoop(const Target& target, int outstanding, absl::Duration length, size_t first) {
  return Loop(target, outstanding, first).Run(length);
}

}  // namespace houniao::bench
