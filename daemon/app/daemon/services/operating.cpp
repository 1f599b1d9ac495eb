#include "daemon/app/daemon/services/operating.hpp"

#include "daemon/app/daemon/configuration_in_force.hpp"
#include "daemon/app/daemon/service_manager.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/log/events.hpp"
#include "daemon/operations/activity/saved_activity.hpp"
#include "daemon/operations/operations_feed.hpp"
#include "daemon/operations/page/status_page.hpp"
#include "daemon/operations/words.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <cassert>
#include <chrono>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds between_looks{15};
constexpr int looks_between_saves = 4;
constexpr std::chrono::seconds busy_after{5}; ///< a store that takes longer to answer

} // namespace

Operating::Operating(Engine& engine, std::filesystem::path state)
    : LoopService(engine.io()),
      engine_(engine),
      state_(std::move(state)),
      timer_(engine.io()),
      started_(engine.clock().now()) {}

asio::awaitable<void> Operating::load() { co_await load_activity(activity_, engine_.readers(), engine_.pool()); }

std::shared_ptr<const LiveStatus> Operating::live() const {
    assert(on_io());
    return std::make_shared<const LiveStatus>(LiveStatus{.started = started_,
                                                         .is_ready = parts_->is_ready(),
                                                         .activity = activity_.counts(),
                                                         .history = parts_->history.status(),
                                                         .tree = parts_->tree ? parts_->tree() : TreeStanding{}});
}

void Operating::stop() {
    is_stopping_ = true;
    timer_.cancel();
}

asio::awaitable<void> Operating::ended() {
    co_await LoopService::ended();
    co_await save_activity(activity_, engine_.store());
}

asio::awaitable<void> Operating::run() {
    for (int looks = 1; !is_stopping_; ++looks) {
        co_await look();
        if (looks % looks_between_saves == 0) co_await save_activity(activity_, engine_.store());
        if (is_stopping_) co_return;
        timer_.expires_after(between_looks);
        co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<void> Operating::look() {
    look_at_polls();
    if (look_at_disk()) co_await note_disk_low();
    co_await look_at_store();
    if (!is_stopping_) tell_service_manager();
}

void Operating::look_at_polls() {
    if (parts_->scheduler.is_paused()) return; // the store has said why
    const auto load = parts_->scheduler.load_now();
    const bool are_late = load.late > 0;
    if (are_late && !are_polls_late_)
        log(events::polls_late,
            {{"count", load.late}, {"worst", std::chrono::floor<std::chrono::seconds>(load.worst).count()}});
    if (!are_late && are_polls_late_) log(events::polls_on_time);
    are_polls_late_ = are_late;
}

bool Operating::look_at_disk() {
    const auto room = disk_room(state_);
    const bool has_become_low = room.is_low() && !is_disk_low_;
    if (has_become_low) log(events::disk_low, {{"bytes", room.free_bytes}, {"directory", state_.string()}});
    is_disk_low_ = room.is_low();
    return has_become_low;
}

asio::awaitable<void> Operating::note_disk_low() {
    const auto room = disk_room(state_);
    const auto text = fmt::format("{} has {} MiB left. Make room: a full disk stops polling.", state_.string(),
                                  room.free_bytes >> 20);
    try {
        co_await engine_.store().run([event = NewEvent{.kind = "disk-low", .at = now(), .text = text}](Store& store) {
            store.note_event(event);
        });
    } catch (const StoreFailure&) {
        // The store has said so; the log has both.
    }
}

asio::awaitable<void> Operating::look_at_store() {
    const auto begun = std::chrono::steady_clock::now();
    const auto queue = engine_.store().queue();
    co_await engine_.store().run([](Store&) {});
    const auto took = std::chrono::steady_clock::now() - begun;
    const bool is_busy = took > busy_after;
    if (is_busy && !is_store_busy_)
        log(events::store_busy,
            {{"queue", queue}, {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()}});
    is_store_busy_ = is_busy;
}

/// `systemctl status` shows it.
void Operating::tell_service_manager() {
    const auto day = activity_.counts().total.last_24_hours(now());
    auto line =
        fmt::format("{}; {} in 24 h, {} failed; {} new", parts_->configuration.summary(),
                    counted(day.polls.total(), "poll"), grouped(day.polls.failed), counted(day.articles, "article"));
    if (line != told_) service_manager::status(line);
    told_ = std::move(line);
}

AdminTexts Operating::texts() {
    return {.status_page = [this] { return status(status_page); },
            .status_json = [this] { return status(status_json); },
            .operations_feed = [this] { return feed(); },
            .metrics = [this] { return metrics(); }};
}

asio::awaitable<std::string> Operating::status(std::string (*write)(const ServiceStatus&)) {
    assert(on_io());
    StatusQuestion question{.version = std::string(version()),
                            .now = now(),
                            .switched_off = switched_off_sources(parts_->configuration.in_force()->config),
                            .live = live()};
    co_return co_await engine_.readers().read(
        engine_.pool(),
        [question = std::move(question), write](StoreReader& reader) { return write(read_status(reader, question)); });
}

asio::awaitable<std::string> Operating::feed() {
    const auto& options = parts_->documents.catalogue().options();
    co_return co_await engine_.readers().read(
        engine_.pool(),
        [base_url = options.base_url, authority = options.authority, started = started_](StoreReader& reader) {
            return operations_feed(reader.events(), base_url, authority, started);
        });
}

asio::awaitable<std::string> Operating::metrics() {
    assert(on_io());
    MetricFigures figures{.version = std::string(version()),
                          .activity = activity_,
                          .server = parts_->public_server,
                          .documents = parts_->documents,
                          .store = engine_.store(),
                          .state = state_,
                          .switched_off = switched_off_sources(parts_->configuration.in_force()->config),
                          .totals = activity_.totals(),
                          .polls = parts_->scheduler.load_now(),
                          .connections = parts_->public_server.counters(),
                          .rendered = parts_->documents.counters(),
                          .reloads = parts_->configuration.counters(),
                          .history = parts_->history.status(),
                          .last_backup = parts_->last_backup ? parts_->last_backup() : std::nullopt};
    auto text = co_await engine_.readers().read(
        engine_.pool(), [figures = std::move(figures)](StoreReader& reader) { return metrics_text(reader, figures); });
    if (parts_->more_metrics) text += parts_->more_metrics();
    co_return text;
}

} // namespace arna
