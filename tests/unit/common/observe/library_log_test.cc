#include "common/observe/library_log.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/wrappers.pb.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace houniao::observe {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

TEST(LibraryLog, BringsProtobufsMessages) {
  RouteProtobufLog();
  const LogCapture capture;
  google::protobuf::StringValue message;
  message.set_value("\xff");  // serializing text that is not UTF-8 makes protobuf complain
  EXPECT_FALSE(message.SerializeAsString().empty());
  google::protobuf::SetLogHandler(nullptr);
  ASSERT_EQ(capture.lines().size(), 1u);
  const Json line = Json::parse(capture.lines()[0]);
  EXPECT_EQ(line["library"], "protobuf");
  EXPECT_EQ(line["severity"], "ERROR");
  EXPECT_THAT(line["detail"].get<std::string>(), HasSubstr("UTF-8"));
  EXPECT_THAT(line["file"].get<std::string>(), testing::Not(HasSubstr("/")));
}

TEST(LibraryLog, OffersGrpcATarget) {
  const LogCapture capture;
  const LibraryLogTarget target = GrpcLogTarget();
  target(0, "/src/core/a.cc", 1, "debug");
  target(1, "b.cc", 2, "info");
  target(2, nullptr, 3, "error\nforged");
  target(7, "c.cc", 4, nullptr);
  ASSERT_EQ(capture.lines().size(), 4u);
  EXPECT_EQ(Json::parse(capture.lines()[0])["severity"], "DEBUG");
  EXPECT_EQ(Json::parse(capture.lines()[0])["file"], "a.cc");
  EXPECT_EQ(Json::parse(capture.lines()[1])["severity"], "INFO");
  EXPECT_EQ(Json::parse(capture.lines()[2])["severity"], "ERROR");
  EXPECT_EQ(Json::parse(capture.lines()[2])["detail"], "error\nforged");
  EXPECT_EQ(Json::parse(capture.lines()[2])["line"], 3);
  EXPECT_EQ(Json::parse(capture.lines()[3])["detail"], "");
}

}  // namespace
}  // namespace houniao::observe
