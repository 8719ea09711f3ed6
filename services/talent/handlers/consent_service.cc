#include "services/talent/handlers/consent_service.h"

#include "common/rpc/standard_service.h"
#include "services/talent/domain/consent_rules.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

void BindConsentService(rpc::ServiceTable& table, const feed::Journal& journal,
                        const TalentKinds& kinds, const resource::StandardMethods& consents) {
  const resource::Store& store = journal.store();
  table.Unary<v1::WithdrawConsentRequest, v1::Consent>(
      "WithdrawConsent", [&](CallContext& call, const v1::WithdrawConsentRequest& request) {
        return resource::Transition<v1::Consent>(
            store, call, kinds.consents, request,
            [](resource::WriteScope& scope, v1::Consent& consent) {
              return WithdrawConsent(consent, scope.now());
            });
      });
  rpc::BindStandard(table, consents);
}

}  // namespace houniao::talent
