#include "common/observe/metrics_exposer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace houniao::observe {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The whole answer to a GET on loopback; empty if nobody answers.
std::string Get(int port, const std::string& path) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) {
    const std::string request =
        absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(write(connection, request.data(), request.size()),
              static_cast<ssize_t>(request.size()));
    char buffer[4096];
    ssize_t got = 0;
    while ((got = read(connection, buffer, sizeof(buffer))) > 0) answer.append(buffer, got);
  }
  close(connection);
  return answer;
}

TEST(MetricsExposer, ServesTheMetricsPage) {
  Metrics metrics;
  metrics.Counter("houniao_a_total", "A.").Add(7);
  auto exposer = MetricsExposer::Start("127.0.0.1:0", metrics);
  ASSERT_TRUE(exposer.ok()) << exposer.status();
  ASSERT_GT((*exposer)->port(), 0);
  const std::string answer = Get((*exposer)->port(), "/metrics");
  EXPECT_THAT(answer, HasSubstr("200 OK"));
  EXPECT_THAT(answer, HasSubstr("text/plain"));
  EXPECT_THAT(answer, HasSubstr("houniao_a_total 7\n"));
  metrics.Counter("houniao_a_total", "A.").Add();
  EXPECT_THAT(Get((*exposer)->port(), "/metrics"), HasSubstr("houniao_a_total 8\n"));
}

TEST(MetricsExposer, ServesNothingElse) {
  Metrics metrics;
  auto exposer = MetricsExposer::Start("127.0.0.1:0", metrics);
  ASSERT_TRUE(exposer.ok());
  for (const char* path : {"/", "/../etc/passwd", "/metrics/../../etc/passwd", "/etc/passwd"}) {
    EXPECT_THAT(Get((*exposer)->port(), path), Not(HasSubstr("200 OK"))) << path;
  }
}

TEST(MetricsExposer, StopsServingWhenDestroyed) {
  Metrics metrics;
  auto exposer = MetricsExposer::Start("127.0.0.1:0", metrics);
  ASSERT_TRUE(exposer.ok());
  const int port = (*exposer)->port();
  exposer->reset();
  EXPECT_EQ(Get(port, "/metrics"), "");
}

TEST(MetricsExposer, SaysWhenTheAddressIsTaken) {
  Metrics metrics;
  auto first = MetricsExposer::Start("127.0.0.1:0", metrics);
  ASSERT_TRUE(first.ok());
  const auto second = MetricsExposer::Start(absl::StrCat("127.0.0.1:", (*first)->port()), metrics);
  EXPECT_TRUE(absl::IsUnavailable(second.status())) << second.status();
}

TEST(MetricsExposer, RefusesMalformedAddresses) {
  Metrics metrics;
  for (const char* address : {"", "localhost", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000",
                              "80,81", "80r", "443s", "127.0.0.1:-1", "127.0.0.1:1 "}) {
    EXPECT_TRUE(absl::IsInvalidArgument(MetricsExposer::Start(address, metrics).status()))
        << address;
  }
}

}  // namespace
}  // namespace houniao::observe
