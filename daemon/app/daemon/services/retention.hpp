#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/store/history_store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace arna {

/// Removes what need not be kept: ten seconds after a source's answer has shown that the clock is right, then hourly
/// while answers go on showing it. A clock that is years ahead must not empty a store.
class Retention final : public LoopService {
public:
    explicit Retention(Engine& engine);

    /// What holds from now on. `has_urls`: some source has an address, and so tells the time.
    void load(RetentionPolicy policy, bool has_urls);

    void stop() override;

private:
    boost::asio::awaitable<void> run() override;
    boost::asio::awaitable<void> remove();
    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration time);
    [[nodiscard]] bool is_clock_right() const;

    Engine& engine_;
    RetentionPolicy policy_;
    bool has_urls_ = false;
    bool is_stopping_ = false;
    boost::asio::steady_timer wake_;
};

} // namespace arna
