#pragma once
#include "daemon/changes/changes.hpp"
#include "daemon/poll/poll.hpp"
#include "daemon/poll/scheduler/due_times.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <unordered_map>
#include <utility>

namespace arna {

/// The scheduler's state. A source's way: in due_ until its time comes, then queued at the gate of its host, then
/// polling, then in due_ again. scheduler_load.cpp puts sources in, scheduler.cpp moves them on, scheduler_asked.cpp
/// serves who asks.
class Scheduler::Impl {
public:
    Impl(PollServices services, PollOptions options, Changes& changes, std::function<void(const PollReport&)> finished)
        : services_(std::move(services)),
          options_(options),
          changes_(changes),
          finished_(std::move(finished)),
          reading_(services_.io, options.memory),
          random_(options.seed),
          wake_(services_.io),
          idle_(services_.io) {}

    void load(std::vector<PollSource> sources, std::span<const SourceRecord> records, PollRules rules);
    boost::asio::awaitable<void> run();
    void stop();
    void wake() { wake_.cancel(); }
    boost::asio::awaitable<Result<std::vector<PollReport>>> poll_once(std::vector<std::string> names, bool now,
                                                                      std::function<void(const PollReport&)> progress);
    [[nodiscard]] std::vector<PollStatus> status() const;
    [[nodiscard]] PollLoad load_now() const;
    [[nodiscard]] MemoryGate& reading() { return reading_; }
    [[nodiscard]] bool is_paused() const { return !services_.store.is_healthy(); }

private:
    /// Reports that somebody waits for.
    struct Gathering {
        explicit Gathering(const boost::asio::any_io_executor& io) : changed(io) {}

        void add(const PollReport& report) {
            reports.push_back(report);
            if (progress) progress(report);
            changed.cancel();
        }

        std::size_t expected = 0;
        std::vector<PollReport> reports;
        std::function<void(const PollReport&)> progress;
        boost::asio::steady_timer changed; ///< cancelled by every report
    };

    /// A source and how it stands.
    struct Entry {
        std::uint64_t id = 0;
        std::shared_ptr<const PollSource> source;
        PollState state;
        bool is_polling = false;
        std::optional<HostGate::Place> place;                     ///< while it waits for its turn
        HostGate::Manner manner;                                  ///< in which it asked for it
        std::optional<std::chrono::steady_clock::time_point> due; ///< of the visit that it waits for or makes
        std::vector<std::shared_ptr<Gathering>> gatherings;       ///< for its next report

        [[nodiscard]] bool may_be_polled() const { return source->is_enabled && !state.is_disabled; }
    };
    using EntryPtr = std::shared_ptr<Entry>;

    [[nodiscard]] EntryPtr take_over(std::map<std::string, EntryPtr>& before, PollSource source,
                                     const PollState& stored);
    void drop(Entry& entry);
    void schedule_new(std::span<const EntryPtr> entries);
    void reschedule(const Entry& entry);

    void queue_due();
    void queue(Entry& entry, bool is_urged);
    void admit(std::uint64_t id, HostGate::Admission admission);
    void postpone(Entry& entry, std::chrono::milliseconds held);
    void start(Entry& entry, HostGate::Turn turn);
    [[nodiscard]] std::chrono::steady_clock::time_point next_look() const;

    void move_due(Entry& entry);
    boost::asio::awaitable<void> visit(EntryPtr entry, HostGate::Turn turn);
    boost::asio::awaitable<PollResult> poll(const Entry& entry, HostGate::Turn turn);
    void finish(Entry& entry, PollResult result);
    void keep_state(Entry& entry, PollResult& result);
    void tell(Entry& entry, const PollReport& report);

    [[nodiscard]] Result<std::vector<EntryPtr>> named(const std::vector<std::string>& names) const;
    [[nodiscard]] bool ask(Entry& entry, bool now, const std::shared_ptr<Gathering>& gathering);
    [[nodiscard]] PollReport unvisited(const Entry& entry, PollOutcome outcome) const;

    PollServices services_;
    PollOptions options_;
    Changes& changes_;
    std::function<void(const PollReport&)> finished_;
    std::shared_ptr<const PollRules> rules_;
    std::map<std::string, EntryPtr> entries_; ///< by name
    std::unordered_map<std::uint64_t, EntryPtr> by_id_;
    std::uint64_t last_id_ = 0;
    DueTimes due_;
    std::size_t under_way_ = 0; ///< visits
    MemoryGate reading_;
    std::mt19937_64 random_;
    boost::asio::steady_timer wake_; ///< what run() sleeps on
    boost::asio::steady_timer idle_; ///< cancelled when a visit ends
    bool is_stopping_ = false;
};

} // namespace arna
