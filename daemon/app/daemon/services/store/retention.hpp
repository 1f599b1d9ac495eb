#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/store/noun/history_store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <optional>

namespace arna {

/// Removes what need not be kept: ten seconds after a source's answer has shown that the clock is right, then hourly
/// while answers go on showing it. A clock that is years ahead must not empty a store, nor one that is set while the
/// daemon runs.
class Retention final : public LoopService {
public:
    /// How long it waits; tests have less time.
    struct Waits {
        std::chrono::milliseconds after_answer = std::chrono::seconds(10);
        std::chrono::milliseconds without_answers = std::chrono::seconds(60); ///< where only local files are read
        std::chrono::milliseconds between_runs = std::chrono::hours(1);
        std::chrono::milliseconds look_again = std::chrono::seconds(1);
    };

    explicit Retention(Engine& engine) : Retention(engine, Waits{}) {}
    Retention(Engine& engine, const Waits& waits);

    /// What holds from now on. `has_urls`: some source has an address, and so tells the time.
    void load(RetentionPolicy policy, bool has_urls);

    void stop() override;

private:
    boost::asio::awaitable<void> run() override;
    boost::asio::awaitable<void> remove();
    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration time);
    /// Whether the clock was set since the last call; before each is_clock_right().
    void note_clock();
    [[nodiscard]] bool is_clock_right() const;

    Engine& engine_;
    RetentionPolicy policy_;
    bool has_urls_ = false;
    bool is_stopping_ = false;
    Waits waits_;
    std::optional<std::chrono::nanoseconds> ahead_;  ///< by how much the clock led the steady one when it was last read
    std::chrono::steady_clock::time_point set_at_{}; ///< when the clock was last found to have been set
    boost::asio::steady_timer wake_;
};

} // namespace arna
