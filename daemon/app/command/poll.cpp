#include "daemon/app/command/poll.hpp"

#include "daemon/app/configuration.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wiring.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/poll/scheduler.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/text/date/date.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <memory>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// "12/40" at the foot of a terminal while the visits go on; nothing anywhere else.
class Progress {
public:
    explicit Progress(std::size_t total) : total_(total), is_shown_(::isatty(STDERR_FILENO) == 1) {}
    ~Progress() {
        if (is_shown_ && done_ > 0) std::fputs("\r\x1b[K", stderr);
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void step() {
        ++done_;
        if (!is_shown_) return;
        constexpr std::size_t width = 30;
        const std::size_t filled = total_ == 0 ? width : std::min(done_, total_) * width / total_;
        fmt::print(stderr, "\r\x1b[K[{:#<{}}{:.<{}}] {}/{}", "", filled, "", width - filled, done_, total_);
        std::fflush(stderr);
    }

private:
    std::size_t total_, done_ = 0;
    bool is_shown_;
};

/// Polls once, with everything that polling needs; the store is closed at the end.
class PollOnce {
public:
    PollOnce(const LoadedConfig& loaded, std::unique_ptr<Store> store)
        : loaded_(loaded),
          store_(std::move(store)),
          readers_(io_.get_executor(), store_),
          fetcher_(io_.get_executor(), pool_.get_executor(), fetch_options(loaded.config)),
          changes_(io_.get_executor()),
          scheduler_(services(), poll_options(loaded.config), changes_) {}

    Result<std::vector<PollReport>> run(const PollCommand& command) {
        Result<std::vector<PollReport>> reports;
        std::exception_ptr failure;
        asio::co_spawn(io_, poll(command),
                       [&](const std::exception_ptr& error, Result<std::vector<PollReport>> result) {
                           failure = error;
                           reports = std::move(result);
                           io_.stop();
                       });
        io_.run();
        fetcher_.stop();
        if (failure) std::rethrow_exception(failure);
        return reports;
    }

private:
    PollServices services() {
        return {.io = io_.get_executor(),
                .pool = pool_.get_executor(),
                .fetcher = fetcher_,
                .store = store_,
                .readers = readers_,
                .clock = Clock::system()};
    }

    asio::awaitable<Result<std::vector<PollReport>>> poll(const PollCommand& command) {
        const Time now = Clock::system().now();
        const Config& config = loaded_.config;
        const auto sources = co_await store_.run(
            [setups = source_setups(config), now](Store& store) { return store.sync_sources(setups, now); });
        auto tags = co_await store_.run(
            [setups = tag_setups(config), now](Store& store) { return store.sync_tags(setups, now); });
        const PollRules rules = poll_rules(loaded_, tags);
        scheduler_.load(poll_sources(config, sources), sources, rules);
        Progress progress(command.sources.empty() ? sources.size() : command.sources.size());
        auto reports =
            co_await scheduler_.poll_once(command.sources, command.is_now, [&](const PollReport&) { progress.step(); });
        co_await store_.stop();
        co_return reports;
    }

    const LoadedConfig& loaded_;
    asio::io_context io_{1};
    asio::thread_pool pool_;
    StoreThread store_;
    ReaderPool readers_;
    Fetcher fetcher_;
    Changes changes_;
    Scheduler scheduler_;
};

bool has_failed(const PollReport& poll) {
    return poll.outcome == PollOutcome::failed || poll.outcome == PollOutcome::gone ||
           poll.outcome == PollOutcome::aborted;
}

boost::json::object json_of(const PollReport& poll) {
    boost::json::object object{{"source", poll.source}, {"outcome", name_of(poll.outcome)}};
    if (poll.status != 0) object["status"] = poll.status;
    object["added"] = poll.added;
    object["revised"] = poll.revised;
    object["unchanged"] = poll.unchanged;
    object["bytes"] = poll.bytes;
    object["ms"] = poll.took.count();
    if (poll.next != Time{}) object["next"] = format_rfc3339(poll.next);
    if (!poll.error.empty()) object["error"] = escaped_text(poll.error);
    return object;
}

} // namespace

ExitStatus run(const PollCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    start_log(LogLevel::error, loaded->config.daemon.log_format); // the lines below say the rest
    auto store = open_sqlite_store(loaded->config.daemon.state, {.sanitizer_version = sanitizer_version});
    if (!store) {
        report("store", store.error().message);
        return ExitStatus::cannot;
    }
    const auto reports = PollOnce(*loaded, std::move(*store)).run(command);
    if (!reports) {
        report("poll", reports.error().message);
        return reports.error().code == Errc::not_found ? ExitStatus::wrong : ExitStatus::cannot;
    }
    if (reports->empty() && !command.json) report("poll", "nothing is due; --now polls all the same");
    std::string lines;
    for (const PollReport& poll : *reports) {
        lines += command.json ? boost::json::serialize(json_of(poll)) : text_of(poll);
        lines += '\n';
    }
    const ExitStatus written = write_output(lines);
    return written == ExitStatus::done && std::ranges::any_of(*reports, has_failed) ? ExitStatus::no : written;
}

} // namespace arna
