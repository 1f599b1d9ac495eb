#pragma once
#include "daemon/changes/changes.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "tests/support/origin.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace arna {

/// A clock that a test sets.
class FakeClock {
public:
    void advance(std::chrono::milliseconds time) {
        now_ += time;
        steady_ += time;
    }
    /// The wall clock alone is set.
    void jump(std::chrono::milliseconds time) { now_ += time; }

    [[nodiscard]] Time now() const { return now_; }
    [[nodiscard]] Clock clock() {
        return {.now = [this] { return now_; }, .steady = [this] { return steady_; }};
    }

private:
    Time now_{std::chrono::sys_days{std::chrono::year{2026} / 2 / 23} + std::chrono::hours(12)};
    std::chrono::steady_clock::time_point steady_{std::chrono::hours(1000)};
};

/// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void write(const std::string& name, std::string_view bytes) const;

private:
    std::filesystem::path path_;
};

/// A tag to be matched.
struct TestTag {
    std::string name;
    std::string match;
};

/// Everything that polling needs, with a real store and a real fetcher, and a clock that the test sets.
class Polling {
public:
    struct Setup {
        std::vector<PollSource> sources;
        std::vector<TestTag> tags;
        PollOptions options;
        FetchOptions fetch;
    };

    /// Starts on what the store in `folder` knows, as the daemon would.
    Polling(const std::filesystem::path& folder, FakeClock& clock, Setup setup);
    ~Polling(); ///< an orderly stop

    /// Reads another configuration.
    void reload(std::vector<PollSource> sources, std::vector<TestTag> tags);

    /// Polls what is due (with `now`: in any case), and gives the reports.
    std::vector<PollReport> poll(std::vector<std::string> names = {}, bool now = false);
    [[nodiscard]] Result<std::vector<PollReport>> try_poll(std::vector<std::string> names, bool now);
    /// The one report of a poll.
    PollReport poll_one(bool now = false);

    /// Starts the scheduler's own loop; it turns while one of the others here waits.
    void start();
    /// Handles what comes until it is so; false if that takes too long.
    [[nodiscard]] bool run_until(const std::function<bool()>& is_so);
    /// Handles what is ready.
    void settle();
    void stop_running();

    [[nodiscard]] PollState state(const std::string& name) const;
    /// What is on disk about a source, after all that was noted is written.
    [[nodiscard]] SourceRecord stored(const std::string& name);
    [[nodiscard]] std::vector<Article> articles(const std::string& source);
    [[nodiscard]] std::vector<Article> members(const std::string& tag);
    void rematch();
    [[nodiscard]] const PollRules& rules() const { return rules_; }

    boost::asio::io_context io;
    boost::asio::thread_pool pool{1};
    StoreThread store;
    ReaderPool readers;
    Fetcher fetcher;
    RobotsCache robots;
    Changes changes;
    Scheduler scheduler;
    std::vector<PollReport> finished;

private:
    template <class T>
    T await(boost::asio::awaitable<T> work);

    FakeClock& clock_;
    std::vector<TagRecord> tags_;
    PollRules rules_;
    std::vector<PollSource> sources_;
    bool is_running_ = false;
};

/// RSS with these items; each is its title, its guid and link are made from it.
[[nodiscard]] std::string rss(const std::vector<std::string>& titles, const std::string& channel = {});

/// A source of the origin's `path`, named "a".
[[nodiscard]] PollSource source_at(const Origin& origin, const std::string& path);

/// An origin, a clock and a state folder, and daemons that work with them.
struct PollingWorld {
    Origin origin;
    FakeClock clock;
    TemporaryFolder folder;

    [[nodiscard]] std::unique_ptr<Polling> polling(std::vector<TestTag> tags = {}) {
        return polling(std::vector{source_at(origin, "/feed")}, std::move(tags));
    }
    [[nodiscard]] std::unique_ptr<Polling> polling(std::vector<PollSource> sources, std::vector<TestTag> tags = {}) {
        return std::make_unique<Polling>(folder.path(), clock,
                                         Polling::Setup{.sources = std::move(sources), .tags = std::move(tags)});
    }
};

} // namespace arna
