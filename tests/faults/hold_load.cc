#include "tests/faults/hold_load.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

#include "common/errors/errors.h"

namespace houniao::testing {
namespace {

using recruitment::v1::Engagement;

// Longer than any stall that the tests make.
constexpr absl::Duration kPatience = absl::Seconds(30);

// True for a refusal of the service itself; otherwise nobody knows what happened.
bool IsAnswer(const absl::Status& status) {
  return !errors::ReasonOf(status).empty() && !absl::IsUnavailable(status) &&
         !absl::IsDeadlineExceeded(status) && !absl::IsAborted(status);
}

// Refusals that contention explains.
bool IsExpected(const std::string& reason, const absl::Status& status) {
  return reason == "DAYS_NOT_AVAILABLE" ||
         (reason == "NOT_ELIGIBLE" &&
          errors::MetadataOf(status, "gate") == "GATE_ACADEMICIAN_QUOTA");
}

}  // namespace

struct HoldLoad::Client {
  std::mt19937 random;
  RandomIds ids;
  std::vector<std::string> held;       // own holds that nothing was done with
  std::vector<std::string> confirmed;  // own confirmed ones

  int Below(size_t end) { return static_cast<int>(random() % end); }
};

HoldLoad::HoldLoad(const HoldOffice& office, int clients, int holds, int seed)
    : office_(office), clients_(clients), holds_(holds), seed_(seed) {}

HoldLoad::~HoldLoad() { Join(); }

void HoldLoad::SetChannel(const std::shared_ptr<grpc::Channel>& channel) {
  MutexLock lock(mutex_);
  stub_ = Service::NewStub(channel);
}

std::shared_ptr<HoldLoad::Service::Stub> HoldLoad::CurrentStub() {
  MutexLock lock(mutex_);
  return stub_;
}

void HoldLoad::Start() {
  for (int number = 0; number < clients_; ++number) {
    threads_.emplace_back([this, number] { Run(number); });
  }
}

void HoldLoad::Join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

template <typename Request, typename Reply>
absl::StatusOr<Reply> HoldLoad::Answer(Client& client,
                                       grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                                             const Request&,
                                                                             Reply*),
                                       Request request) {
  request.set_request_id(client.ids.NewUuid());
  for (;;) {
    const auto stub = CurrentStub();
    auto reply = Call(*stub, method, request, kPatience);
    if (reply.ok() || IsAnswer(reply.status())) return reply;
    ++repeated_;
    absl::SleepFor(absl::Milliseconds(100));
  }
}

// Mostly one person on one to three days; now and then a team.
recruitment::v1::HoldEngagementRequest HoldLoad::AnyHold(Client& client) const {
  recruitment::v1::HoldEngagementRequest request;
  if (client.Below(8) == 0) {
    request.set_demand(office_.team_demand);
    request.set_team(office_.team);
  } else {
    request.set_demand(
        office_.person_demands[static_cast<size_t>(client.Below(office_.person_demands.size()))]);
    request.set_talent(office_.talents[static_cast<size_t>(client.Below(office_.talents.size()))]);
  }
  const int first = client.Below(kWantedDays);
  const int count = 1 + client.Below(3);
  for (int number = first; number < std::min(first + count, kWantedDays); ++number) {
    recruitment::v1::BookedDay& day = *request.add_booked_days();
    day.mutable_date()->set_year(2027);
    day.mutable_date()->set_month(number % 2 == 0 ? 1 : 2);
    day.mutable_date()->set_day(11 + number / 2);
    day.set_half(static_cast<recruitment::v1::DayHalf>(1 + client.Below(3)));
  }
  return request;
}

void HoldLoad::Know(const Engagement& engagement) {
  MutexLock lock(mutex_);
  known_[engagement.name()] = engagement;
}

void HoldLoad::Surprise(const std::string& what, const absl::Status& status) {
  MutexLock lock(mutex_);
  if (surprises_.size() < 20) surprises_.push_back(absl::StrCat(what, ": ", status.ToString()));
}

void HoldLoad::TryHold(Client& client) {
  const auto held = Answer(client, &Service::Stub::HoldEngagement, AnyHold(client));
  const std::string reason = errors::ReasonOf(held.status());
  if (!held.ok() && !IsExpected(reason, held.status())) Surprise("hold", held.status());
  if (held.ok()) {
    Know(*held);
    client.held.push_back(held->name());
  }
  MutexLock lock(mutex_);
  ++answers_[reason];
}

void HoldLoad::ConfirmNewest(Client& client) {
  recruitment::v1::ConfirmEngagementRequest request;
  request.set_name(client.held.back());
  client.held.pop_back();
  const auto confirmed = Answer(client, &Service::Stub::ConfirmEngagement, request);
  if (!confirmed.ok()) return Surprise("confirm", confirmed.status());
  Know(*confirmed);
  client.confirmed.push_back(confirmed->name());
}

void HoldLoad::ReleaseAny(Client& client) {
  std::vector<std::string>& from = client.held.empty() ? client.confirmed : client.held;
  if (from.empty()) return;
  const auto at = from.begin() + client.Below(from.size());
  recruitment::v1::ReleaseEngagementRequest request;
  request.set_name(*at);
  request.set_reason("another plan");
  from.erase(at);
  const auto released = Answer(client, &Service::Stub::ReleaseEngagement, request);
  if (!released.ok()) return Surprise("release", released.status());
  Know(*released);
}

// Books what it can and gives some of it back, so that the days stay wanted to the end.
void HoldLoad::Run(int number) {
  Client client;
  client.random.seed(static_cast<unsigned>(seed_ + number));
  while (tried_++ < holds_) {
    TryHold(client);
    if (!client.held.empty() && client.Below(2) == 0) ConfirmNewest(client);
    if (client.Below(32) == 0) ReleaseAny(client);
  }
  --tried_;  // one that was not tried
}

}  // namespace houniao::testing
