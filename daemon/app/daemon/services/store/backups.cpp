#include "daemon/app/daemon/services/store/backups.hpp"

#include "daemon/app/backup/backup_files.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/log/events.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

/// How often the wall clock and the configuration are looked at.
constexpr std::chrono::seconds glance{60};
constexpr std::chrono::milliseconds retry = std::chrono::hours(1);

struct Made {
    std::uint64_t bytes = 0;
    std::chrono::milliseconds took{};
};

Result<void> make_directory(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory.parent_path(), error);
    if (::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return fail(Errc::io,
                fmt::format("cannot create {}: {}", directory.string(), std::generic_category().message(errno)));
}

Result<Made> make_backup(StoreReader& reader, const fs::path& directory, const std::string& name, std::size_t keep) {
    const auto begun = std::chrono::steady_clock::now();
    if (auto made = make_directory(directory); !made) return std::unexpected(made.error());
    if (auto made = reader.backup(directory / name); !made) return std::unexpected(made.error());
    std::error_code error;
    for (const auto& old : surplus_backups(backups_in(directory), name, keep)) fs::remove(directory / old, error);
    return Made{.bytes = fs::file_size(directory / name, error),
                .took =
                    std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun)};
}

} // namespace

Backups::Backups(Engine& engine, const ConfigurationInForce& configuration)
    : LoopService(engine.io()), engine_(engine), configuration_(configuration), wake_(engine.io()) {}

Backups::~Backups() { thread_.join(); }

void Backups::stop() {
    is_stopping_ = true;
    wake_.cancel();
}

asio::awaitable<void> Backups::run() {
    while (!is_stopping_) {
        co_await make_if_due();
        if (is_stopping_) co_return;
        wake_.expires_after(glance);
        co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<void> Backups::make_if_due() {
    const auto loaded = configuration_.in_force(); // let go of before the next glance: it may be replaced by then
    const Config& config = loaded->config;
    state_.is_on = config.store.backup.has_value();
    if (!state_.is_on) co_return;
    const fs::path directory = backup_directory(config);
    const auto names = co_await run_on(thread_.get_executor(), [directory] { return backups_in(directory); });
    if (!names.empty()) state_.succeeded = backup_time(names.back());
    const auto now = engine_.clock().now();
    if (state_.failed) not_before_ = std::min(not_before_, now + *config.store.backup); // it may be shorter by now
    if (std::max(next_backup(names, *config.store.backup, now), not_before_) <= now)
        co_await make(directory, static_cast<std::size_t>(config.store.backup_keep));
}

asio::awaitable<void> Backups::make(fs::path directory, std::size_t keep) {
    const auto now = engine_.clock().now();
    Result<Made> made = fail(Errc::io, "");
    try {
        made = co_await run_on(thread_.get_executor(),
                               [this, store = &engine_.store(), directory, name = backup_name(now), keep] {
                                   const auto reader = store->open_reader();
                                   reader->go_on_while([this] { return !is_stopping_; });
                                   return make_backup(*reader, directory, name, keep);
                               });
    } catch (const StoreFailure& failure) {
        made = fail(Errc::io, failure.what());
    }
    if (is_stopping_) co_return;
    if (!made) {
        const bool is_first = !state_.failed;
        failed(made.error().message, now);
        if (is_first) co_await tell_operators(made.error().message, now);
        co_return;
    }
    state_.succeeded = now;
    state_.failed.reset();
    not_before_ = {};
    log(events::backup_made, {{"bytes", made->bytes}, {"ms", made->took.count()}});
}

/// By `/ops.atom`.
asio::awaitable<void> Backups::tell_operators(std::string error, Time now) {
    const NewEvent event{.kind = "backup-failed",
                         .at = now,
                         .text = fmt::format("No backup could be made: {}. It is tried again within an hour.", error)};
    try {
        co_await engine_.store().run([event](Store& store) { store.note_event(event); });
    } catch (const StoreFailure&) {
        // The store has said so; the log has both.
    }
}

void Backups::failed(const std::string& error, Time now) {
    log(events::backup_failed, {{"error", error}});
    if (!state_.failed) state_.failed = now;
    state_.error = error;
    not_before_ = now + retry;
}

} // namespace arna
