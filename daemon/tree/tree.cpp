#include "daemon/tree/tree.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/log/events.hpp"
#include "daemon/measure/metric_text.hpp"
#include "daemon/publish/channels.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_failure.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;

constexpr std::chrono::seconds between_batches{1};
constexpr std::chrono::seconds between_attempts{30};
/// What is written aside at most before it gets its names: the disk holds it twice.
constexpr std::size_t largest_batch = std::size_t{64} << 20;
constexpr std::size_t largest_batch_files = 2'000;
constexpr std::size_t files_per_archive_page = 3; ///< it and its compressed copies
constexpr int most_failures = 8;                  ///< one after the other: then the rest waits for the next attempt

Subject tag_subject(TagId tag) { return {.kind = Subject::Kind::tag, .id = static_cast<std::int64_t>(tag)}; }

Subject source_subject(SourceId source) {
    return {.kind = Subject::Kind::source, .id = static_cast<std::int64_t>(source)};
}

bool is_last(const Subject& subject) {
    return subject.kind == Subject::Kind::index || subject.kind == Subject::Kind::opml;
}

} // namespace

std::string metrics_of(const TreeStatus& status) {
    MetricText metrics;
    metrics.gauge("arna_tree_files", "Files of the static tree.", status.files);
    metrics.counter("arna_tree_writes_total", "Files of the tree that were written.", status.writes);
    metrics.gauge("arna_tree_failing", "Whether the last attempt to write the tree failed.",
                  status.error.empty() ? 0 : 1);
    return std::move(metrics).take();
}

Tree::Tree(asio::any_io_executor io, asio::any_io_executor pool, ReaderPool& readers, Changes& changes)
    : pool_(std::move(pool)), readers_(readers), changes_(changes), wake_(io), pace_(io) {}

void Tree::load(std::string directory, PublishOptions options) {
    assert(home_.is_here());
    Place place{.directory = std::move(directory), .authority = options.authority};
    catalogue_ = std::make_shared<const Catalogue>(std::move(options));
    is_all_due_ = true;
    wanted_ = place == place_ ? std::nullopt : std::optional(std::move(place));
    is_woken_ = true;
    wake_.cancel();
}

Result<void> Tree::open() {
    assert(home_.is_here());
    if (!wanted_ || wanted_->directory.empty()) return {};
    auto opened = TreeDirectory::open(wanted_->directory, wanted_->authority);
    if (opened) {
        take(std::move(*opened), *std::exchange(wanted_, std::nullopt));
        return {};
    }
    if (opened.error().code == Errc::conflict) return std::unexpected(opened.error());
    return {}; // run() tries again, and says so
}

void Tree::stop() {
    is_stopped_ = true;
    changes_.stop();
    wake_.cancel();
    pace_.cancel();
}

asio::awaitable<void> Tree::run() { co_await (listen() && write_while_asked()); }

asio::awaitable<void> Tree::listen() {
    while (const auto changed = co_await changes_.next()) {
        for (const TagId tag : changed->tags) {
            due_.insert(tag_subject(tag));
            for (const DigestKind kind : digest_kinds) due_.insert(digest_of(static_cast<std::int64_t>(tag), kind));
        }
        for (const SourceId source : changed->sources) due_.insert(source_subject(source));
        is_woken_ = true;
        wake_.cancel();
    }
}

bool Tree::has_work() const {
    if (!catalogue_) return false;
    if (wanted_) return true;
    return directory_ && (is_all_due_ || !due_.empty());
}

