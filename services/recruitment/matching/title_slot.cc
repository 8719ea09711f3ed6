#include "services/recruitment/matching/title_slot.h"

#include <algorithm>
#include <memory>

#include "common/titles/title_query.h"
#include "common/titles/title_table.h"

namespace houniao::recruitment {
namespace {

using titles::TitleFit;

// Less than this is letters in common and nothing to show.
constexpr int kWorthShowing = 1000;

struct PostChoice {
  int quality = 0;
  uint32_t number = 0;
};

// Of equal posts the one whose name comes first, so that the answer does not hang on numbers.
PostChoice BestPost(const titles::TitleQualities& qualities, const Applicant& a) {
  PostChoice best;
  for (const uint32_t number : a.store->lists(a.row).posts()) {
    const int quality = qualities[number];
    if (quality < best.quality || quality == 0) continue;
    if (quality == best.quality &&
        a.store->posts().Name(best.number) <= a.store->posts().Name(number)) {
      continue;
    }
    best = {quality, number};
  }
  return best;
}

const char* FitText(TitleFit fit) {
  switch (fit) {
    case TitleFit::kSame:
      return "相同";
    case TitleFit::kOccupation:
      return "同一职业";
    case TitleFit::kFamily:
      return "同类岗位";
    case TitleFit::kField:
      return "邻近领域";
    case TitleFit::kWording:
    case TitleFit::kNone:
      return "名称相近";
  }
  return "名称相近";
}

std::string Evidence(const std::string& title, const titles::TitleQualities& qualities,
                     const Applicant& a) {
  if (a.store->lists(a.row).posts().size == 0) return "未填写岗位";
  const PostChoice best = BestPost(qualities, a);
  if (best.quality < kWorthShowing) return "无相近岗位";
  const std::string& name = a.store->posts().Name(best.number);
  const TitleFit fit = titles::TitleQuery(title).Fit(a.store->posts().View(best.number));
  return absl::StrCat("岗位相近: ", name, " (", FitText(fit), ")");
}

}  // namespace

ScoreSlot PostTitleSlot(const std::string& title, const population::Store& store) {
  const auto qualities = store.posts().QualitiesFor(title);
  ScoreSlot slot = {
      .criterion = v1::CRITERION_POST_TITLE,
      .quality = [qualities](const Applicant& a) { return BestPost(*qualities, a).quality; },
      .evidence = [title, qualities](const Applicant& a) { return Evidence(title, *qualities, a); },
      .source = SlotSource::kPosts,
      .qualities = qualities};
  slot.weight = 1;
  return slot;
}

}  // namespace houniao::recruitment
