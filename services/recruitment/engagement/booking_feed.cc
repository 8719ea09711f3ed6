#include "services/recruitment/engagement/booking_feed.h"

#include "common/feed/watch.h"
#include "common/observe/log.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/matching/talent_facts.h"

#include "houniao/recruitment/v1/employer.pb.h"
#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

using population::Feed;

class BookingFeed::Sink final : public feed::WatchSink {
 public:
  explicit Sink(BookingFeed& owner) : owner_(owner) {}

  const std::string& token() const { return token_; }

  bool Snapshot(const resource::Kind& kind,
                std::vector<std::unique_ptr<resource::Message>> resources,
                int64_t revision) override {
    Begin();
    std::vector<population::EngagementBookings> bookings;
    for (const auto& resource : resources) Add(kind.type(), *resource, bookings);
    owner_.targets_.population.ApplyBookings(std::move(bookings), revision);
    return !owner_.stopping_;
  }

  bool SnapshotEnd(int64_t revision, const std::string& resume_token) override {
    Begin();
    owner_.targets_.demands.EndSnapshot();
    owner_.targets_.population.EndSnapshot(Feed::kBookings, revision);
    loading_ = false;
    token_ = resume_token;
    owner_.on_snapshot_();
    return !owner_.stopping_;
  }

  // Demands first: the revision of the population says that both have been seen.
  bool Changes(std::vector<feed::WatchedChange> changes, int64_t revision,
               const std::string& resume_token) override {
    std::vector<population::EngagementBookings> bookings;
    for (const feed::WatchedChange& change : changes) {
      if (change.resource != nullptr) {
        Add(change.change.type(), *change.resource, bookings);
      } else if (change.change.type() == owner_.kinds_.demand.type()) {
        owner_.targets_.demands.RemoveDemand(change.change.name());
      }
    }
    owner_.targets_.population.ApplyBookings(std::move(bookings), revision);
    return Heartbeat(revision, resume_token);
  }

  bool Heartbeat(int64_t revision, const std::string& resume_token) override {
    owner_.targets_.population.MarkApplied(Feed::kBookings, revision);
    token_ = resume_token;
    return !owner_.stopping_;
  }

 private:
  void Begin() {
    if (loading_) return;
    loading_ = true;
    owner_.targets_.stations.Clear();
    owner_.targets_.engaged.Clear();
    owner_.targets_.demands.BeginSnapshot();
    owner_.targets_.population.BeginSnapshot(Feed::kBookings);
  }

  void Add(const std::string& type, const resource::Message& message,
           std::vector<population::EngagementBookings>& bookings) {
    if (type == owner_.kinds_.demand.type()) {
      owner_.targets_.demands.Apply(static_cast<const v1::Demand&>(message));
    } else if (type == owner_.kinds_.employer.type()) {
      owner_.targets_.demands.Apply(static_cast<const v1::Employer&>(message));
    } else {
      AddEngagement(static_cast<const v1::Engagement&>(message), bookings);
    }
  }

  void AddEngagement(const v1::Engagement& engagement,
                     std::vector<population::EngagementBookings>& bookings) {
    const std::string id = EngagementIdOf(engagement.name());
    bookings.push_back({id, BookingsOf(engagement)});
    std::vector<std::string> talents;
    for (const std::string& member : engagement.members()) talents.push_back(TalentIdOf(member));
    owner_.targets_.engaged.Note(engagement, talents);
    owner_.targets_.stations.Set(id, engagement.employer(), talents, IsLive(engagement.state()));
  }

  BookingFeed& owner_;
  bool loading_ = false;
  std::string token_;
};

BookingFeed::BookingFeed(const feed::Journal& journal, const Kinds& kinds, const Targets& targets,
                         std::function<void()> on_snapshot)
    : journal_(journal),
      kinds_(kinds),
      targets_(targets),
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
    // Employers before the demands that refer to them.
    request.kinds = {&kinds_.employer, &kinds_.demand, &kinds_.engagement};
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
