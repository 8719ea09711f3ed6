#include "services/talentctl/output/calendar.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_format.h"

#include "common/base/dates.h"
#include "common/calendar/working_calendar.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/output/table.h"
#include "services/talentctl/output/width.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

constexpr int kMorning = 1;
constexpr int kAfternoon = 2;
constexpr int kWhole = 3;
constexpr int kMostDays = 1098;
// Month, 31 days with a bracket or blank before each and one behind, two figures.
constexpr int kWideColumns = 80;
// Below the days.
constexpr char kIndent[] = "        ";

enum class Mark { kOutside, kAbsent, kFree, kRest, kWhole, kMorning, kAfternoon, kOther, kClash };

struct Shape {
  const char* unicode;
  const char* ascii;
  Colour colour;
  const char* meaning;
};

Shape ShapeOf(Mark mark, bool own) {
  const Colour booked = own ? Colour::kGood : Colour::kBad;
  switch (mark) {
    case Mark::kWhole:
      return {"■", "#", booked, own ? "booked here" : "booked"};
    case Mark::kMorning:
      return {"▀", "a", booked, "morning"};
    case Mark::kAfternoon:
      return {"▄", "p", booked, "afternoon"};
    case Mark::kOther:
      return {"×", "x", Colour::kBad, "booked by others"};
    case Mark::kClash:
      return {"▒", "b", Colour::kDoubt, "half here, half by others"};
    case Mark::kFree:
      return {"·", ".", Colour::kNone, "free"};
    case Mark::kRest:
      return {"░", "-", Colour::kFaint, "free day of rest"};
    default:
      return {" ", " ", Colour::kNone, ""};
  }
}

bool IsRest(absl::CivilDay day) {
  switch (calendar::WorkingCalendar::Announced().KindOf(day)) {
    case calendar::DayKind::kOff:
      return true;
    case calendar::DayKind::kWorking:
      return false;
    default: {  // not announced yet: weekends alone
      const absl::Weekday weekday = absl::GetWeekday(day);
      return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
    }
  }
}

int HalvesOn(const HalvesOfDays& halves, absl::CivilDay day) {
  const auto found = halves.find(day);
  return found == halves.end() ? 0 : found->second;
}

int CountOf(int halves) { return (halves & 1) + (halves >> 1 & 1); }

// Without the escape sequences of Coloured.
std::string Uncoloured(const std::string& text) {
  std::string plain;
  bool escape = false;
  for (const char c : text) {
    if (c == '\033') escape = true;
    if (!escape) plain += c;
    if (c == 'm') escape = false;
  }
  return plain;
}

class Painter {
 public:
  Painter(const CalendarPicture& picture, const Terminal& terminal)
      : picture_(picture),
        terminal_(terminal),
        wide_(terminal.width >= kWideColumns),
        own_(!picture.own.empty()),
        last_(std::min(picture.last, picture.first + kMostDays)) {}

  std::string Paint() {
    std::string text = Heading();
    for (absl::CivilMonth month(picture_.first); month <= absl::CivilMonth(last_); ++month) {
      text += Row(month);
    }
    return text + Legend();
  }

 private:
  bool Shown(absl::CivilDay day) const { return picture_.first <= day && day <= last_; }

  bool Comes(absl::CivilDay day) const {
    if (picture_.weekend_only && !IsRest(day)) return false;
    if (picture_.seasons.empty()) return true;
    return std::any_of(picture_.seasons.begin(), picture_.seasons.end(),
                       [day](const auto& season) { return calendar::Contains(season, day); });
  }

  bool InWindow(absl::CivilDay day) const {
    return std::any_of(picture_.window.begin(), picture_.window.end(),
                       [day](const auto& span) { return span.first <= day && day <= span.last; });
  }

  bool Counts(absl::CivilDay day) const {
    if (!Comes(day) || (!picture_.window.empty() && !InWindow(day))) return false;
    if (picture_.day_kind == pb::DAY_KIND_WORKDAY) return !IsRest(day);
    return picture_.day_kind != pb::DAY_KIND_REST_DAY || IsRest(day);
  }

  Mark MarkOf(absl::CivilDay day) const {
    if (!Shown(day)) return Mark::kOutside;
    const int own = HalvesOn(picture_.own, day), booked = HalvesOn(picture_.booked, day);
    if (own != 0 && booked != 0) return Mark::kClash;
    if (own_ && booked != 0) return Mark::kOther;
    switch (own | booked) {
      case kWhole:
        return Mark::kWhole;
      case kMorning:
        return Mark::kMorning;
      case kAfternoon:
        return Mark::kAfternoon;
      default:
        break;
    }
    if (!Comes(day)) return Mark::kAbsent;
    return IsRest(day) ? Mark::kRest : Mark::kFree;
  }

  std::string Heading() const {
    std::string days(wide_ ? 63 : 32, ' ');
    for (int day = 1; day <= 31; ++day) {
      const std::string label = absl::StrCat(wide_ ? day : day % 10);
      if (wide_ && day != 1 && day % 5 != 0) continue;
      const size_t at = static_cast<size_t>(wide_ ? 2 * day - 1 : day);
      days.replace(at, label.size(), label);
    }
    return Coloured(terminal_, absl::StrCat("MONTH  ", days, " FREE BOOK"), Colour::kStrong) + "\n";
  }

