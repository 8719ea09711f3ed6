#include "services/benefits/rules/known_facts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/match.h"

#include "common/errors/errors.h"

namespace houniao::benefits {
namespace {

using Kind = v1::FactValue::KindCase;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const std::map<std::string, Kind, std::less<>>& Kinds() {
  static const auto* const kKinds =
      new std::map<std::string, Kind, std::less<>>{{"agreement-months", Kind::kNumber},
                                                   {"insurance-months", Kind::kNumber},
                                                   {"contract-months", Kind::kNumber},
                                                   {"service-days-year", Kind::kNumber},
                                                   {"service-days-rolling-year", Kind::kNumber},
                                                   {"service-days-engagement", Kind::kNumber},
                                                   {"spouse-received-fen", Kind::kNumber},
                                                   {"spouse-received-cases", Kind::kNumber},
                                                   {"birth-date", Kind::kDate},
                                                   {"death-date", Kind::kDate},
                                                   {"integrity-record-end-date", Kind::kDate},
                                                   {"employment-status", Kind::kText},
                                                   {"engagement-form", Kind::kText},
                                                   {"title-rank", Kind::kText},
                                                   {"education", Kind::kText},
                                                   {"region-work", Kind::kText},
                                                   {"region-home", Kind::kText},
                                                   {"region-employer", Kind::kText},
                                                   {"employer", Kind::kText},
                                                   {"received-policies", Kind::kTexts},
                                                   {"received-groups", Kind::kTexts},
                                                   {"programmes", Kind::kTexts},
                                                   {"new-to-district", Kind::kFlag},
                                                   {"profile-suspended", Kind::kFlag},
                                                   {"evaluation-annual", Kind::kFlag},
                                                   {"evaluation-final", Kind::kFlag}};
  return *kKinds;
}

// Letters at the beginning that both have, of words first: what was mistyped is near what was
// meant.
size_t Nearness(absl::string_view known, absl::string_view key) {
  size_t same = 0;
  while (same < known.size() && same < key.size() && known[same] == key[same]) ++same;
  return same;
}

}  // namespace

Kind KindOfFact(absl::string_view key) {
  if (absl::StartsWith(key, "tier-")) return Kind::kText;
  if (absl::StartsWith(key, "document-")) return Kind::kDate;
  const auto found = Kinds().find(key);
  return found == Kinds().end() ? Kind::KIND_NOT_SET : found->second;
}

void AddFactsOf(const Message& terms, std::set<std::string>& keys) {
  if (terms.GetDescriptor() == v1::FactCriterion::descriptor()) {
    keys.insert(static_cast<const v1::FactCriterion&>(terms).key());
    return;
  }
  const auto* const reflection = terms.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(terms, &fields);
  for (const FieldDescriptor* const field : fields) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field->is_repeated() &&
        (field->name() == "fact" || absl::EndsWith(field->name(), "_fact"))) {
      keys.insert(reflection->GetString(terms, field));
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field->is_map()) continue;
    if (!field->is_repeated()) {
      AddFactsOf(reflection->GetMessage(terms, field), keys);
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(terms, field); ++i) {
      AddFactsOf(reflection->GetRepeatedMessage(terms, field, i), keys);
    }
  }
}

absl::Status CheckFactIsRead(absl::string_view field, const v1::Fact& fact,
                             const std::set<std::string>& own) {
  if (KindOfFact(fact.key()) != Kind::KIND_NOT_SET || own.count(fact.key()) > 0) {
    return absl::OkStatus();
  }
  // Those of the policies first: nobody else can tell them.
  std::vector<std::string> known(own.begin(), own.end());
  known.insert(known.end(), {"tier-{scheme}", "document-{key}"});
  for (const auto& [key, kind] : Kinds()) {
    if (own.count(key) == 0) known.push_back(key);
  }
  std::stable_sort(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
    return Nearness(a, fact.key()) > Nearness(b, fact.key());
  });
  return errors::InvalidField(
      absl::StrCat(field, ".key"),
      absl::StrCat("`", fact.key(), "` is read by no policy that is asked about; known are ",
                   absl::StrJoin(known, ", ")));
}

}  // namespace houniao::benefits