asio::awaitable<void> Tree::write_while_asked() {
    while (!is_stopped_) {
        if (has_work()) {
            const auto begun = std::chrono::steady_clock::now();
            is_woken_ = false;
            co_await write();
            co_await pause(begun);
            continue;
        }
        wake_.expires_at(asio::steady_timer::time_point::max());
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

/// After a failure until something changes or half a minute is over, and always to the end of the second.
asio::awaitable<void> Tree::pause(std::chrono::steady_clock::time_point begun) {
    pace_.expires_at(begun + between_batches);
    if (!is_stopped_) co_await pace_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (status_.error.empty() || is_woken_ || is_stopped_) co_return;
    wake_.expires_at(begun + between_attempts);
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> Tree::write() {
    Result<void> outcome;
    try {
        outcome = co_await reopen();
        if (outcome && directory_) {
            if (is_all_due_)
                outcome = co_await write_everything();
            else
                outcome = co_await write_changes();
            if (outcome && !is_all_due_ && std::exchange(has_removed_pages_, false)) outcome = co_await remove_others();
        }
    } catch (const StoreFailure& failure) {
        outcome = fail(Errc::io, fmt::format("the store cannot be read: {}", failure.what()));
        is_all_due_ = true;
    }
    note_outcome(outcome);
}

void Tree::note_outcome(const Result<void>& outcome) {
    const bool was_failing = !status_.error.empty();
    status_.error = outcome ? std::string() : outcome.error().message;
    if (!outcome && status_.directory.empty() && wanted_) status_.directory = wanted_->directory;
    if (outcome && was_failing) log(events::tree_works, {{"directory", place_.directory}});
    if (!outcome && !was_failing)
        log(events::tree_failed,
            {{"directory", wanted_ ? wanted_->directory : place_.directory}, {"error", outcome.error().message}});
}

void Tree::take(TreeDirectory opened, const Place& place) {
    place_ = place;
    directory_ = std::make_shared<TreeDirectory>(std::move(opened));
    shown_.clear();
    is_all_due_ = true;
    status_.directory = place.directory;
    status_.files = 0;
}

/// Goes over to the directory that is wanted, and looks whether that in use is still the same.
asio::awaitable<Result<void>> Tree::reopen() {
    if (wanted_ && wanted_->directory.empty()) {
        place_ = *std::exchange(wanted_, std::nullopt);
        directory_.reset();
        shown_.clear();
        status_ = {.writes = status_.writes};
        co_return Result<void>();
    }
    const Place place = wanted_.value_or(place_);
    auto opened = co_await run_on(pool_, [place] { return TreeDirectory::open(place.directory, place.authority); });
    if (wanted_ && *wanted_ != place) co_return Result<void>(); // a newer configuration: with the next batch
    if (opened) {
        if (wanted_ || !directory_ || !directory_->is_same(*opened)) take(std::move(*opened), place);
        wanted_.reset();
        co_return Result<void>();
    }
    if (!wanted_ || !directory_) co_return std::unexpected(opened.error());
    log(events::kept_tree,
        {{"directory", place_.directory}, {"wanted", place.directory}, {"error", opened.error().message}});
    wanted_.reset();
    co_return Result<void>();
}

asio::awaitable<Result<TreeSubject>> Tree::put(Subject subject, TreeWork work) {
    co_return co_await readers_.read(
        pool_, [catalogue = catalogue_, directory = directory_, subject, work](StoreReader& reader) {
            return put_subject(*catalogue, subject, reader, *directory, work);
        });
}

asio::awaitable<Result<void>> Tree::commit(std::size_t from_bytes) {
    if (directory_->pending_bytes() < from_bytes && directory_->pending() < largest_batch_files)
        co_return Result<void>();
    co_return co_await run_on(pool_, [directory = directory_] { return directory->commit(); });
}

/// Whether it is a digest feed that did not change with its tag.
asio::awaitable<bool> Tree::is_same_digest(Subject subject, TreeSubject before) {
    const auto kind = subject.digest();
    if (!kind) co_return false;
    const auto state = co_await readers_.read(
        pool_, [subject, kind](StoreReader& reader) { return reader.digest_state(TagId{subject.id}, *kind); });
    co_return static_cast<std::uint64_t>(state.version) == before.version;
}

/// The archive of a tag before its feed: that links to the newest page.
asio::awaitable<Result<void>> Tree::write_subject(Subject subject) {
    const auto place = shown_.find(subject);
    const bool is_known = place != shown_.end();
    const auto before = is_known ? place->second : TreeSubject{};
    const auto work = is_known ? TreeWork::update : TreeWork::compare;
    if (is_known && co_await is_same_digest(subject, before)) co_return Result<void>();
    auto made = co_await put(subject, work);
    if (!made) co_return std::unexpected(made.error());
    if (subject.kind == Subject::Kind::tag && made->archive_pages > 0) {
        const auto since = is_known ? static_cast<std::int64_t>(before.version) : -1;
        auto archive = co_await write_archive(TagId{subject.id}, since, *made);
        if (!archive) co_return archive;
    }
    status_.writes += made->written;
    if (is_known && made->removed_pages > before.removed_pages) has_removed_pages_ = true;
    const auto pages = std::max<std::int64_t>(made->archive_pages - before.archive_pages, 0);
    if (is_known) status_.files += static_cast<std::size_t>(pages) * files_per_archive_page;
    shown_[subject] = *made;
    co_return Result<void>();
}

/// Writes the pages that changed after the version `since`.
asio::awaitable<Result<void>> Tree::write_archive(TagId tag, std::int64_t since, TreeSubject made_of_tag) {
    const auto first = made_of_tag.removed_pages + 1, pages = made_of_tag.archive_pages;
    auto changed = co_await readers_.read(
        pool_, [tag, since](StoreReader& reader) { return reader.archive_pages_since(tag, since); });
    if (since < 0) {
        changed.clear();
        for (std::int64_t page = first; page <= pages; ++page) changed.push_back(page);
    }
    const auto work = since < 0 ? TreeWork::compare : TreeWork::update;
    for (const std::int64_t page : changed) {
        if (is_stopped_) co_return fail(Errc::unavailable, "the end was asked for");
        auto made = co_await put(archive_page(tag, page), work);
        if (!made) co_return std::unexpected(made.error());
        status_.writes += made->written;
    }
    co_return Result<void>();
}

asio::awaitable<Result<void>> Tree::write_everything() {
    const auto catalogue = catalogue_;
    is_all_due_ = false;
    shown_.clear();
    due_.clear();
    for (const Subject& subject : catalogue->subjects()) due_.insert(subject);
    auto written = co_await write_changes();
    if (is_stopped_ || catalogue != catalogue_) co_return written; // another whole pass follows
    auto removed = co_await remove_others();
    co_return written ? removed : written;
}

/// What changed and is published; with a tag also the index and the list, which come last.
std::vector<Subject> Tree::take_due() {
    const auto all = catalogue_->subjects();
    const std::set<Subject> published(all.begin(), all.end());
    std::vector<Subject> subjects;
    std::set<Subject> last;
    for (const Subject& subject : std::exchange(due_, {})) {
        if (!published.contains(subject)) continue;
        if (is_last(subject))
            last.insert(subject);
        else
            subjects.push_back(subject);
        if (subject.kind != Subject::Kind::tag) continue;
        last.insert({.kind = Subject::Kind::index});
        last.insert({.kind = Subject::Kind::opml});
    }
    subjects.insert(subjects.end(), last.begin(), last.end());
    return subjects;
}

asio::awaitable<Result<void>> Tree::write_changes() {
    const auto subjects = take_due();
    Result<void> outcome;
    int failures = 0;
    for (const Subject& subject : subjects) {
        if (is_stopped_ || is_all_due_ || failures >= most_failures) {
            due_.insert(subject);
            continue;
        }
        if (is_last(subject)) // what they list is there before them
            if (auto done = co_await commit(0); !done && outcome) outcome = done;
        auto done = co_await write_subject(subject);
        if (done) done = co_await commit(largest_batch);
        failures = done ? 0 : failures + 1;
        if (done) continue;
        due_.insert(subject);
        shown_.erase(subject);
        if (outcome) outcome = done;
    }
    auto done = co_await commit(0);
    if (!done) is_all_due_ = true; // what of it has its name is found by comparing
    if (outcome) outcome = done;
    co_return outcome;
}

asio::awaitable<Result<void>> Tree::remove_others() {
    const auto kept = co_await readers_.read(pool_, [catalogue = catalogue_](StoreReader& reader) {
        std::map<std::int64_t, TagState> states;
        for (const TagRecord& tag : reader.tags()) states[static_cast<std::int64_t>(tag.id)] = tag.state;
        std::set<std::string> files;
        for (const Subject& subject : catalogue->subjects()) {
            for (auto& file : files_of(*catalogue, subject)) files.insert(std::move(file));
            if (subject.kind != Subject::Kind::tag) continue;
            const TagState& state = states[subject.id];
            for (auto page = state.floor / archive_page_size + 1; page <= full_archive_pages(state); ++page)
                for (auto& file : files_of(*catalogue, archive_page(TagId{subject.id}, page)))
                    files.insert(std::move(file));
        }
        return files;
    });
    status_.files = kept.size();
    co_return co_await run_on(pool_, [directory = directory_, kept] { return directory->remove_others(kept); });
}

} // namespace arna
