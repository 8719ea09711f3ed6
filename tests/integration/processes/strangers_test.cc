// Who has no certificate of the house does not get as far as a call.
#include <gtest/gtest.h>

#include "common/rpc/client.h"
#include "tests/integration/processes/three_services.h"

#include "houniao/api/v1/admin_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using Clock = api::v1::ClockService;

class Strangers : public ThreeServices {
 protected:
  absl::Status Ask(const rpc::TlsFiles& tls, const Person& person) const {
    rpc::ChannelOptions options;
    options.target = TargetOf("talent");
    options.tls = tls;
    const auto channel = rpc::OpenChannel(options);
    if (!channel.ok()) return channel.status();
    return Call(person, *Clock::NewStub(*channel), &Clock::Stub::GetClock,
                api::v1::GetClockRequest())
        .status();
  }
};

TEST_F(Strangers, StayOutside) {
  const Person clerk{"user:wang.jingban", "clerk", ""};
  EXPECT_OK(Ask({gateway().certificate, gateway().key, gateway().authorities}, clerk));
  EXPECT_EQ(Ask({}, clerk).code(), absl::StatusCode::kUnavailable) << "plain text";
  // A certificate of another authority, by one who knows ours.
  const CertificateAuthority foreign("Somebody else");
  const CertificateFiles forged = foreign.Issue(folder(), "forged", {"talent"});
  EXPECT_EQ(Ask({forged.certificate, forged.key, gateway().authorities}, clerk).code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace houniao::testing
