#include "tests/daemon/http/test_server.hpp"

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace arna {

TestServer::TestServer(Handler handler, ServerLimits limits) : TestServer(everywhere(std::move(handler)), limits) {}

TestServer::TestServer(Router router, ServerLimits limits) {
    io_.run([&] {
        server_.emplace(io_.executor(), std::move(router), limits);
        const std::array<std::string, 1> endpoints = {"127.0.0.1:0"};
        if (auto listening = server_->listen(endpoints); !listening)
            throw std::runtime_error(listening.error().message);
        const auto endpoint = server_->endpoints().front();
        port_ = static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.rfind(':') + 1)));
    });
}

TestServer::~TestServer() {
    stop(std::chrono::milliseconds(0));
    io_.run([&] { server_.reset(); });
}

ServerCounters TestServer::counters() {
    ServerCounters counters;
    io_.run([&] { counters = server_->counters(); });
    return counters;
}

void TestServer::stop(std::chrono::milliseconds grace) { io_.run(server_->stop(grace)); }

Router everywhere(Handler handler) {
    return Router(Listener::published, {{Listener::published, "/*", Access::open, std::move(handler)}});
}

Handler echo() {
    return [](const HttpRequest& request) -> HttpReply {
        return Answer{.fields = "Content-Type: text/plain\r\n",
                      .body = std::make_shared<const std::string>(request.path)};
    };
}

Handler large(std::size_t size) {
    auto body = std::make_shared<const std::string>(size, 'x');
    return [body](const HttpRequest&) -> HttpReply { return Answer{.body = body}; };
}

} // namespace arna
