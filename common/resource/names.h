// Resource names: `talents/{talent}/recognitions/{recognition}`.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::resource {

// Longest name in bytes; names are exact keys of the database.
inline constexpr size_t kMaxNameBytes = 255;

// One shape of name. Immutable.
class NamePattern {
 public:
  // `pattern` alternates literal collections and `{variables}`; it is a constant of the schema, so
  // a malformed one ends the program.
  explicit NamePattern(absl::string_view pattern);

  // Ids in order; nothing if `name` does not have this shape. Each id is
  // `[a-z0-9][a-z0-9-]{0,62}` (dates such as 2026-03-02 have that form too).
  std::optional<std::vector<std::string>> Match(absl::string_view name) const;
  bool Matches(absl::string_view name) const { return Match(name).has_value(); }
  // Name from a parent (empty for a top-level kind) and the last id.
  std::string Format(absl::string_view parent, absl::string_view id) const;
  // `talents/li-min` of `talents/li-min/consents/c1`; empty for a top-level name.
  static std::string ParentOf(absl::string_view name);
  static absl::string_view IdOf(absl::string_view name);
  // True for the parent of this kind; `-` in place of ids stands for any parent.
  bool MatchesParent(absl::string_view parent) const;
  bool has_parent() const { return parts_.size() > 2; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<std::string> parts_;
};

// `[a-z0-9][a-z0-9-]{0,62}`.
bool IsResourceId(absl::string_view id);

}  // namespace houniao::resource
