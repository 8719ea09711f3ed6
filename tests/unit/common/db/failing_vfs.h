// A file layer for SQLite that fails one chosen write or sync, then works again.
#pragma once

namespace houniao::db {

// Becomes the default file layer of connections opened from now on. Call once, from one thread.
void InstallFailingVfs();
// Fails the `countdown`-th write, truncation or sync from now on, counted over all files; a
// negative number fails none.
void FailOperation(int countdown);
// True if the failure has happened since the last call of FailOperation.
bool OperationFailed();

}  // namespace houniao::db
