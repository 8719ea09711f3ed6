// What is known about a talent, by key. A fact that is absent is unknown.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "houniao/benefits/v1/eligibility.pb.h"

namespace houniao::benefits {

// Keys are those of eligibility.proto. Reading a fact as another kind than it has finds nothing,
// so that a criterion over it is UNKNOWN.
class FactSet {
 public:
  // Later facts of the same key replace earlier ones.
  void Set(v1::Fact fact);
  // Keeps what is there: registers prevail over what is declared.
  void SetIfAbsent(v1::Fact fact);

  const v1::Fact* Find(absl::string_view key) const;
  std::optional<int64_t> Number(absl::string_view key) const;
  std::optional<bool> Flag(absl::string_view key) const;
  std::optional<std::string> Text(absl::string_view key) const;
  std::optional<absl::CivilDay> Day(absl::string_view key) const;
  // The texts of a list; a single text is a list of one.
  std::optional<std::vector<std::string>> Texts(absl::string_view key) const;

  // By key.
  std::vector<v1::Fact> All() const;

 private:
  std::map<std::string, v1::Fact, std::less<>> facts_;
};

// Makers of facts; `source` is a resource name or `declared`.
v1::Fact NumberFact(absl::string_view key, int64_t value, absl::string_view source,
                    absl::CivilDay as_of);
v1::Fact FlagFact(absl::string_view key, bool value, absl::string_view source,
                  absl::CivilDay as_of);
v1::Fact TextFact(absl::string_view key, absl::string_view value, absl::string_view source,
                  absl::CivilDay as_of);
v1::Fact DayFact(absl::string_view key, absl::CivilDay value, absl::string_view source,
                 absl::CivilDay as_of);
v1::Fact TextsFact(absl::string_view key, const std::vector<std::string>& values,
                   absl::string_view source, absl::CivilDay as_of);

}  // namespace houniao::benefits
