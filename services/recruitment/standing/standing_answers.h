// Answers of MatchTalents that stand: asked again, they cost no search. What is given is always
// exactly the answer of now.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

#include "common/base/mutex.h"
#include "common/base/recent_map.h"
#include "common/observe/metrics.h"
#include "services/recruitment/standing/standing_answer.h"

namespace houniao::recruitment {

// Thread-safe. Holds no lock while it judges or searches.
class StandingAnswers {
 public:
  // Both bound what is kept; what was not asked for longest goes first, about.
  static constexpr size_t kMostAnswers = 4096;
  static constexpr size_t kMostBytes = size_t{64} << 20;

  // Population and stations must outlive it.
  explicit StandingAnswers(const StandingSources& sources);

  // Questions are the same if subject (the same object), options and length are. InvalidArgument as
  // Matcher::Match.
  absl::StatusOr<std::shared_ptr<const StandingAnswer>> Ask(const StandingQuestion& question) const;

  // Answers kept.
  size_t size() const;

 private:
  using AnswerPtr = std::shared_ptr<const StandingAnswer>;
  struct Key {
    std::shared_ptr<const Subject> subject;  // alive, so that its address is nobody else's
    std::string options;
    size_t top_k = 0;

    bool operator==(const Key& other) const {
      return subject == other.subject && top_k == other.top_k && options == other.options;
    }
    template <typename H>
    friend H AbslHashValue(H h, const Key& key) {
      return H::combine(std::move(h), key.subject.get(), key.options, key.top_k);
    }
  };
  static constexpr size_t kShards = 16;
  using Answers = RecentMap<Key, AnswerPtr>;
  struct Shard {
    mutable Mutex mutex;
    Answers answers HOUNIAO_GUARDED_BY(mutex){kMostAnswers / kShards, kMostBytes / kShards};
  };

  Shard& ShardOf(const Key& key) const;
  static AnswerPtr Find(Shard& shard, const Key& key);
  static void Keep(Shard& shard, const Key& key, AnswerPtr answer);

  const StandingSources sources_;
  const observe::Counter kept_;
  const observe::Counter mended_;
  const observe::Counter searched_;
  mutable std::array<Shard, kShards> shards_;
};

}  // namespace houniao::recruitment
