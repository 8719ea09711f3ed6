// Following WatchTalents: snapshot first, then every change, over any number of streams.
#pragma once

#include <memory>
#include <string>

#include "common/feed/follower.h"
#include "services/recruitment/talents/talent_register.h"
#include "services/recruitment/talents/team_register.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace houniao::recruitment {

// One stream; for feed::Follower. `on_snapshot` is called after each complete snapshot.
std::unique_ptr<feed::FeedStream> OpenTalentStream(const std::shared_ptr<grpc::Channel>& channel,
                                                   const std::string& resume_token,
                                                   TalentRegister& talents, TeamRegister& teams,
                                                   std::function<void()> on_snapshot);

}  // namespace houniao::recruitment
