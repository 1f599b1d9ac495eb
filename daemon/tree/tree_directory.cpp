#include "daemon/tree/tree_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr mode_t file_mode = 0644, folder_mode = 0755;
constexpr const char* marker = ".arna-tree";
constexpr std::string_view aside_prefix = ".new-";
constexpr std::array<std::string_view, 5> own_folders = {"tags", "sources", "kk", "ru", "en"};
constexpr std::size_t block = std::size_t{64} << 10;
constexpr std::size_t longest_marker = 1024;

struct CloseDirectory {
    void operator()(DIR* stream) const noexcept { ::closedir(stream); }
};

std::unexpected<Error> system_error(std::string_view path) {
    return fail(Errc::io, fmt::format("{}: {}", path.empty() ? "." : path, std::strerror(errno)));
}

/// The names in a directory; nothing with errno set where it cannot be read.
std::optional<std::vector<std::string>> names_in(int folder) {
    OpenFile again(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!again.is_open()) return std::nullopt;
    const std::unique_ptr<DIR, CloseDirectory> stream(::fdopendir(::dup(again.get())));
    if (!stream) return std::nullopt;
    std::vector<std::string> names;
    while (const dirent* const entry = ::readdir(stream.get())) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    return names;
}

timespec whole_seconds(Time time) {
    return {.tv_sec = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count(), .tv_nsec = 0};
}

