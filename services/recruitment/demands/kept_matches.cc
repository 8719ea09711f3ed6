#include "services/recruitment/demands/kept_matches.h"

#include <algorithm>
#include <vector>

namespace houniao::recruitment {

bool KeptMatches::IsOfNow(const Answer& answer, const MatchState& now) {
  const population::Store& store = *now.talent.store;
  const uint32_t row = now.talent.row;
  if (answer.store != &store || answer.row != row || answer.demands != now.demands ||
      answer.today != now.today) {
    return false;
  }
  if (answer.stations != now.stations && store.academician(row)) return false;
  const uint64_t seen = answer.version.load(std::memory_order_relaxed);
  const uint64_t version = store.change_log().version();
  if (seen == version) return true;
  std::vector<uint32_t> changed;
  if (!store.change_log().AddChangedSince(seen, changed)) return false;
  if (std::find(changed.begin(), changed.end(), row) != changed.end()) return false;
  answer.version.store(version, std::memory_order_relaxed);
  return true;
}

std::shared_ptr<const std::string> KeptMatches::Find(const std::string& question,
                                                     const MatchState& now) {
  std::shared_ptr<const Answer> answer;
  Answers::Forgotten forgotten;  // freed without the lock
  {
    MutexLock lock(mutex_);
    const auto* const found = answers_.Find(question, forgotten);
    if (found == nullptr) return nullptr;
    answer = *found;
  }
  return IsOfNow(*answer, now) ? answer->bytes : nullptr;
}

void KeptMatches::Keep(const std::string& question, const MatchState& state,
                       const v1::MatchDemandsResponse& response) {
  auto answer = std::make_shared<Answer>();
  answer->store = state.talent.store;
  answer->row = state.talent.row;
  answer->demands = state.demands;
  answer->stations = state.stations;
  answer->today = state.today;
  answer->version = state.talent.store->change_log().version();
  answer->bytes = std::make_shared<const std::string>(response.SerializeAsString());
  const size_t size = question.size() + answer->bytes->size() + sizeof(Answer);
  Answers::Forgotten forgotten;
  MutexLock lock(mutex_);
  answers_.Put(question, std::move(answer), size, forgotten);
}

size_t KeptMatches::size() const {
  MutexLock lock(mutex_);
  return answers_.size();
}

}  // namespace houniao::recruitment
