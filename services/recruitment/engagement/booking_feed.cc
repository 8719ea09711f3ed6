#include "services/recruitment/engagement/booking_feed.h"

#include "common/feed/watch.h"
#include "common/observe/log.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/matching/talent_facts.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

using population::Feed;

class BookingFeed::Sink final : public feed::WatchSink {
 public:
  explicit Sink(BookingFeed& owner) : owner_(owner) {}

  const std::string& token() const { return token_; }

  bool Snapshot(const resource::Kind&, std::vector<std::unique_ptr<resource::Message>> resources,
                int64_t revision) override {
    Begin();
    std::vector<population::EngagementBookings> bookings;
    for (const auto& resource : resources) Add(*resource, bookings);
    owner_.population_.ApplyBookings(std::move(bookings), revision);
    return !owner_.stopping_;
  }

  bool SnapshotEnd(int64_t revision, const std::string& resume_token) override {
    Begin();
    owner_.population_.EndSnapshot(Feed::kBookings, revision);
    loading_ = false;
    token_ = resume_token;
    owner_.on_snapshot_();
    return !owner_.stopping_;
  }

  bool Changes(std::vector<feed::WatchedChange> changes, int64_t revision,
               const std::string& resume_token) override {
    std::vector<population::EngagementBookings> bookings;
    for (const feed::WatchedChange& change : changes) {
      if (change.resource != nullptr) Add(*change.resource, bookings);
    }
    owner_.population_.ApplyBookings(std::move(bookings), revision);
    owner_.population_.MarkApplied(Feed::kBookings, revision);
    token_ = resume_token;
    return !owner_.stopping_;
  }

  bool Heartbeat(int64_t revision, const std::string& resume_token) override {
    owner_.population_.MarkApplied(Feed::kBookings, revision);
    token_ = resume_token;
    return !owner_.stopping_;
  }

 private:
  void Begin() {
    if (loading_) return;
    loading_ = true;
    owner_.stations_.Clear();
    owner_.population_.BeginSnapshot(Feed::kBookings);
  }

  void Add(const resource::Message& message,
           std::vector<population::EngagementBookings>& bookings) {
    const auto& engagement = static_cast<const v1::Engagement&>(message);
    const std::string id = EngagementIdOf(engagement.name());
    bookings.push_back({id, BookingsOf(engagement)});
    std::vector<std::string> talents;
    for (const std::string& member : engagement.members()) talents.push_back(TalentIdOf(member));
    owner_.stations_.Set(id, engagement.employer(), talents, IsLive(engagement.state()));
  }

  BookingFeed& owner_;
  bool loading_ = false;
  std::string token_;
};

BookingFeed::BookingFeed(const feed::Journal& journal, const Kinds& kinds,
                         population::Population& population, Stations& stations,
                         std::function<void()> on_snapshot)
    : journal_(journal),
      kinds_(kinds),
      population_(population),
      stations_(stations),
      on_snapshot_(std::move(on_snapshot)),
      thread_([this] { Loop(); }) {}

BookingFeed::~BookingFeed() {
  stopping_ = true;
  thread_.join();
}

void BookingFeed::Loop() {
  CallContext call;
  call.principal = "service:recruitment";
  call.cancelled = [this] { return stopping_.load(); };
  std::string token;
  while (!stopping_ && !journal_.hub().closed()) {
    feed::WatchRequest request;
    request.kinds = {&kinds_.engagement};
    request.resume_token = token;
    // Revisions of other kinds are passed over; the heartbeat tells how far.
    request.heartbeat = absl::Milliseconds(100);
    request.poll = absl::Milliseconds(100);
    Sink sink(*this);
    const absl::Status ended = feed::ServeWatch(journal_, call, request, sink);
    if (!sink.token().empty()) token = sink.token();
    if (stopping_ || journal_.hub().closed()) return;
    observe::Log(observe::Severity::kWarning, "The feed of bookings was interrupted.",
                 {{"reason", ended.message()}});
    journal_.hub().WaitAbove(INT64_MAX - 1, absl::Milliseconds(200));
  }
}

}  // namespace houniao::recruitment
