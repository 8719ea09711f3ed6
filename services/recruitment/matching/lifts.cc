#include "services/recruitment/matching/lifts.h"

#include <algorithm>
#include <set>

#include "services/recruitment/matching/gate_fixes.h"
#include "services/recruitment/matching/score_levers.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::recruitment {
namespace {

// Each step of the search costs a judgement, each list that is found a match.
constexpr int kMostSteps = 400;
constexpr size_t kMostEasedWishes = 8;

std::string KeyOf(const std::vector<Change>& changes) {
  std::vector<std::string> texts;
  for (const Change& change : changes) texts.push_back(change.message.SerializeAsString());
  std::sort(texts.begin(), texts.end());
  return absl::StrJoin(texts, "|");
}

// Opens every gate that is shut.
class GateOpener {
 public:
  GateOpener(Replay& replay, const population::RestDays& rest_days)
      : replay_(replay), rest_days_(rest_days) {}

  std::vector<Lift> Run() {
    const Judgement now = replay_.Judge(replay_.state());
    TrySingles(now);
    if (lifts_.empty()) {
      // One list of each side, as far as it goes, before all that can be mixed.
      Greedy(false);
      Greedy(true);
      std::vector<Change> changes;
      Explore(changes);
    }
    return std::move(lifts_);
  }

 private:
  bool IsFull() const { return lifts_.size() >= kMostLifts || steps_ > kMostSteps; }

  void TrySingles(const Judgement& now) {
    for (const Judgement::Failed& failed : now.failed) {
      for (Change& fix : FixesOf(failed, replay_.state(), now, rest_days_, replay_)) {
        if (IsFull()) return;
        std::vector<Change> changes;
        changes.push_back(std::move(fix));
        if (Judge(changes).eligible()) Keep(std::move(changes));
      }
    }
  }

  // Gate after gate, the first change of the side that is asked first.
  void Greedy(bool demand_first) {
    std::vector<Change> changes;
    while (changes.size() < kMostChanges && steps_ <= kMostSteps) {
      const Judgement judgement = Judge(changes);
      if (judgement.eligible()) return Keep(std::move(changes));
      std::vector<Change> fixes = FixesFor(judgement, changes);
      if (fixes.empty()) return;
      const auto it = std::find_if(fixes.begin(), fixes.end(), [&](const Change& fix) {
        return fix.of_demand() == demand_first;
      });
      changes.push_back(it == fixes.end() ? fixes.front() : *it);
    }
  }

  void Explore(std::vector<Change>& changes) {
    if (IsFull()) return;
    const Judgement judgement = Judge(changes);
    if (judgement.eligible()) return Keep(changes);
    if (changes.size() == kMostChanges) return;
    for (Change& fix : FixesFor(judgement, changes)) {
      changes.push_back(std::move(fix));
      Explore(changes);
      changes.pop_back();
    }
  }

  Judgement Judge(const std::vector<Change>& changes) {
    ++steps_;
    return replay_.Judge(With(replay_.state(), changes));
  }

  std::vector<Change> FixesFor(const Judgement& judgement, const std::vector<Change>& changes) {
    return FixesOf(judgement.failed.front(), With(replay_.state(), changes), judgement, rest_days_,
                   replay_);
  }

  // Without what later changes made needless.
  void Keep(std::vector<Change> changes) {
    for (size_t i = 0; i < changes.size() && changes.size() > 1;) {
      std::vector<Change> fewer = changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (Judge(fewer).eligible()) {
        changes = std::move(fewer);
        i = 0;
      } else {
        ++i;
      }
    }
    if (!known_.insert(KeyOf(changes)).second) return;
    const Place place = replay_.Run(With(replay_.state(), changes));
    if (place.eligible) lifts_.push_back({std::move(changes), place});
  }

  Replay& replay_;
  const population::RestDays& rest_days_;
  std::vector<Lift> lifts_;
  std::set<std::string> known_;
  int steps_ = 0;
};

// Gains points for one who passes.
class PointGainer {
 public:
  PointGainer(Replay& replay, const population::RestDays& rest_days, const Place& now)
      : replay_(replay), rest_days_(rest_days), now_(now) {}

  std::vector<Lift> Run() {
    const int to_rise = replay_.ScoreToRise(now_);
    if (to_rise > kMaxScore) return {};
    const int to_be_listed = now_.listed ? to_rise : replay_.ScoreToBeListed();
    for (const Lever& lever : LeversOf(replay_.state(), rest_days_)) {
      TryLever(lever, to_rise);
      if (to_be_listed > to_rise) TryLever(lever, to_be_listed);
    }
    std::vector<Change> wishes = EasedWishes(replay_.state());
    if (wishes.size() > kMostEasedWishes) wishes.resize(kMostEasedWishes);
    for (Change& wish : wishes) Keep(std::move(wish));
    return std::move(lifts_);
  }

 private:
  // The first step that reaches the score.
  void TryLever(const Lever& lever, int needed) {
    const auto reaches = [&](int step) {
      const Judgement judgement = replay_.Judge(With(replay_.state(), {lever.change(step)}));
      return judgement.eligible() && judgement.score >= needed;
    };
    if (!reaches(lever.steps)) return;
    int low = 0, high = lever.steps;
    while (high - low > 1) {
      const int middle = low + (high - low) / 2;
      (reaches(middle) ? high : low) = middle;
    }
    Keep(lever.change(high));
  }

  void Keep(Change change) {
    std::vector<Change> changes;
    changes.push_back(std::move(change));
    if (!known_.insert(KeyOf(changes)).second) return;
    const Place place = replay_.Run(With(replay_.state(), changes));
    if (place.eligible && place.rank < now_.rank) lifts_.push_back({std::move(changes), place});
  }

  Replay& replay_;
  const population::RestDays& rest_days_;
  const Place now_;
  std::vector<Lift> lifts_;
  std::set<std::string> known_;
};

}  // namespace

std::vector<Lift> FindLifts(Replay& replay, const population::RestDays& rest_days) {
  const Place now = replay.Run(replay.state());
  std::vector<Lift> lifts = now.eligible ? PointGainer(replay, rest_days, now).Run()
                                         : GateOpener(replay, rest_days).Run();
  std::stable_sort(lifts.begin(), lifts.end(), [](const Lift& a, const Lift& b) {
    if (a.changes.size() != b.changes.size()) return a.changes.size() < b.changes.size();
    if (a.place.rank != b.place.rank) return a.place.rank < b.place.rank;
    return a.place.score > b.place.score;
  });
  if (lifts.size() > kMostLifts) lifts.resize(kMostLifts);
  return lifts;
}

v1::RankLift MessageOf(const Lift& lift) {
  v1::RankLift message;
  for (const Change& change : lift.changes) *message.add_changes() = change.message;
  message.set_eligible(lift.place.eligible);
  message.set_score(lift.place.score);
  message.set_rank(lift.place.rank);
  message.set_listed(lift.place.listed);
  return message;
}

}  // namespace houniao::recruitment
