#include "tests/faults/faulty_service.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

#include "tests/support/call.h"

#include "houniao/api/v1/admin_service.grpc.pb.h"

namespace houniao::testing {
namespace {

constexpr absl::Duration kStartPatience = absl::Seconds(60);

[[noreturn]] void Fail(absl::string_view what) {
  std::fprintf(stderr, "%s\n", std::string(what).c_str());
  std::abort();
}

}  // namespace

int SettingOf(const char* variable, int usual) {
  const char* const text = std::getenv(variable);
  int value = 0;
  return text != nullptr && absl::SimpleAtoi(text, &value) && value > 0 ? value : usual;
}

FaultyService::FaultyService(Options options)
    : options_(std::move(options)),
      data_dir_(options_.data_dir.empty() ? folder_.File("data") : options_.data_dir) {}

void FaultyService::Start() {
  ProcessOptions options;
  options.program = options_.program;
  options.arguments = {"--listen", "127.0.0.1:0", "--data_dir", data_dir_, "--log_level", "error"};
  if (!options_.db_url.empty()) {
    options.arguments.insert(options.arguments.end(), {"--db_url", options_.db_url});
  }
  options.arguments.insert(options.arguments.end(), options_.arguments.begin(),
                           options_.arguments.end());
  options.log_path = folder_.File("log");
  options.file_limit = options_.file_limit;
  const absl::Time start = absl::Now();
  auto process = Process::Start(options);
  if (!process.ok()) Fail(process.status().ToString());
  process_ = *std::move(process);
  while (!Answers()) {
    if (absl::Now() - start > kStartPatience) Fail(process_->Output());
    absl::SleepFor(absl::Milliseconds(10));
  }
  start_time_ = absl::Now() - start;
}

bool FaultyService::Answers() const {
  const auto clock = api::v1::ClockService::NewStub(Channel());
  return Call(*clock, &api::v1::ClockService::Stub::GetClock, api::v1::GetClockRequest(),
              absl::Seconds(5))
      .ok();
}

int FaultyService::Stop() {
  const auto code = process_->Stop();
  if (!code.ok()) Fail(code.status().ToString());
  return *code;
}

void FaultyService::CopyKeysTo(const std::string& data_dir) const {
  std::filesystem::create_directory(data_dir);
  for (const char* file : {"keys", "token.key", "token.pub"}) {
    const std::string copy = data_dir + "/" + file;
    std::filesystem::copy_file(data_dir_ + "/" + file, copy);
    if (file != std::string("token.pub")) {
      std::filesystem::permissions(copy, std::filesystem::perms(0600));
    }
  }
}

std::shared_ptr<grpc::Channel> FaultyService::ChannelAs(const std::string& principal,
                                                        const std::string& role) const {
  const auto key = crypto::SigningKey::Load(data_dir_ + "/token.key");
  if (!key.ok()) Fail(key.status().ToString());
  auto channel = testing::ChannelAs(process_->target(), *key, principal, role);
  if (!channel.ok()) Fail(channel.status().ToString());
  return *std::move(channel);
}

}  // namespace houniao::testing
