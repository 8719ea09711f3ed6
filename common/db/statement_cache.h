// Prepared statements of one connection by their text, least recently used first out. A statement
// is taken out while it runs, so that a statement started from its own row callback gets another.
#pragma once

#include <list>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace houniao::db {

// Not thread-safe. `Pointer` is an owning pointer.
template <typename Pointer>
class StatementCache {
 public:
  explicit StatementCache(size_t capacity) : capacity_(capacity) {}

  // Null if the text is not known or its statement is running.
  Pointer Take(absl::string_view sql) {
    const auto found = entries_.find(sql);
    if (found == entries_.end()) return Pointer();
    order_.splice(order_.begin(), order_, found->second.place);
    return std::move(found->second.statement);
  }

  void Put(absl::string_view sql, Pointer statement) {
    const auto found = entries_.find(sql);
    if (found != entries_.end()) {
      if (!found->second.statement) found->second.statement = std::move(statement);
      return;
    }
    if (entries_.size() >= capacity_) {
      entries_.erase(order_.back());
      order_.pop_back();
    }
    order_.emplace_front(sql);
    entries_.emplace(order_.front(), Entry{std::move(statement), order_.begin()});
  }

  void Clear() {
    entries_.clear();
    order_.clear();
  }

  size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Pointer statement;
    std::list<std::string>::iterator place;
  };

  size_t capacity_;
  std::list<std::string> order_;
  absl::flat_hash_map<std::string, Entry> entries_;
};

}  // namespace houniao::db
