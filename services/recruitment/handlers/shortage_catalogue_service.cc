#include "services/recruitment/handlers/shortage_catalogue_service.h"

#include <map>
#include <utility>

#include "common/base/status_macros.h"
#include "common/codes/industries.h"
#include "common/errors/errors.h"
#include "common/rpc/status.h"
#include "services/recruitment/handlers/open_demands.h"
#include "services/recruitment/insight/shortage_catalogue.h"
#include "services/recruitment/insight/small_cells.h"
#include "services/recruitment/insight/supply.h"
#include "services/recruitment/insight/widening.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

constexpr int kUsualCellCount = 3;

using GatheredByPost = std::map<std::pair<std::string, std::string>, GatheredGroup>;

absl::Status CheckIndustries(const v1::GetShortageCatalogueRequest& request) {
  for (int i = 0; i < request.industries_size(); ++i) {
    if (codes::FindIndustry(request.industries(i)) == nullptr) {
      return errors::InvalidField(absl::StrCat("industries[", i, "]"),
                                  "is not an industry of GB/T 4754-2017");
    }
  }
  return absl::OkStatus();
}

bool IsAskedFor(const v1::GetShortageCatalogueRequest& request, const std::string& industry) {
  if (request.industries().empty()) return true;
  for (const std::string& asked : request.industries()) {
    if (codes::IsWithinIndustry(industry, asked)) return true;
  }
  return false;
}

// The enterprise's own account sees the same catalogue as everybody: it is made for the office.
CallContext ForTheOffice(const CallContext& call) {
  CallContext office = call;
  office.employer.clear();
  return office;
}

}  // namespace

void ShortageHandlers::Bind(rpc::ServiceTable& table) const {
  table.Unary<v1::GetShortageCatalogueRequest, v1::GetShortageCatalogueResponse>(
      "GetShortageCatalogue",
      [this](CallContext& call, const v1::GetShortageCatalogueRequest& request) {
        return GetShortageCatalogue(call, request);
      });
}

absl::StatusOr<v1::GetShortageCatalogueResponse> ShortageHandlers::GetShortageCatalogue(
    const CallContext& call, const v1::GetShortageCatalogueRequest& request) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  RETURN_IF_ERROR(CheckIndustries(request));
  // Read first: the answer has seen at least this much.
  const int64_t talent_revision = population_.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = population_.applied_revision(Feed::kBookings);
  const int least = CellCountOf(request.min_cell_count(), kUsualCellCount);

  const CallContext office = ForTheOffice(call);
  OpenDemands demands(context_, office);
  GatheredByPost gathered;
  RETURN_IF_ERROR(demands.ForEach(true, [&](Subject subject) -> absl::Status {
    if (!IsAskedFor(request, subject.industry)) return absl::OkStatus();
    ASSIGN_OR_RETURN(const bool major, demands.IsOfMajorProject(subject.demand));
    const PostFamily post = PostFamilyOf(subject.demand.occupation(), subject.demand.title());
    GatheredGroup& own = gathered[{subject.industry, post.key}];
    if (own.group.needs.empty()) {
      own.group.industry = subject.industry;
      own.group.post = post;
    }
    own.group.needs.push_back(NeedOf(subject, major));
    // All of them are kept until the supply is counted, so nothing that no gate asks for.
    subject.demand.clear_description();
    subject.demand.clear_scoring_weights();
    own.subjects.push_back(std::move(subject));
    return absl::OkStatus();
  }));

  std::vector<GatheredGroup> exact;
  for (auto& [key, own] : gathered) exact.push_back(std::move(own));
  std::vector<ShortageGroup> groups;
  std::vector<std::vector<Subject>> subjects;
  for (GatheredGroup& own : WidenSmallGroups(std::move(exact), least)) {
    groups.push_back(std::move(own.group));
    subjects.push_back(std::move(own.subjects));
  }
  const std::vector<bool> hidden = HiddenGroups(groups, least);
  for (size_t i = 0; i < groups.size(); ++i) {
    if (hidden[i]) continue;
    ASSIGN_OR_RETURN(groups[i].supply,
                     CountSupply(population_, stations_, subjects[i], groups[i].needs_reasons(),
                                 [&call] { return rpc::StillWanted(call); }));
  }
  v1::GetShortageCatalogueResponse response = MakeCatalogue(groups, hidden, least);
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

}  // namespace houniao::recruitment
