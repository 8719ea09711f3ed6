#include "tests/faults/write_load.h"

#include "absl/strings/str_cat.h"

#include "common/base/ids.h"
#include "common/base/status_macros.h"
#include "tests/support/call.h"

#include "houniao/api/v1/admin_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using Service = talent::v1::TalentService;

// Longer than any stall that the tests make, so that what is unknown was cut off.
constexpr absl::Duration kWritePatience = absl::Seconds(15);

}  // namespace

WriteLoad::WriteLoad(int threads) : threads_(threads), written_(static_cast<size_t>(threads)) {}

WriteLoad::~WriteLoad() { Stop(); }

void WriteLoad::Start(const std::shared_ptr<grpc::Channel>& channel) {
  stopping_ = false;
  for (int thread = 0; thread < threads_; ++thread) {
    running_.emplace_back([this, thread, channel] { Run(thread, channel); });
  }
}

void WriteLoad::Stop() {
  stopping_ = true;
  for (std::thread& thread : running_) thread.join();
  running_.clear();
}

// Every third write of a thread changes the talent that it made before.
WriteLoad::Write WriteLoad::Next(int thread, int number) const {
  RandomIds ids;
  Write write;
  write.display_name = absl::StrCat("甲", thread, "第", number, "次");
  const int made = number % 3 == 2 ? number - 1 : number;
  const std::string id = absl::StrCat("w", thread, "-", made);
  write.name = absl::StrCat("talents/", id);
  if (made == number) {
    write.create.set_talent_id(id);
    write.create.mutable_talent()->set_display_name(write.display_name);
    write.create.set_request_id(ids.NewUuid());
  } else {
    write.update.mutable_talent()->set_name(write.name);
    write.update.mutable_talent()->set_display_name(write.display_name);
    write.update.set_request_id(ids.NewUuid());
  }
  return write;
}

absl::Status WriteLoad::Send(Service::Stub& stub, const Write& write) {
  if (write.update.request_id().empty()) {
    return Call(stub, &Service::Stub::CreateTalent, write.create, kWritePatience).status();
  }
  return Call(stub, &Service::Stub::UpdateTalent, write.update, kWritePatience).status();
}

void WriteLoad::Acknowledge(const Write& write) {
  acknowledged_[write.name] = write.display_name;
  ++acknowledged_writes_;
}

// Stops at the first call without an answer: later writes could otherwise overtake it.
void WriteLoad::Run(int thread, std::shared_ptr<grpc::Channel> channel) {
  const auto stub = Service::NewStub(channel);
  while (!stopping_) {
    const Write write = Next(thread, written_[static_cast<size_t>(thread)]++);
    const absl::Status status = Send(*stub, write);
    MutexLock lock(mutex_);
    if (!status.ok()) {
      unknown_.push_back(write);
      return;
    }
    Acknowledge(write);
  }
}

absl::Status WriteLoad::RepeatUnknown(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = Service::NewStub(channel);
  MutexLock lock(mutex_);
  for (const Write& write : unknown_) {
    RETURN_IF_ERROR(Send(*stub, write));
    Acknowledge(write);
    ++repeated_;
  }
  unknown_.clear();
  return absl::OkStatus();
}

absl::StatusOr<Comparison> CompareWithStored(const std::shared_ptr<grpc::Channel>& channel,
                                             const std::map<std::string, std::string>& expected) {
  const auto stub = Service::NewStub(channel);
  std::map<std::string, std::string> stored;
  talent::v1::ListTalentsRequest request;
  request.set_page_size(500);
  do {
    ASSIGN_OR_RETURN(const auto page,
                     Call(*stub, &Service::Stub::ListTalents, request, absl::Seconds(60)));
    for (const auto& talent : page.talents()) stored[talent.name()] = talent.display_name();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  Comparison comparison;
  comparison.talents = static_cast<int>(stored.size());
  for (const auto& [name, display_name] : expected) {
    const auto found = stored.find(name);
    if (found == stored.end() || found->second != display_name) ++comparison.lost;
  }
  for (const auto& [name, display_name] : stored) {
    if (expected.count(name) == 0) ++comparison.surplus;
  }
  return comparison;
}

absl::StatusOr<int64_t> VerifiedAuditRecords(const std::shared_ptr<grpc::Channel>& channel,
                                             const std::string& service) {
  const auto stub = api::v1::AuditService::NewStub(channel);
  api::v1::VerifyAuditChainRequest request;
  request.set_service(service);
  ASSIGN_OR_RETURN(const auto verified, Call(*stub, &api::v1::AuditService::Stub::VerifyAuditChain,
                                             request, absl::Seconds(120)));
  if (verified.intact()) return verified.record_count();
  return absl::DataLossError(
      absl::StrCat("The audit chain breaks at ", verified.broken_sequence(), "."));
}

}  // namespace houniao::testing