  std::string Row(absl::CivilMonth month) {
    std::string line = wide_ ? "" : " ", run;
    Colour colour = Colour::kNone;
    int free = 0, booked = 0;
    const auto flush = [&](Colour next) {
      if (next == colour) return;
      absl::StrAppend(&line, Coloured(terminal_, run, colour));
      run.clear();
      colour = next;
    };
    const absl::CivilDay start(month);
    for (int i = 0; i < 31; ++i) {
      const absl::CivilDay day = start + i;
      const bool exists = absl::CivilMonth(day) == month;
      const Mark mark = exists ? MarkOf(day) : Mark::kOutside;
      seen_.insert(mark);
      if (wide_) {
        flush(Colour::kNone);
        run += Bracket(day);
      }
      const Shape shape = ShapeOf(mark, own_);
      flush(shape.colour);
      run += terminal_.unicode ? shape.unicode : shape.ascii;
      if (!exists || !Shown(day)) continue;
      const int taken = HalvesOn(picture_.own, day) | HalvesOn(picture_.booked, day);
      booked += CountOf(taken);
      if (Counts(day)) free += 2 - CountOf(taken);
    }
    if (wide_) {
      flush(Colour::kNone);
      run += Bracket(start + 31);
    }
    flush(colour == Colour::kNone ? Colour::kFaint : Colour::kNone);
    return absl::StrFormat("%s%s %4s %4s\n", FormatDay(start).substr(0, 7), line, DaysText(free),
                           DaysText(booked));
  }

  // What stands before a day: where the window begins, where it ended the day before.
  char Bracket(absl::CivilDay day) {
    const bool in = Shown(day) && InWindow(day), was = Shown(day - 1) && InWindow(day - 1);
    if (in == was) return ' ';
    bracketed_ = true;
    return in ? '[' : ']';
  }

  std::string Legend() const {
    std::vector<std::string> parts;
    for (const Mark mark : seen_) {
      const Shape shape = ShapeOf(mark, own_);
      if (*shape.meaning == '\0') continue;
      parts.push_back(absl::StrCat(
          Coloured(terminal_, terminal_.unicode ? shape.unicode : shape.ascii, shape.colour), " ",
          shape.meaning));
    }
    if (seen_.count(Mark::kAbsent) > 0) parts.push_back("blank: does not come");
    if (bracketed_) parts.push_back("[ ] days asked for");
    return Wrapped(parts);
  }

  // As many to a line as fit.
  std::string Wrapped(const std::vector<std::string>& parts) const {
    const int most = std::min(terminal_.width, kWideColumns);
    std::string text, line;
    for (const std::string& part : parts) {
      if (!line.empty() && DisplayWidth(Uncoloured(absl::StrCat(line, part))) > most) {
        absl::StrAppend(&text, line, "\n");
        line.clear();
      }
      absl::StrAppend(&line, line.empty() ? kIndent : "  ", part);
    }
    return line.empty() ? text : absl::StrCat(text, line, "\n");
  }

  const CalendarPicture& picture_;
  const Terminal& terminal_;
  const bool wide_;
  const bool own_;
  const absl::CivilDay last_;
  std::set<Mark> seen_;
  bool bracketed_ = false;
};

}  // namespace

std::string RenderCalendar(const CalendarPicture& picture, const Terminal& terminal) {
  if (picture.last < picture.first) return "";
  return Painter(picture, terminal).Paint();
}

void AddBookings(const pb::GetAvailabilityResponse& reply, const std::string& own_engagement,
                 CalendarPicture* picture) {
  for (const pb::TalentBookedDay& booked : reply.booked_days()) {
    const auto day = ToCivilDay(booked.date());
    if (!day.has_value()) continue;
    const bool own = !own_engagement.empty() && booked.engagement() == own_engagement;
    (own ? picture->own : picture->booked)[*day] |= booked.half() == 0 ? kWhole : booked.half();
  }
}

void AddTerms(const talent::v1::FlexibleTerms& terms, CalendarPicture* picture) {
  for (const auto& season : terms.seasons()) {
    if (const auto window = calendar::FromProto(season)) picture->seasons.push_back(*window);
  }
  picture->weekend_only = terms.weekend_only();
}

void AddDemand(const pb::Demand& demand, CalendarPicture* picture) {
  const auto first = ToCivilDay(demand.period().start_date());
  const auto last = ToCivilDay(demand.period().end_date());
  picture->day_kind = demand.day_kind();
  if (!first.has_value() || !last.has_value()) return;
  const calendar::DaySpan period{*first, *last};
  picture->first = *first;
  picture->last = *last;
  picture->window = demand.has_season() ? calendar::SpansWithin(demand.season(), period)
                                        : std::vector<calendar::DaySpan>{period};
}

}  // namespace houniao::talentctl
