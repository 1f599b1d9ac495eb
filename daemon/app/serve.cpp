#include "daemon/app/serve.hpp"

#include "daemon/app/exit_status.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/service.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/http/server.hpp"
#include "daemon/http/site/routes.hpp"
#include "daemon/poll/rematch.hpp"
#include "daemon/poll/scheduler.hpp"
#include "daemon/publish/documents.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "feeds/clean/markup/sanitize.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

/// Everything that runs, in the order in which it is built; it is stopped in reverse. Lives on the io thread.
class Daemon {
public:
    Daemon(asio::io_context& io, LoadedConfig loaded, LoadRequest request, std::unique_ptr<Store> store);

    /// Loads, listens, and runs until the end is asked for. The exit status.
    asio::awaitable<ExitStatus> run();

private:
    asio::awaitable<void> take_over(LoadedConfig loaded);
    [[nodiscard]] Result<void> listen();
    asio::awaitable<void> obey_signals();
    asio::awaitable<void> reload();
    asio::awaitable<void> forget_what_changed();
    asio::awaitable<void> match_history();
    asio::awaitable<void> feed_watchdog();
    asio::awaitable<void> stop();
    [[nodiscard]] bool is_ready() const;
    [[nodiscard]] std::string status_line() const;
    [[nodiscard]] PollServices poll_services();
    [[nodiscard]] SiteServices site_services();

    LoadRequest request_;
    LoadedConfig loaded_;
    Clock clock_ = Clock::system();

    asio::any_io_executor io_;
    asio::thread_pool pool_;
    StoreThread store_;
    ReaderPool readers_;
    Fetcher fetcher_;
    Changes changes_;
    ChangesReader changed_;
    Documents documents_;
    Scheduler scheduler_;
    Server public_server_;
    Server admin_server_;
    asio::signal_set signals_{io_, SIGTERM, SIGINT, SIGHUP};
    asio::steady_timer watchdog_timer_{io_};
    asio::steady_timer rematch_wake_{io_};
    std::optional<RematchJob> rematch_; ///< while history is not matched by the present rules
    std::uint64_t configuration_ = 0;   ///< counts take_over: what belongs to an older one gives up
    bool is_loaded_ = false;
    bool is_stopping_ = false;
};

/// What the store knows beyond the configuration: what left it answers 410.
struct Stored {
    std::vector<SourceRecord> sources;
    std::vector<TagRecord> tags;
};

/// When the configuration last changed: the newest modification of its files. The epoch where there is none.
Time configured_at(const Config& config) {
    auto newest = std::filesystem::file_time_type::min();
    for (const auto& file : config.files) {
        std::error_code none; // "environment" is no file
        const auto changed = std::filesystem::last_write_time(file, none);
        if (!none) newest = std::max(newest, changed);
    }
    if (newest == std::filesystem::file_time_type::min()) return {};
    return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(newest));
}

/// How long a failed store is left alone before history is matched on.
constexpr auto rematch_retry = std::chrono::seconds(30);

/// Pure work for as many threads as there are cores, one at least being left to io.
std::size_t pool_threads() { return std::max(1u, std::thread::hardware_concurrency()); }

Daemon::Daemon(asio::io_context& io, LoadedConfig loaded, LoadRequest request, std::unique_ptr<Store> store)
    : request_(std::move(request)),
      loaded_(std::move(loaded)),
      io_(io.get_executor()),
      pool_(pool_threads()),
      store_(std::move(store)),
      readers_(io_, store_),
      fetcher_(io_, pool_.get_executor(), fetch_options(loaded_.config), clock_),
      changes_(io_),
      changed_(changes_),
      documents_(io_, pool_.get_executor(), readers_, PublishOptions{}),
      scheduler_(poll_services(), poll_options(loaded_.config), changes_),
      public_server_(io_, public_router(site_services())),
      admin_server_(io_, admin_router(site_services())) {}

asio::awaitable<ExitStatus> Daemon::run() {
    co_await take_over(std::move(loaded_));
    if (const auto listening = listen(); !listening) {
        report("listen", listening.error().message);
        co_await stop();
        co_return ExitStatus::cannot;
    }
    spdlog::info("listening public={} admin={} pages={}/", fmt::join(public_server_.endpoints(), ","),
                 fmt::join(admin_server_.endpoints(), ","), loaded_.config.daemon.base_url);
    service::ready(status_line());
    co_await (scheduler_.run() && match_history() && forget_what_changed() && feed_watchdog() && obey_signals());
    co_await stop();
    co_return ExitStatus::done;
}

asio::awaitable<void> Daemon::take_over(LoadedConfig loaded) {
    const auto& config = loaded.config;
    const auto now = clock_.now();
    auto sources = co_await store_.run(
        [setups = source_setups(config), now](Store& store) { return store.sync_sources(setups, now); });
    auto tags =
        co_await store_.run([setups = tag_setups(config), now](Store& store) { return store.sync_tags(setups, now); });
    auto stored = co_await readers_.read(pool_.get_executor(),
                                         [](StoreReader& reader) { return Stored{reader.sources(), reader.tags()}; });

    ++configuration_;
    const auto rules = poll_rules(loaded, tags);
    scheduler_.load(poll_sources(config, sources), sources, rules);
    documents_.reload(publish_options(config, stored.sources, stored.tags, configured_at(config)));
    rematch_ =
        RematchJob{.rules = rules,
                   .tags = std::move(tags),
                   .labels = source_labels(config),
                   .is_cancelled = [this, mine = configuration_] { return is_stopping_ || mine != configuration_; }};
    rematch_wake_.cancel();
    loaded_ = std::move(loaded);
    is_loaded_ = true;
}

