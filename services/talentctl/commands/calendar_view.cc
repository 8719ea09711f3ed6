#include "services/talentctl/commands/calendar_view.h"

#include "common/base/dates.h"
#include "services/talentctl/output/calendar.h"
#include "services/talentctl/resources.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

constexpr int kMostMembers = 3;

absl::StatusOr<pb::GetAvailabilityResponse> DaysOf(Session& session, const std::string& talent,
                                                   const CalendarPicture& picture) {
  pb::GetAvailabilityRequest request;
  request.set_talent(talent);
  *request.mutable_period()->mutable_start_date() = ToDate(picture.first);
  *request.mutable_period()->mutable_end_date() = ToDate(picture.last);
  return session.connection().Call<pb::GetAvailabilityResponse>(
      "houniao.recruitment.v1.EngagementService.GetAvailability", request);
}

void Print(Session& session, const std::string& talent, const std::string& engagement,
           CalendarPicture picture) {
  const auto days = DaysOf(session, talent, picture);
  if (absl::IsPermissionDenied(days.status())) return;
  if (!days.ok()) {
    session.Print(absl::StrCat("\nno calendar of ", talent, ": ", days.status().message()));
    return;
  }
  AddTerms(TermsOf(session, talent), &picture);
  AddBookings(*days, engagement, &picture);
  session.Print(absl::StrCat("\n", talent));
  session.terminal().out << RenderCalendar(picture, session.terminal());
}

}  // namespace

talent::v1::FlexibleTerms TermsOf(Session& session, const std::string& talent) {
  const auto found = GetResource(session.connection(), Catalogue::Get().Known("talent"), talent);
  if (!found.ok()) return {};
  return static_cast<const talent::v1::Talent&>(**found).flexible_terms();
}

void PrintCalendarFor(Session& session, const std::string& talent, const pb::Demand& demand) {
  CalendarPicture picture;
  AddDemand(demand, &picture);
  if (picture.window.empty()) return;
  Print(session, talent, "", std::move(picture));
}

void PrintCalendarOf(Session& session, const pb::Engagement& engagement) {
  if (engagement.booked_days().empty()) return;
  const auto first = ToCivilDay(engagement.booked_days(0).date());
  const auto last = ToCivilDay(engagement.booked_days().rbegin()->date());
  if (!first.has_value() || !last.has_value()) return;
  std::vector<std::string> members(engagement.members().begin(), engagement.members().end());
  if (members.empty() && !engagement.talent().empty()) members.push_back(engagement.talent());
  if (members.size() > kMostMembers) members.resize(kMostMembers);
  for (const std::string& member : members) {
    CalendarPicture picture;
    picture.first = absl::CivilDay(absl::CivilMonth(*first));
    picture.last = absl::CivilDay(absl::CivilMonth(*last) + 1) - 1;
    Print(session, member, engagement.name(), std::move(picture));
  }
}

}  // namespace houniao::talentctl
