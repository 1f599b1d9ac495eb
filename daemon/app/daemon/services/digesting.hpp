#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/store/noun/digest_store.hpp"
#include "feeds/text/date/time_zone.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace arna {

/// Makes the digests of tags: in the first second after a day has ended by the clocks of the operator's zone, and what
/// ended while nobody made them at the start.
class Digesting final : public LoopService {
public:
    explicit Digesting(Engine& engine);

    /// What holds from now on. The store knows these feeds.
    void load(std::vector<DigestSetup> setups, TimeZone zone);

    void stop() override;

    /// The lines of /metrics about it: arna_digests_total.
    [[nodiscard]] std::string metrics() const;

private:
    boost::asio::awaitable<void> run() override;
    boost::asio::awaitable<void> make();
    boost::asio::awaitable<void> wait_for_end_of_day();
    [[nodiscard]] Time next_midnight(Time now) const;

    Engine& engine_;
    std::shared_ptr<const std::vector<DigestSetup>> setups_;
    TimeZone zone_;
    std::array<std::uint64_t, digest_kinds.size()> made_{}; ///< since the start
    bool is_loaded_anew_ = false;
    bool is_stopping_ = false;
    boost::asio::steady_timer wake_;
};

} // namespace arna
