#include "services/recruitment/standing/standing_answers.h"

#include "absl/hash/hash.h"

#include "common/base/status_macros.h"

namespace houniao::recruitment {
namespace {

observe::Counter CounterOf(const char* how) {
  return observe::Metrics::Process().Counter("houniao_matching_answers_total",
                                             "Answers of MatchTalents about stored demands, by how "
                                             "they were found: kept unchanged, mended "
                                             "by judging those who changed, or searched.",
                                             {{"how", how}});
}

// A counter is a handle.
void Count(const observe::Counter& counter) { observe::Counter(counter).Add(); }

}  // namespace

StandingAnswers::StandingAnswers(const StandingSources& sources)
    : sources_(sources),
      kept_(CounterOf("kept")),
      mended_(CounterOf("mended")),
      searched_(CounterOf("searched")) {}

StandingAnswers::Shard& StandingAnswers::ShardOf(const Key& key) const {
  return shards_[absl::HashOf(key) % kShards];
}

StandingAnswers::AnswerPtr StandingAnswers::Find(Shard& shard, const Key& key, bool& old) {
  MutexLock lock(shard.mutex);
  const auto young = shard.young.find(key);
  if (young != shard.young.end()) return young->second;
  const auto found = shard.old.find(key);
  old = found != shard.old.end();
  return old ? found->second : nullptr;
}

void StandingAnswers::Keep(Shard& shard, const Key& key, AnswerPtr answer) {
  absl::flat_hash_map<Key, AnswerPtr> forgotten;  // freed without the lock
  MutexLock lock(shard.mutex);
  const auto found = shard.young.find(key);
  if (found != shard.young.end()) {
    if (answer->IsNewerThan(*found->second)) {
      shard.young_bytes += answer->bytes();
      shard.young_bytes -= found->second->bytes();
      found->second = std::move(answer);
    }
    return;
  }
  shard.old.erase(key);
  shard.young_bytes += answer->bytes();
  shard.young.emplace(key, std::move(answer));
  if (shard.young.size() < kMostAnswers / kShards / 2 &&
      shard.young_bytes < kMostBytes / kShards / 2) {
    return;
  }
  forgotten.swap(shard.old);
  shard.old.swap(shard.young);
  shard.young_bytes = 0;
}

absl::StatusOr<StandingAnswers::AnswerPtr> StandingAnswers::Ask(
    const StandingQuestion& question) const {
  const Key key{question.subject, question.options.SerializeAsString(), question.top_k};
  Shard& shard = ShardOf(key);
  bool old = false;
  AnswerPtr answer = Find(shard, key, old);
  if (answer != nullptr && answer->IsOfNow(sources_)) {
    Count(kept_);
    if (old) Keep(shard, key, answer);
    return answer;
  }
  if (answer != nullptr) answer = answer->Mend(question, sources_);
  if (answer != nullptr) {
    Count(mended_);
  } else {
    ASSIGN_OR_RETURN(answer, StandingAnswer::Search(question, sources_));
    Count(searched_);
  }
  Keep(shard, key, answer);
  return answer;
}

size_t StandingAnswers::size() const {
  size_t size = 0;
  for (const Shard& shard : shards_) {
    MutexLock lock(shard.mutex);
    size += shard.young.size() + shard.old.size();
  }
  return size;
}

}  // namespace houniao::recruitment
