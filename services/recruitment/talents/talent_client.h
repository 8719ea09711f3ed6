// The talent directory over the talent service's API.
#pragma once

#include <memory>

#include "services/recruitment/talents/talent_directory.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace houniao::recruitment {

std::unique_ptr<TalentDirectory> MakeTalentClient(const std::shared_ptr<grpc::Channel>& channel);

}  // namespace houniao::recruitment
