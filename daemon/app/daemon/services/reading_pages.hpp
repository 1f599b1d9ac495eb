#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/pages/page_queue.hpp"

#include <cstdint>
#include <functional>
#include <utility>

namespace arna {

class Scheduler;

/// The pages of articles, after the polls that bring them. Where it is not started it asks only for what run_once()
/// of the queue asks for.
class ReadingPages : public LoopService {
public:
    /// `finished` hears of every page that was dealt with. Requires: it was made after the service of `scheduler`,
    /// whose memory it shares.
    ReadingPages(Engine& engine, Scheduler& scheduler, std::uint64_t seed,
                 std::function<void(const PageReport&)> finished);

    [[nodiscard]] PageQueue& queue() { return queue_; }

    void stop() override { queue_.stop(); }
    boost::asio::awaitable<void> ended() override;

private:
    boost::asio::awaitable<void> run() override { return queue_.run(); }

    PageQueue queue_;
};

} // namespace arna
