// A client that keeps a number of unary calls outstanding on one connection: closed loop.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"

namespace houniao::bench {

struct Round {
  int64_t calls = 0;
  int64_t failed = 0;
  absl::Duration time;
  // Of the whole process, client and server: time on a core, and how often a thread gave its core
  // up to wait.
  absl::Duration cpu;
  int64_t waits = 0;
  // Of every call, microseconds, sorted.
  std::vector<float> latencies_us;

  double CallsPerSecond() const;
  // `share` in [0, 1].
  float LatencyUs(double share) const;
};

struct Target {
  std::shared_ptr<grpc::Channel> channel;
  // `/houniao.talent.v1.TalentService/GetTalent`
  std::string method;
  // Serialized requests, taken in turn.
  std::vector<std::string> requests;
  // What replies are parsed into.
  const google::protobuf::Message* reply = nullptr;
  // Sent as `authorization` if it is not empty.
  std::string authorization;
};

// One thread; counts calls that end within `length`. Begins with request number `first`, counted
// round and round.
Round RunClosedLoop(const Target& target, int outstanding, absl::Duration length, size_t first = 0);

}  // namespace houniao::bench
