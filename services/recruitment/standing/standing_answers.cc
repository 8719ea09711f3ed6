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

StandingAnswers::AnswerPtr StandingAnswers::Find(Shard& shard, const Key& key) {
  Answers::Forgotten forgotten;  // freed without the lock
  MutexLock lock(shard.mutex);
  const AnswerPtr* const found = shard.answers.Find(key, forgotten);
  return found == nullptr ? nullptr : *found;
}

void StandingAnswers::Keep(Shard& shard, const Key& key, AnswerPtr answer) {
  Answers::Forgotten promoted, forgotten;
  MutexLock lock(shard.mutex);
  const AnswerPtr* const found = shard.answers.Find(key, promoted);
  if (found != nullptr && !answer->IsNewerThan(**found)) return;
  const size_t bytes = answer->bytes();
  shard.answers.Put(key, std::move(answer), bytes, forgotten);
}

absl::StatusOr<StandingAnswers::AnswerPtr> StandingAnswers::Ask(
    const StandingQuestion& question) const {
  const Key key{question.subject, question.options.SerializeAsString(), question.top_k};
  Shard& shard = ShardOf(key);
  AnswerPtr answer = Find(shard, key);
  if (answer != nullptr && answer->IsOfNow(sources_)) {
    Count(kept_);
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
    size += shard.answers.size();
  }
  return size;
}

}  // namespace houniao::recruitment
