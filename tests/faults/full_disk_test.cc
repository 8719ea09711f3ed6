// The disk of an embedded database is full: writers are told so, readers notice nothing, and it
// goes on by itself when there is room again.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"

#include "common/errors/errors.h"
#include "tests/faults/faulty_service.h"
#include "tests/faults/write_load.h"
#include "tests/support/call.h"
#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using Service = talent::v1::TalentService;

// A file system of 24 MB; whether it could be mounted.
class SmallDisk {
 public:
  SmallDisk() {
    mounted_ = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=24m,mode=0700") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }

  bool mounted() const { return mounted_; }
  std::string path() const { return folder_.File("data"); }
  // Leaves `bytes` free.
  void FillUpTo(uint64_t bytes) const {
    struct statvfs room;
    ASSERT_EQ(::statvfs(folder_.path().c_str(), &room), 0);
    const uint64_t free = static_cast<uint64_t>(room.f_bavail) * room.f_bsize;
    ASSERT_GT(free, bytes);
    std::ofstream(Ballast()) << std::string(free - bytes, 'x');
  }
  void Free() const { std::filesystem::remove(Ballast()); }

 private:
  std::string Ballast() const { return folder_.File("ballast"); }

  const TempFolder folder_{"disk"};
  bool mounted_ = false;
};

class FullDiskTest : public ::testing::Test {
 protected:
  void Begin(FaultyService& service) {
    service.Start();
    stub_ = Service::NewStub(service.Channel());
    ASSERT_OK(Write());
  }

  absl::Status Write() {
    talent::v1::CreateTalentRequest request;
    const std::string id = absl::StrCat("t", attempts_++);
    request.set_talent_id(id);
    request.mutable_talent()->set_display_name("丁");
    for (int field = 0; field < 30; ++field) {
      request.mutable_talent()->add_research_fields(absl::StrCat(field, std::string(60, 'x')));
    }
    const auto reply = Call(*stub_, &Service::Stub::CreateTalent, request);
    if (reply.ok()) acknowledged_[reply->name()] = reply->display_name();
    return reply.status();
  }

  void Read() {
    talent::v1::GetTalentRequest request;
    request.set_name("talents/t0");
    ++reads_;
    if (!Call(*stub_, &Service::Stub::GetTalent, request).ok()) ++failed_reads_;
  }

  void WriteUntilRefused() {
    absl::Status status;
    for (int i = 0; i < 20000 && status.ok(); ++i) status = Write();
    EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
    EXPECT_EQ(errors::ReasonOf(status), errors::kStorageFull) << status;
  }

  // While it is full: every write is refused with the same reason, every read is answered.
  void StayFull() {
    for (int i = 0; i < 50; ++i) {
      const absl::Status status = Write();
      if (status.ok()) {
        // What a refused write gave back can be enough for a small one.
        continue;
      }
      ++refused_;
      EXPECT_EQ(errors::ReasonOf(status), errors::kStorageFull) << status;
      for (int read = 0; read < 4; ++read) Read();
    }
  }

  absl::Duration TimeUntilBack() {
    const absl::Time start = absl::Now();
    while (!Write().ok() && absl::Now() - start < absl::Seconds(20)) {
      absl::SleepFor(absl::Milliseconds(20));
    }
    return absl::Now() - start;
  }

  void End(const char* what, FaultyService& service, absl::Duration back) {
    // Another start on the same file finds nothing broken.
    EXPECT_EQ(service.Stop(), 0);
    service.Start();
    ASSERT_OK_AND_ASSIGN(const auto found, CompareWithStored(service.Channel(), acknowledged_));
    ASSERT_OK(VerifiedAuditRecords(service.ChannelAs("user:auditor", "auditor"), "").status());
    std::printf(
        "fault: full disk (%s): writes refused STORAGE_FULL %d, reads meanwhile %d of which failed "
        "%d, writing again %.2f s after space was freed, acknowledged %d, acknowledged lost %d\n",
        what, refused_, reads_, failed_reads_, absl::ToDoubleSeconds(back),
        static_cast<int>(acknowledged_.size()), found.lost);
    EXPECT_GT(refused_, 0);
    EXPECT_EQ(failed_reads_, 0);
    EXPECT_LE(back, absl::Seconds(10));
    EXPECT_EQ(found.lost, 0);
    EXPECT_EQ(found.surplus, 0);
  }

  std::unique_ptr<Service::Stub> stub_;
  std::map<std::string, std::string> acknowledged_;
  int attempts_ = 0, refused_ = 0, reads_ = 0, failed_reads_ = 0;
};

TEST_F(FullDiskTest, SmallFileSystem) {
  const SmallDisk disk;
  if (!disk.mounted()) GTEST_SKIP() << "No right to mount; the limit of files stands in.";
  FaultyService::Options options;
  options.data_dir = disk.path();
  FaultyService service(options);
  Begin(service);
  disk.FillUpTo(512 * 1024);
  WriteUntilRefused();
  StayFull();
  disk.Free();
  const absl::Duration back = TimeUntilBack();
  End("tmpfs", service, back);
  service.Kill();
}

TEST_F(FullDiskTest, LimitOfFiles) {
  FaultyService::Options options;
  options.file_limit = 3 * 1024 * 1024;
  FaultyService service(options);
  Begin(service);
  WriteUntilRefused();
  StayFull();
  ASSERT_OK(service.process().LimitFiles(0));
  const absl::Duration back = TimeUntilBack();
  // The next start must not meet the limit again.
  End("limit of files", service, back);
}

}  // namespace
}  // namespace houniao::testing
