#include "common/rpc/service_table.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
namespace pb = ::houniao::api::v1;

absl::StatusOr<pb::ClockState> Nothing(CallContext&, const pb::GetClockRequest&) {
  return pb::ClockState();
}

absl::StatusOr<pb::ClockState> NothingElse(CallContext&, const pb::AdvanceClockRequest&) {
  return pb::ClockState();
}

ServiceTable Whole() {
  ServiceTable table("houniao.api.v1.ClockService");
  table.Unary<pb::GetClockRequest, pb::ClockState>("GetClock", Nothing);
  table.Unary<pb::AdvanceClockRequest, pb::ClockState>("AdvanceClock", NothingElse);
  return table;
}

TEST(ServiceTable, IsWholeOnceEveryMethodIsBound) {
  const ServiceTable table = Whole();
  EXPECT_OK(table.Check());
  EXPECT_TRUE(table.IsBound("GetClock"));
  EXPECT_FALSE(table.IsBound("GetTime"));
}

TEST(ServiceTable, NamesTheMethodThatWasLeftOut) {
  ServiceTable table("houniao.api.v1.ClockService");
  table.Unary<pb::GetClockRequest, pb::ClockState>("GetClock", Nothing);
  EXPECT_THAT(table.Check(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("AdvanceClock is not bound")));
}

TEST(ServiceTable, RefusesUnknownNamesSecondBindingsAndWrongTypes) {
  ServiceTable table = Whole();
  table.Unary<pb::GetClockRequest, pb::ClockState>("GetTime", Nothing);
  table.Unary<pb::GetClockRequest, pb::ClockState>("GetClock", Nothing);
  EXPECT_THAT(table.Check(),
              StatusIs(absl::StatusCode::kInternal, AllOf(HasSubstr("GetTime is not a method"),
                                                          HasSubstr("GetClock is bound twice"))));
  ServiceTable mixed("houniao.api.v1.ClockService");
  mixed.Unary<pb::GetClockRequest, pb::ClockState>("AdvanceClock", Nothing);
  EXPECT_THAT(mixed.Check(), StatusIs(absl::StatusCode::kInternal,
                                      HasSubstr("AdvanceClock takes AdvanceClockRequest")));
}

TEST(ServiceTable, RefusesAnotherKindOfStreaming) {
  ServiceTable table("houniao.api.v1.ClockService");
  table.ServerStreamDynamic(
      "GetClock", [](CallContext&, const Message&, MessageWriter&) { return absl::OkStatus(); });
  EXPECT_THAT(table.Check(), StatusIs(absl::StatusCode::kInternal, HasSubstr("streams otherwise")));
}

TEST(ServiceTable, RefusesAServiceThatIsNotLinkedIn) {
  EXPECT_THAT(ServiceTable("houniao.api.v1.Nothing").Check(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("no such service")));
}

TEST(ServiceTable, RefusesAServiceWithoutPermissions) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("without_permission.proto");
  file.set_package("test");
  file.add_message_type()->set_name("Empty");
  auto* service = file.add_service();
  service->set_name("Open");
  auto* method = service->add_method();
  method->set_name("Do");
  method->set_input_type(".test.Empty");
  method->set_output_type(".test.Empty");
  google::protobuf::DescriptorPool pool;
  ServiceTable table(pool.BuildFile(file)->service(0));
  table.UnaryDynamic("Do", [](CallContext&, const Message&, Message*) { return absl::OkStatus(); });
  EXPECT_THAT(table.Check(),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("Do has no permission")));
}

}  // namespace
}  // namespace houniao::rpc
