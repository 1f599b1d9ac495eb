#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/publish/catalogue.hpp"
#include "daemon/tree/tree_directory.hpp"
#include "daemon/tree/tree_files.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arna {

class ReaderPool;

/// How the tree stands.
struct TreeStatus {
    std::string directory;  ///< where it is, or is to be; empty: no tree is written
    std::size_t files = 0;  ///< that belong to it, once it was compared as a whole
    std::size_t writes = 0; ///< files written since the start
    std::string error;      ///< why the last attempt failed; empty: it did not
};

/// The lines of /metrics about it: arna_tree_files, arna_tree_writes_total, arna_tree_failing.
[[nodiscard]] std::string metrics_of(const TreeStatus& status);

/// Keeps a tree of files that has the bytes of the published documents, for a server of files (docs/static-tree.md).
/// All of it is compared at the start and after a new configuration; afterwards what a commit changed is written, in
/// batches, at most one a second. Lives on the io thread; reads, renders, compresses and writes in the pool.
class Tree {
public:
    /// `readers` and `changes` outlive it.
    Tree(boost::asio::any_io_executor io, boost::asio::any_io_executor pool, ReaderPool& readers, Changes& changes);

    /// A configuration. `directory`: an absolute path; empty: no tree. Another directory is taken when it can be; until
    /// then the old tree goes on.
    void load(std::string directory, PublishOptions options);

    /// Opens the directory at the start. Errc::conflict: it is not ours, and was not touched. One that cannot be opened
    /// for other reasons is tried again while run() runs.
    Result<void> open();

    /// Writes until stop().
    boost::asio::awaitable<void> run();
    void stop();

    [[nodiscard]] const TreeStatus& status() const { return status_; }

private:
    /// A directory with the authority that it is marked with.
    struct Place {
        std::string directory, authority;
        friend bool operator==(const Place&, const Place&) = default;
    };

    boost::asio::awaitable<void> listen();
    boost::asio::awaitable<void> write_while_asked();
    [[nodiscard]] bool has_work() const;
    boost::asio::awaitable<void> write();
    boost::asio::awaitable<Result<void>> reopen();
    void take(TreeDirectory opened, const Place& place);
    boost::asio::awaitable<Result<void>> write_everything();
    [[nodiscard]] std::vector<Subject> take_due();
    boost::asio::awaitable<Result<void>> write_changes();
    boost::asio::awaitable<Result<void>> write_subject(Subject subject);
    boost::asio::awaitable<bool> is_same_digest(Subject subject, TreeSubject before);
    boost::asio::awaitable<Result<void>> write_archive(TagId tag, std::int64_t since, TreeSubject made_of_tag);
    boost::asio::awaitable<Result<TreeSubject>> put(Subject subject, TreeWork work);
    boost::asio::awaitable<Result<void>> commit(std::size_t from_bytes);
    boost::asio::awaitable<Result<void>> remove_others();
    boost::asio::awaitable<void> pause(std::chrono::steady_clock::time_point begun);
    void note_outcome(const Result<void>& outcome);

    HomeThread home_;
    boost::asio::any_io_executor pool_;
    ReaderPool& readers_;
    ChangesReader changes_;
    std::shared_ptr<const Catalogue> catalogue_; ///< null: nothing is loaded yet
    std::optional<Place> wanted_;                ///< a place to be taken
    Place place_;                                ///< where the tree is; no directory: nowhere
    std::shared_ptr<TreeDirectory> directory_;   ///< used by one job at a time
    bool is_all_due_ = false;                    ///< everything is to be compared
    std::set<Subject> due_;                      ///< what changed
    std::map<Subject, TreeSubject> shown_;       ///< what is there, of what was compared
    TreeStatus status_;
    bool has_removed_pages_ = false; ///< of archives; their files are still there
    bool is_stopped_ = false;
    bool is_woken_ = false;
    boost::asio::steady_timer wake_, pace_;
};

} // namespace arna
