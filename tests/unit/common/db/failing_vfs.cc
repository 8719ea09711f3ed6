#include "tests/unit/common/db/failing_vfs.h"

#include <sqlite3.h>

#include <atomic>

namespace houniao::db {
namespace {

std::atomic<int> remaining{-1};
std::atomic<bool> failed{false};
sqlite3_vfs* real = nullptr;

struct File {
  sqlite3_file base;
  sqlite3_file* inner;  // lies directly behind
};

sqlite3_file* Inner(sqlite3_file* file) { return reinterpret_cast<File*>(file)->inner; }

bool FailsNow() {
  if (remaining < 0 || remaining-- != 0) return false;
  failed = true;
  return true;
}

int Close(sqlite3_file* file) { return Inner(file)->pMethods->xClose(Inner(file)); }
int Read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
  return Inner(file)->pMethods->xRead(Inner(file), data, size, offset);
}
int Write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  if (FailsNow()) return SQLITE_IOERR_WRITE;
  return Inner(file)->pMethods->xWrite(Inner(file), data, size, offset);
}
int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (FailsNow()) return SQLITE_IOERR_TRUNCATE;
  return Inner(file)->pMethods->xTruncate(Inner(file), size);
}
int Sync(sqlite3_file* file, int flags) {
  if (FailsNow()) return SQLITE_IOERR_FSYNC;
  return Inner(file)->pMethods->xSync(Inner(file), flags);
}
int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  return Inner(file)->pMethods->xFileSize(Inner(file), size);
}
int Lock(sqlite3_file* file, int level) { return Inner(file)->pMethods->xLock(Inner(file), level); }
int Unlock(sqlite3_file* file, int level) {
  return Inner(file)->pMethods->xUnlock(Inner(file), level);
}
int CheckReservedLock(sqlite3_file* file, int* held) {
  return Inner(file)->pMethods->xCheckReservedLock(Inner(file), held);
}
int FileControl(sqlite3_file* file, int operation, void* argument) {
  return Inner(file)->pMethods->xFileControl(Inner(file), operation, argument);
}
int SectorSize(sqlite3_file* file) { return Inner(file)->pMethods->xSectorSize(Inner(file)); }
int DeviceCharacteristics(sqlite3_file* file) {
  return Inner(file)->pMethods->xDeviceCharacteristics(Inner(file));
}
int ShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return Inner(file)->pMethods->xShmMap(Inner(file), page, size, extend, memory);
}
int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
  return Inner(file)->pMethods->xShmLock(Inner(file), offset, count, flags);
}
void ShmBarrier(sqlite3_file* file) { Inner(file)->pMethods->xShmBarrier(Inner(file)); }
int ShmUnmap(sqlite3_file* file, int remove) {
  return Inner(file)->pMethods->xShmUnmap(Inner(file), remove);
}

const sqlite3_io_methods kMethods = {2,
                                     Close,
                                     Read,
                                     Write,
                                     Truncate,
                                     Sync,
                                     FileSize,
                                     Lock,
                                     Unlock,
                                     CheckReservedLock,
                                     FileControl,
                                     SectorSize,
                                     DeviceCharacteristics,
                                     ShmMap,
                                     ShmLock,
                                     ShmBarrier,
                                     ShmUnmap,
                                     nullptr,
                                     nullptr};

int OpenFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  File* ours = reinterpret_cast<File*>(file);
  ours->inner = reinterpret_cast<sqlite3_file*>(ours + 1);
  const int code = real->xOpen(real, name, ours->inner, flags, out_flags);
  ours->base.pMethods = ours->inner->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

}  // namespace

void InstallFailingVfs() {
  static sqlite3_vfs vfs;
  if (real != nullptr) return;
  real = sqlite3_vfs_find(nullptr);
  vfs = *real;
  vfs.pNext = nullptr;
  vfs.zName = "failing";
  vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  vfs.xOpen = OpenFile;
  sqlite3_vfs_register(&vfs, 1);
}

void FailOperation(int countdown) {
  failed = false;
  remaining = countdown;
}

bool OperationFailed() { return failed; }

}  // namespace houniao::db
