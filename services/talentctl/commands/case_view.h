// A case with the clock of every step: due, done, on time or late.
#pragma once

#include "services/talentctl/session.h"

#include "houniao/benefits/v1/case.pb.h"
#include "houniao/benefits/v1/payment.pb.h"

namespace houniao::talentctl {

void PrintCase(Session& session, const benefits::v1::Case& found);

Table PaymentTable(const std::vector<benefits::v1::Payment>& payments);

}  // namespace houniao::talentctl
