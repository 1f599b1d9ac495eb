#include "daemon/app/engine/service.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <ranges>
#include <utility>

namespace arna {

Result<void> LoopService::start(ServiceFailed failed) {
    task_.start(run(), std::move(failed));
    return {};
}

Services::~Services() {
    while (!services_.empty()) services_.pop_back();
}

Result<void> Services::start(const ServiceFailed& failed) {
    for (const auto& service : services_)
        if (auto started = service->start(failed); !started) return started;
    return {};
}

void Services::stop() {
    for (const auto& service : std::views::reverse(services_)) service->stop();
}

boost::asio::awaitable<void> Services::ended() {
    for (const auto& service : std::views::reverse(services_)) co_await service->ended();
}

} // namespace arna
