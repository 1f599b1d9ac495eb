#include "tests/daemon/store/failing_vfs.hpp"

#include <sqlite3.h>

#include <new>

namespace arna::failing_vfs {
namespace {

std::int64_t count = 0, armed = 0;
bool came = false;

bool fails() {
    ++count;
    if (count != armed) return false;
    came = true;
    return true;
}

sqlite3_vfs* real_vfs() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
    return vfs;
}

/// A file of ours, behind which lies one of the real layer.
struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    return fails() ? SQLITE_IOERR_READ : real(file)->pMethods->xRead(real(file), to, size, at);
}
int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    return fails() ? SQLITE_IOERR_WRITE : real(file)->pMethods->xWrite(real(file), from, size, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return fails() ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
    return fails() ? SQLITE_IOERR_FSYNC : real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return fails() ? SQLITE_IOERR_FSTAT : real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) {
    return fails() ? SQLITE_IOERR_LOCK : real(file)->pMethods->xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* result) { return real(file)->pMethods->xCheckReservedLock(real(file), result); }
int control(sqlite3_file* file, int what, void* value) {
    return real(file)->pMethods->xFileControl(real(file), what, value);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** to) {
    return fails() ? SQLITE_IOERR_SHMMAP : real(file)->pMethods->xShmMap(real(file), region, size, extend, to);
}
int lock_shared(sqlite3_file* file, int offset, int n, int flags) {
    const bool is_unlock = (flags & SQLITE_SHM_UNLOCK) != 0;
    return !is_unlock && fails() ? SQLITE_IOERR_SHMLOCK : real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

constexpr sqlite3_io_methods methods{
    2,          close_file, read,        write,           truncate,   sync,        file_size, lock,         unlock,
    check_lock, control,    sector_size, characteristics, map_shared, lock_shared, barrier,   unmap_shared, nullptr,
    nullptr,
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* opened) {
    file->pMethods = nullptr;
    if (fails()) return SQLITE_CANTOPEN;
    auto* ours = reinterpret_cast<File*>(file);
    ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
    const int code = real_vfs()->xOpen(real_vfs(), name, ours->real, flags, opened);
    if (ours->real->pMethods) file->pMethods = &methods;
    return code;
}
int remove_file(sqlite3_vfs*, const char* name, int sync_directory) {
    return fails() ? SQLITE_IOERR_DELETE : real_vfs()->xDelete(real_vfs(), name, sync_directory);
}
int access_file(sqlite3_vfs*, const char* name, int flags, int* result) {
    return fails() ? SQLITE_IOERR_ACCESS : real_vfs()->xAccess(real_vfs(), name, flags, result);
}

/// Registers the layer, once.
void install() {
    static const bool is_installed = [] {
        static sqlite3_vfs vfs = *real_vfs();
        vfs.zName = "failing";
        vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs()->szOsFile;
        vfs.xOpen = open_file;
        vfs.xDelete = remove_file;
        vfs.xAccess = access_file;
        return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
    }();
    (void)is_installed;
}

} // namespace

void arm(std::int64_t n) {
    install();
    count = 0;
    armed = n;
    came = false;
}

std::int64_t calls() { return count; }

bool has_failed() { return came; }

} // namespace arna::failing_vfs
