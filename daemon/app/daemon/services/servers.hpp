#pragma once
#include "config/config.hpp"
#include "daemon/app/daemon/services/publishing.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/async/task.hpp"
#include "daemon/http/server.hpp"
#include "daemon/http/site/routes.hpp"

namespace arna {

/// The public and the admin listener: on the sockets that the service manager hands over, else where `listen` and
/// `admin` say.
class Servers : public Service {
public:
    Servers(Engine& engine, const SiteServices& site, DaemonConfig config);

    [[nodiscard]] const Server& public_server() const { return public_server_; }

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