Result<void> Daemon::listen() {
    std::vector<int> handed_public, handed_admin;
    for (const auto& socket : service::handed_sockets())
        (socket.name == "admin" ? handed_admin : handed_public).push_back(socket.descriptor);
    const auto open = [](Server& server, const std::vector<int>& handed, const std::vector<std::string>& endpoints) {
        return handed.empty() ? server.listen(endpoints) : server.adopt(handed);
    };
    const auto& daemon = loaded_.config.daemon;
    if (auto opened = open(public_server_, handed_public, daemon.listen); !opened) return opened;
    return open(admin_server_, handed_admin, daemon.admin);
}

asio::awaitable<void> Daemon::obey_signals() {
    while (true) {
        const auto [error, number] = co_await signals_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error) co_return;
        if (number == SIGHUP) {
            co_await reload();
            continue;
        }
        spdlog::info("stopping signal={}", number == SIGTERM ? "SIGTERM" : "SIGINT");
        break;
    }
    service::stopping();
    is_stopping_ = true;
    scheduler_.stop();
    fetcher_.stop();
    watchdog_timer_.cancel();
    rematch_wake_.cancel();
    changed_.stop();
}

asio::awaitable<void> Daemon::reload() {
    service::reloading();
    auto loaded = co_await run_on(pool_.get_executor(), [request = request_] { return load_config(request); });
    if (!loaded) {
        for (const auto& error : loaded.error()) spdlog::error("configuration {}", text_of(error));
        spdlog::error("kept configuration reason=\"the new one has {} errors\"", loaded.error().size());
    } else {
        for (const auto& warning : loaded->warnings) spdlog::warn("configuration {}", text_of(warning));
        for (const auto& key : keep_what_needs_a_restart(loaded->config, loaded_.config))
            spdlog::warn("kept setting key={} reason=\"it takes effect at the next start\"", key);
        try {
            co_await take_over(std::move(*loaded));
        } catch (const StoreFailure& failure) {
            spdlog::error("kept configuration reason=\"the store failed: {}\"", escaped_text(failure.what()));
        }
        start_log(loaded_.config.daemon.log_level, loaded_.config.daemon.log_format);
        spdlog::info("configuration in force sources={} tags={}", loaded_.config.sources.size(),
                     loaded_.config.tags.size());
    }
    service::ready(status_line());
}

asio::awaitable<void> Daemon::forget_what_changed() {
    while (const auto changed = co_await changed_.next()) documents_.changed(changed->tags, changed->sources);
}

asio::awaitable<void> Daemon::match_history() {
    while (!is_stopping_) {
        // A job that the store could not finish stays; it goes on where its last slice ended.
        rematch_wake_.expires_after(rematch_ ? rematch_retry : asio::steady_timer::duration::max());
        if (const auto job = rematch_) {
            try {
                co_await rematch_history(poll_services(), *job, changes_);
                if (!job->is_cancelled()) rematch_.reset();
                continue;
            } catch (const StoreFailure& failure) {
                spdlog::warn("matching history paused error=\"{}\"", escaped_text(failure.what()));
            }
        }
        co_await rematch_wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

/// The io thread is alive if this runs, the store thread if it answers.
asio::awaitable<void> Daemon::feed_watchdog() {
    const auto patience = service::watchdog();
    while (patience && !is_stopping_) {
        co_await store_.run([](Store&) {});
        service::alive();
        watchdog_timer_.expires_after(*patience / 2);
        co_await watchdog_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<void> Daemon::stop() {
    constexpr auto grace = 2s;
    fetcher_.stop();
    co_await (public_server_.stop(grace) && admin_server_.stop(grace));
    co_await documents_.drain();
    co_await store_.stop();
}

bool Daemon::is_ready() const { return is_loaded_ && !is_stopping_ && store_.is_healthy(); }

std::string Daemon::status_line() const {
    return fmt::format("{} sources, {} tags", loaded_.config.sources.size(), loaded_.config.tags.size());
}

SiteServices Daemon::site_services() {
    return {.io = io_,
            .pool = pool_.get_executor(),
            .documents = documents_,
            .store = store_,
            .readers = readers_,
            .public_counters = [this] { return public_server_.counters(); },
            .is_ready = [this] { return is_ready(); },
            .now = clock_.now,
            .version = std::string(version())};
}

PollServices Daemon::poll_services() {
    return {.io = io_,
            .pool = pool_.get_executor(),
            .fetcher = fetcher_,
            .store = store_,
            .readers = readers_,
            .clock = clock_};
}

} // namespace

ExitStatus serve(LoadedConfig loaded, const LoadRequest& request) {
    start_log(loaded.config.daemon.log_level, loaded.config.daemon.log_format);
    auto store = open_sqlite_store(loaded.config.daemon.state, {.sanitizer_version = sanitizer_version});
    if (!store) {
        report("store", store.error().message);
        return ExitStatus::cannot;
    }
    asio::io_context io{1};
    Daemon daemon(io, std::move(loaded), request, std::move(*store));
    ExitStatus status = ExitStatus::cannot;
    std::exception_ptr failure;
    asio::co_spawn(io, daemon.run(), [&](const std::exception_ptr& error, ExitStatus result) {
        failure = error;
        status = result;
        io.stop(); // what still waits then waits for nothing
    });
    io.run();
    if (failure) std::rethrow_exception(failure);
    return status;
}

} // namespace arna
