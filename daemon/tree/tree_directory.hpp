#pragma once
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A descriptor of an open file or directory, closed with it.
class OpenFile {
public:
    OpenFile() = default;
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();

    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

private:
    int descriptor_ = -1;
};

/// In which order new files get their names: what is linked to is there before what links to it.
enum class TreeRank { archive, feed, page, index };

/// The directory that a tree of published files is written to. Below it no link is followed: one that stands where
/// something of ours belongs is replaced. Everything below `tags`, `sources`, `kk`, `ru` and `en` is ours, and so are
/// the files beside them that were put there; the rest is the operator's. Blocking; used by one thread at a time.
class TreeDirectory {
public:
    /// Opens it, makes it where it is missing, with its parents, and marks it as the tree of `authority`.
    /// Errc::conflict: it is not empty and not marked so, and was not touched; Errc::io: the system says no.
    static Result<TreeDirectory> open(const std::filesystem::path& directory, std::string_view authority);

    /// Sees to it that a file has these bytes and this modification time, in whole seconds. One that has other bytes is
    /// written aside, and gets its name with commit(). Gives whether it was written. `path` is relative.
    Result<bool> put(const std::string& path, std::string_view bytes, Time modified, TreeRank rank);

    /// Whether there is a file of at most `longest` bytes that `is_right` says yes to; then its modification time and
    /// mode are seen to as well.
    Result<bool> keep(const std::string& path, Time modified, std::size_t longest,
                      const std::function<bool(std::string_view)>& is_right);

    /// Gives a file another modification time; nothing where there is no such file.
    Result<void> touch(const std::string& path, Time modified);

    /// How many files are written aside, and how many bytes they have.
    [[nodiscard]] std::size_t pending() const { return pending_.size(); }
    [[nodiscard]] std::size_t pending_bytes() const { return pending_bytes_; }

    /// Forgets those that were put after `pending` of them were.
    void discard(std::size_t pending);

    /// Makes durable what was put, and then gives it its names.
    Result<void> commit();

    /// Removes what is ours and not in `kept`, leftovers of an earlier run too.
    Result<void> remove_others(const std::set<std::string>& kept);

    /// Whether both are the same directory of the file system.
    [[nodiscard]] bool is_same(const TreeDirectory& other) const;

private:
    struct Pending {
        std::string folder, aside, name;
        std::size_t bytes = 0;
        TreeRank rank = TreeRank::page;
    };

    Result<OpenFile> open_folder(const std::string& folder);
    Result<void> remove_below(int folder, const std::string& path, const std::set<std::string>& kept);

    OpenFile root_;
    std::vector<Pending> pending_;
    std::size_t pending_bytes_ = 0;
    std::size_t written_ = 0; ///< ever, for names aside
};

} // namespace arna