bool set_times(int file, Time modified) {
    const std::array<timespec, 2> times = {whole_seconds(modified), whole_seconds(modified)};
    return ::futimens(file, times.data()) == 0;
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool has_bytes(int file, std::string_view bytes) {
    std::array<char, block> buffer;
    while (!bytes.empty()) {
        const auto got = ::read(file, buffer.data(), std::min(bytes.size(), buffer.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || bytes.substr(0, static_cast<std::size_t>(got)) !=
                            std::string_view(buffer.data(), static_cast<std::size_t>(got)))
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(got));
    }
    return true;
}

bool is_folder(int parent, const char* name) {
    struct stat status{};
    return ::fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

/// Removes a file, link or folder with all that is in it; one level of recursion for each level of folders.
bool remove_all(int parent, const char* name) {
    if (!is_folder(parent, name)) return ::unlinkat(parent, name, 0) == 0 || errno == ENOENT;
    {
        const OpenFile folder(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!folder.is_open()) return false;
        const auto names = names_in(folder.get());
        if (!names) return false;
        for (const std::string& inner : *names)
            if (!remove_all(folder.get(), inner.c_str())) return false;
    }
    return ::unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT;
}

/// Opens a folder, which is made where there is none, and put in place of what is no folder.
OpenFile open_own_folder(int parent, const std::string& name) {
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    OpenFile folder(::openat(parent, name.c_str(), flags));
    if (folder.is_open() || (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)) return folder;
    if (errno != ENOENT && ::unlinkat(parent, name.c_str(), 0) != 0) return folder;
    if (::mkdirat(parent, name.c_str(), folder_mode) != 0) return folder;
    folder = OpenFile(::openat(parent, name.c_str(), flags));
    if (folder.is_open() && ::fchmod(folder.get(), folder_mode) != 0) folder = OpenFile(); // whatever the umask
    return folder;
}

/// A regular file that stands there, and what is known of it; a closed one where there is none.
OpenFile open_present(int folder, const std::string& name, struct stat& status) {
    OpenFile present(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (present.is_open() && (::fstat(present.get(), &status) != 0 || !S_ISREG(status.st_mode))) present = OpenFile();
    return present;
}

/// Sees to it that a file that stays has this time, and its mode.
bool mend(int file, const struct stat& status, Time modified) {
    const auto wanted = whole_seconds(modified);
    const bool has_time = status.st_mtim.tv_sec == wanted.tv_sec && status.st_mtim.tv_nsec == 0;
    if (!has_time && !set_times(file, modified)) return false;
    return (status.st_mode & 07777) == file_mode || ::fchmod(file, file_mode) == 0;
}

/// All bytes of a file; nothing where it cannot be read or is longer.
std::optional<std::string> read_all(int file, std::size_t longest) {
    std::string bytes;
    while (bytes.size() <= longest) {
        const auto before = bytes.size();
        bytes.resize(before + block);
        const auto got = ::read(file, bytes.data() + before, block);
        bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) return bytes;
    }
    return std::nullopt;
}

std::pair<std::string, std::string> split(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return {"", path};
    return {path.substr(0, slash), path.substr(slash + 1)};
}

std::string marker_line(std::string_view authority) { return fmt::format("arna {}\n", authority); }

/// Whether the marker is that of `authority`.
bool is_marked(int root, std::string_view authority) {
    const OpenFile file(::openat(root, marker, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open()) return false;
    std::array<char, longest_marker> buffer;
    const auto got = ::read(file.get(), buffer.data(), buffer.size());
    std::string_view text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text == fmt::format("arna {}", authority);
}

/// Marks an empty directory as ours. Whole or not at all: half a marker would be nobody's.
bool mark(int root, std::string_view authority) {
    const std::string aside = std::string(aside_prefix) + "marker";
    const OpenFile file(
        ::openat(root, aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, file_mode));
    if (!file.is_open() || ::fchmod(file.get(), file_mode) != 0 || !write_all(file.get(), marker_line(authority)) ||
        ::fsync(file.get()) != 0)
        return false;
    return ::renameat(root, aside.c_str(), root, marker) == 0;
}

/// Makes a directory and its parents with their modes, whatever the umask.
bool make_directories(const std::filesystem::path& directory) {
    std::filesystem::path made;
    for (const auto& part : directory) {
        made /= part;
        if (::mkdir(made.c_str(), folder_mode) == 0) {
            if (::chmod(made.c_str(), folder_mode) != 0) return false;
        } else if (errno != EEXIST && !std::filesystem::exists(made)) {
            return false;
        }
    }
    return true;
}

} // namespace

OpenFile::OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

OpenFile::~OpenFile() {
    const int error = errno; // what a failed call said is still to be told
    if (is_open()) ::close(descriptor_);
    errno = error;
}

Result<TreeDirectory> TreeDirectory::open(const std::filesystem::path& directory, std::string_view authority) {
    const auto not_ours = [] { return fail(Errc::conflict, "is not empty and not arna's; name an empty directory"); };
    if (!make_directories(directory)) return system_error(directory.string());
    TreeDirectory tree;
    tree.root_ = OpenFile(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!tree.root_.is_open()) return errno == ENOTDIR ? not_ours() : system_error(directory.string());
    if (is_marked(tree.root_.get(), authority)) return tree;
    auto names = names_in(tree.root_.get());
    if (!names) return system_error(directory.string());
    // A start that was killed before it could mark it leaves only this.
    std::erase(*names, std::string(aside_prefix) + "marker");
    if (!names->empty()) return not_ours();
    if (!mark(tree.root_.get(), authority)) return system_error(directory.string());
    return tree;
}

Result<OpenFile> TreeDirectory::open_folder(const std::string& folder) {
    OpenFile open(::openat(root_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (std::size_t at = 0; open.is_open() && at < folder.size();) {
        const auto slash = std::min(folder.find('/', at), folder.size());
        open = open_own_folder(open.get(), folder.substr(at, slash - at));
        at = slash + 1;
    }
    if (!open.is_open()) return system_error(folder);
    return open;
}

Result<bool> TreeDirectory::put(const std::string& path, std::string_view bytes, Time modified, TreeRank rank) {
    const auto [folder_path, name] = split(path);
    const auto folder = open_folder(folder_path);
    if (!folder) return std::unexpected(folder.error());
    struct stat status{};
    const OpenFile present = open_present(folder->get(), name, status);
    if (present.is_open() && static_cast<std::size_t>(status.st_size) == bytes.size() &&
        has_bytes(present.get(), bytes)) {
        if (!mend(present.get(), status, modified)) return system_error(path);
        return false;
    }
    const std::string aside = fmt::format("{}{}", aside_prefix, written_++);
    ::unlinkat(folder->get(), aside.c_str(), 0); // of a run that was killed
    const OpenFile file(
        ::openat(folder->get(), aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, file_mode));
    if (!file.is_open()) return system_error(path);
    if (!write_all(file.get(), bytes) || ::fchmod(file.get(), file_mode) != 0 || !set_times(file.get(), modified)) {
        const auto error = system_error(path);
        ::unlinkat(folder->get(), aside.c_str(), 0);
        return error;
    }
    pending_.push_back({.folder = folder_path, .aside = aside, .name = name, .bytes = bytes.size(), .rank = rank});
    pending_bytes_ += bytes.size();
    return true;
}

Result<bool> TreeDirectory::keep(const std::string& path, Time modified, std::size_t longest,
                                 const std::function<bool(std::string_view)>& is_right) {
    const auto [folder_path, name] = split(path);
    const auto folder = open_folder(folder_path);
    if (!folder) return std::unexpected(folder.error());
    struct stat status{};
    const OpenFile present = open_present(folder->get(), name, status);
    if (!present.is_open()) return false;
    const auto bytes = read_all(present.get(), longest);
    if (!bytes || !is_right(*bytes)) return false;
    if (!mend(present.get(), status, modified)) return system_error(path);
    return true;
}

Result<void> TreeDirectory::touch(const std::string& path, Time modified) {
    const auto [folder_path, name] = split(path);
    const auto folder = open_folder(folder_path);
    if (!folder) return std::unexpected(folder.error());
    const std::array<timespec, 2> times = {whole_seconds(modified), whole_seconds(modified)};
    if (::utimensat(folder->get(), name.c_str(), times.data(), AT_SYMLINK_NOFOLLOW) != 0 && errno != ENOENT)
        return system_error(path);
    return {};
}

void TreeDirectory::discard(std::size_t pending) {
    for (; pending_.size() > pending; pending_.pop_back()) {
        pending_bytes_ -= pending_.back().bytes;
        if (const auto folder = open_folder(pending_.back().folder))
            ::unlinkat(folder->get(), pending_.back().aside.c_str(), 0);
    }
}

Result<void> TreeDirectory::commit() {
    if (pending_.empty()) return {};
    if (::syncfs(root_.get()) != 0) {
        auto error = system_error("");
        discard(0);
        return error;
    }
    std::ranges::sort(pending_, {}, &Pending::rank);
    Result<void> outcome;
    for (const Pending& one : std::exchange(pending_, {})) {
        const auto folder = open_folder(one.folder);
        if (folder && is_folder(folder->get(), one.name.c_str())) remove_all(folder->get(), one.name.c_str());
        if (folder && ::renameat(folder->get(), one.aside.c_str(), folder->get(), one.name.c_str()) == 0) continue;
        if (outcome) outcome = folder ? Result<void>(system_error(one.name)) : std::unexpected(folder.error());
        if (folder) ::unlinkat(folder->get(), one.aside.c_str(), 0);
    }
    pending_bytes_ = 0;
    return outcome;
}

Result<void> TreeDirectory::remove_others(const std::set<std::string>& kept) {
    const auto names = names_in(root_.get());
    if (!names) return system_error("");
    Result<void> outcome;
    for (const std::string& name : *names) {
        const bool is_ours = std::ranges::find(own_folders, name) != own_folders.end();
        Result<void> removed;
        if (is_ours || name.starts_with(aside_prefix)) removed = remove_below(root_.get(), name, kept);
        if (!removed && outcome) outcome = removed;
    }
    return outcome;
}

Result<void> TreeDirectory::remove_below(int parent, const std::string& path, const std::set<std::string>& kept) {
    if (kept.contains(path)) return {};
    const std::string name = split(path).second;
    const auto below = kept.lower_bound(path + "/");
    const bool has_kept = below != kept.end() && below->starts_with(path + "/");
    if (!has_kept || !is_folder(parent, name.c_str()))
        return remove_all(parent, name.c_str()) ? Result<void>() : system_error(path);
    const OpenFile folder(::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    const auto names = folder.is_open() ? names_in(folder.get()) : std::nullopt;
    if (!names) return system_error(path);
    Result<void> outcome;
    for (const std::string& inner : *names) {
        auto removed = remove_below(folder.get(), path + "/" + inner, kept);
        if (!removed && outcome) outcome = std::move(removed);
    }
    return outcome;
}

bool TreeDirectory::is_same(const TreeDirectory& other) const {
    struct stat mine{}, theirs{};
    return ::fstat(root_.get(), &mine) == 0 && ::fstat(other.root_.get(), &theirs) == 0 &&
           mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino;
}

} // namespace arna
