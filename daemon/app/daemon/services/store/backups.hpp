#pragma once
#include "daemon/app/daemon/configuration_in_force.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "feeds/text/time.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>

namespace arna {

/// How the scheduled backups stand.
struct BackupState {
    bool is_on = false;
    std::optional<Time> succeeded; ///< the newest copy that is there; nothing: none
    std::optional<Time> failed;    ///< the beginning of a row of failures; nothing: the last one worked
    std::string error;             ///< of the last failure
};

/// Makes a copy of the store every [store] backup, as the configuration in force says, and keeps the newest. A copy is
/// checked before an older one goes. One that fails is a warning and is tried again after an hour, or the interval if
/// that is shorter. Lives on the io thread; copies are made on a thread of its own.
class Backups : public LoopService {
public:
    Backups(Engine& engine, const ConfigurationInForce& configuration);
    ~Backups() override;

    [[nodiscard]] const BackupState& state() const { return state_; }

    void stop() override;

private:
    boost::asio::awaitable<void> run() override;
    boost::asio::awaitable<void> make_if_due();
    boost::asio::awaitable<void> make(std::filesystem::path directory, std::size_t keep);
    boost::asio::awaitable<void> tell_operators(std::string error, Time now);
    void failed(const std::string& error, Time now);

    Engine& engine_;
    const ConfigurationInForce& configuration_;
    boost::asio::thread_pool thread_{1};
    boost::asio::steady_timer wake_;
    BackupState state_;
    Time not_before_{}; ///< after a failure
    std::atomic<bool> is_stopping_ = false;
};

} // namespace arna
