#pragma once
#include "config/config.hpp"
#include "daemon/app/daemon/publishing.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/async/task.hpp"
#include "daemon/http/server.hpp"

#include <functional>

namespace arna {

/// The public and the admin listener: on the sockets that the service manager hands over, else where `listen` and
/// `admin` say.
class Servers : public Service {
public:
    /// `is_ready`: configuration and store are loaded and writable.
    Servers(Engine& engine, Publishing& publishing, DaemonConfig config, std::function<bool()> is_ready,
            std::function<std::string()> more_metrics);

    /// Errc::io: an address is taken or forbidden.
    Result<void> start(ServiceFailed failed) override;
    void stop() override;
    boost::asio::awaitable<void> ended() override;

private:
    DaemonConfig config_;
    Server public_server_, admin_server_;
    ServiceFailed failed_;
    Task closing_;
};

} // namespace arna
