#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/poll/rematch.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <optional>

namespace arna {

/// Matches the stored history again after a rule changed.
class Matching : public LoopService {
public:
    explicit Matching(Engine& engine);

    /// Works on these rules from now on; what earlier ones left undone is dropped.
    void load(RematchJob job);

    void stop() override;

private:
    boost::asio::awaitable<void> run() override;

    Engine& engine_;
    boost::asio::steady_timer wake_;
    std::optional<RematchJob> job_; ///< while history is not matched by the present rules
    std::uint64_t loaded_ = 0;      ///< counts load(): a job of an older one gives up
    bool is_stopping_ = false;
};

} // namespace arna
