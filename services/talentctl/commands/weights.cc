#include "services/talentctl/commands/weights.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

#include "common/errors/errors.h"
#include "services/talentctl/command_tree.h"
#include "services/talentctl/output/match_tables.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

std::string KnownWords() {
  std::vector<std::string> words;
  for (int number = 1; number <= pb::Criterion_MAX; ++number) {
    if (!pb::Criterion_IsValid(number)) continue;
    words.push_back(absl::AsciiStrToLower(ShortTitle(static_cast<pb::Criterion>(number))));
  }
  return absl::StrJoin(words, ", ");
}

}  // namespace

CLI::Option* AddWeights(CLI::App* command, std::vector<std::string>& weights) {
  return AddList(command, "--weights", weights,
                 "In place of the demand's weights: skill=50,fee=0; others keep the house's");
}

absl::StatusOr<pb::ScoringWeights> ParseWeights(const std::vector<std::string>& weights) {
  pb::ScoringWeights parsed;
  std::set<pb::Criterion> named;
  for (const std::string& text : weights) {
    const std::vector<std::string> parts = absl::StrSplit(text, '=');
    int weight = 0;
    if (parts.size() != 2 || !absl::SimpleAtoi(parts[1], &weight) || weight < 0 || weight > 1000) {
      return errors::InvalidField("--weights",
                                  absl::StrCat("must be word=0 to word=1000; it is `", text, "`"));
    }
    const pb::Criterion criterion = CriterionOf(parts[0]);
    if (criterion == pb::CRITERION_UNSPECIFIED) {
      return errors::InvalidField("--weights",
                                  absl::StrCat("knows ", KnownWords(), "; not `", parts[0], "`"));
    }
    if (!named.insert(criterion).second) {
      return errors::InvalidField("--weights", absl::StrCat("names `", parts[0], "` twice"));
    }
    auto* entry = parsed.add_weights();
    entry->set_criterion(criterion);
    entry->set_weight(weight);
  }
  return parsed;
}

}  // namespace houniao::talentctl
