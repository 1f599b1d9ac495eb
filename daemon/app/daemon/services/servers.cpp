#include "daemon/app/daemon/services/servers.hpp"

#include "daemon/app/daemon/service_manager.hpp"
#include "daemon/log/events.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <fmt/ranges.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;

/// How long responses under way may take at the end.
constexpr std::chrono::seconds grace{2};

Result<void> open(Server& server, const std::vector<int>& handed, const std::vector<std::string>& endpoints) {
    return handed.empty() ? server.listen(endpoints) : server.adopt(handed);
}

} // namespace

Servers::Servers(Engine& engine, const SiteServices& site, DaemonConfig config)
    : config_(std::move(config)),
      public_server_(engine.io(), public_router(site)),
      admin_server_(engine.io(), admin_router(site)),
      closing_(engine.io()) {
    public_server_.trust(TrustedProxies(config_.trusted_proxies));
    admin_server_.trust(TrustedProxies(config_.trusted_proxies));
}

Result<void> Servers::start(ServiceFailed failed) {
    failed_ = std::move(failed);
    std::vector<int> handed_public, handed_admin;
    for (const auto& socket : service_manager::handed_sockets())
        (socket.name == "admin" ? handed_admin : handed_public).push_back(socket.descriptor);
    if (auto opened = open(public_server_, handed_public, config_.listen); !opened) return opened;
    if (auto opened = open(admin_server_, handed_admin, config_.admin); !opened) return opened;
    log(events::listening, {{"public", fmt::to_string(fmt::join(public_server_.endpoints(), ","))},
                            {"admin", fmt::to_string(fmt::join(admin_server_.endpoints(), ","))},
                            {"pages", config_.base_url + "/"}});
    return {};
}

void Servers::stop() {
    if (closing_.is_running()) return;
    const auto close = [](Server& one, Server& other) -> asio::awaitable<void> {
        co_await (one.stop(grace) && other.stop(grace));
    };
    closing_.start(close(public_server_, admin_server_), failed_);
}

asio::awaitable<void> Servers::ended() { return closing_.ended(); }

} // namespace arna
