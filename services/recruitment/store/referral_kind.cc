#include "services/recruitment/store/referral_kind.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/domain/referral_states.h"
#include "services/recruitment/store/kinds.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {
namespace {

using resource::Message;
using resource::WriteScope;
using v1::Engagement;
using v1::Referral;

constexpr char kSqlOpenReferral[] =
    "SELECT name FROM referrals WHERE open_demand = ? AND candidate = ?";
constexpr char kSqlLiveEngagement[] =
    "SELECT name, state FROM engagements WHERE demand = ? AND state IN (1, 2, 3) AND "
    "(talent = ? OR team = ?) ORDER BY state DESC, name LIMIT 1";

db::Value OpenDemandColumn(const Message& message) {
  const auto& referral = static_cast<const Referral&>(message);
  return IsFinal(referral.stage()) ? db::Value::Null() : db::Value(referral.demand());
}

// The employer may have found the talent without the office: what is held already is told, what is
// agreed already needs no referral.
absl::Status BeginWhereItStands(WriteScope& scope, Referral& referral) {
  BeginReferral(referral, ActorOf(scope.call()), scope.now());
  std::string engagement;
  int state = Engagement::STATE_UNSPECIFIED;
  RETURN_IF_ERROR(scope.tx().Query(kSqlLiveEngagement,
                                   {referral.demand(), referral.candidate(), referral.candidate()},
                                   [&](const db::Row& row) {
                                     engagement = row.Bytes(0);
                                     state = static_cast<int>(row.Int(1));
                                     return false;
                                   }));
  if (engagement.empty()) return absl::OkStatus();
  if (state != Engagement::HELD) {
    return CandidateEngaged(referral.demand(), referral.candidate(), engagement);
  }
  referral.set_engagement(engagement);
  MoveReferral(referral, Referral::HELD, "", ActorOf(scope.call()), scope.now());
  return absl::OkStatus();
}

absl::Status PrepareReferral(WriteScope& scope, const resource::Kind& demands, Referral& referral) {
  const auto demand = scope.Get<v1::Demand>(demands, referral.demand());
  if (absl::IsNotFound(demand.status())) {
    return errors::ReferenceMissing("referral.demand", referral.demand());
  }
  RETURN_IF_ERROR(demand.status());
  RETURN_IF_ERROR(RequireOwn(scope.call(), demand->employer()));
  RETURN_IF_ERROR(RequirePublished(*demand));
  RETURN_IF_ERROR(CheckCandidateKind(*demand, referral.candidate()));
  ASSIGN_OR_RETURN(
      const auto open,
      scope.tx().QueryBytes(kSqlOpenReferral, {referral.demand(), referral.candidate()}));
  if (open.has_value()) return ReferralAlreadyOpen(demand->name(), referral.candidate(), *open);
  referral.set_employer(demand->employer());
  return BeginWhereItStands(scope, referral);
}

}  // namespace

resource::KindOptions ReferralOptions(const Kinds& kinds) {
  resource::KindOptions options;
  options.descriptor = Referral::descriptor();
  options.table = "referrals";
  options.columns = {{.name = "demand"},
                     {.name = "employer"},
                     {.name = "candidate"},
                     {.name = "stage"},
                     {.name = "source"},
                     {.name = "engagement"},
                     {.name = "open_demand", .listed = false, .compute = OpenDemandColumn}};
  options.soft_delete = false;
  options.unique_indexes = {{"uq_referrals_open", "candidate"}};
  options.prepare_create = [&kinds](WriteScope& scope, Message& created) {
    return PrepareReferral(scope, kinds.demand, static_cast<Referral&>(created));
  };
  options.prepare_update = [](WriteScope& scope, const Message& before, Message&) {
    return RequireOwn(scope.call(), static_cast<const Referral&>(before).employer());
  };
  return options;
}

}  // namespace houniao::recruitment
