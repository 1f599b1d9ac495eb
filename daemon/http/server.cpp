#include "daemon/http/server.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/http/connection.hpp"
#include "daemon/http/endpoint.hpp"
#include "daemon/log/events.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include <cassert>
#include <list>
#include <utility>

namespace arna {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// Of TCP or Unix sockets.
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

/// Clients that are being told that there is no room, and waited for until they have read it. More are told and closed:
/// for those that still send, the reset may come before the answer.
constexpr std::size_t most_refusals = 32;

/// After accept() failed for want of descriptors or memory: what must happen first is that others close.
constexpr std::chrono::milliseconds accept_pause{200};

bool is_any(const tcp::endpoint& endpoint) { return endpoint.address() == asio::ip::address_v6::any(); }

Result<Acceptor> open_acceptor(const asio::any_io_executor& io, const std::string& text) {
    auto endpoint = parse_endpoint(text);
    if (!endpoint) return std::unexpected(endpoint.error());
    tcp::acceptor acceptor(io);
    boost::system::error_code error;
    acceptor.open(endpoint->protocol(), error);
    if (error == boost::system::errc::address_family_not_supported && is_any(*endpoint)) {
        *endpoint = tcp::endpoint(tcp::v4(), endpoint->port());
        acceptor.open(endpoint->protocol(), error);
    }
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(*endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return acceptor;
    const bool is_taken = error == boost::system::errc::address_in_use;
    return fail(Errc::io, fmt::format("cannot listen on {}: {}; {}", text, error.message(),
                                      is_taken ? "stop the program that does, or choose another port"
                                               : "choose another address, or let systemd hand over the socket"));
}

Result<Acceptor> adopt_acceptor(const asio::any_io_executor& io, int descriptor) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const auto option = [descriptor](int name) {
        int value = 0;
        socklen_t size = sizeof value;
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
    };
    const bool is_known = getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) == 0 &&
                          option(SO_ACCEPTCONN) == 1 && option(SO_TYPE) == SOCK_STREAM;
    const bool is_served =
        address.ss_family == AF_INET || address.ss_family == AF_INET6 || address.ss_family == AF_UNIX;
    if (!is_known || !is_served) {
        return fail(Errc::io, fmt::format("file descriptor {} is no listening TCP or Unix stream socket; see the "
                                          "socket unit's ListenStream",
                                          descriptor));
    }
    Acceptor acceptor(io);
    boost::system::error_code error;
    acceptor.assign(asio::generic::stream_protocol(address.ss_family, option(SO_PROTOCOL)), descriptor, error);
    if (error) return fail(Errc::io, fmt::format("cannot use file descriptor {}: {}", descriptor, error.message()));
    return acceptor;
}

} // namespace

class Server::State : public std::enable_shared_from_this<State> {
public:
    State(asio::any_io_executor io, Router router, ServerLimits limits)
        : io_(std::move(io)), context_{.router = std::move(router), .limits = limits}, ended_(io_) {}

    Result<void> listen(std::span<const std::string> endpoints);
    Result<void> adopt(std::span<const int> sockets);
    [[nodiscard]] std::vector<std::string> endpoints() const;
    void trust(TrustedProxies proxies) { context_.proxies = std::move(proxies); }
    [[nodiscard]] ServerCounters counters() const;
    [[nodiscard]] const Histogram& request_seconds() const { return context_.request_seconds; }
    asio::awaitable<void> stop(std::chrono::milliseconds grace);

private:
    using Connections = std::list<std::shared_ptr<Connection>>;

    void start(std::vector<Acceptor> acceptors);
    asio::awaitable<void> accept(std::shared_ptr<State> self, Acceptor& acceptor);
    void admit(Connection::Socket socket);
    asio::awaitable<void> serve(std::shared_ptr<State> self, std::shared_ptr<Connection> connection);
    asio::awaitable<void> refuse(std::shared_ptr<State> self, std::shared_ptr<Connection> connection);
    void leave(Connections& connections, const std::shared_ptr<Connection>& connection);
    [[nodiscard]] bool is_empty() const { return served_.empty() && refused_.empty(); }

    asio::any_io_executor io_;
    ConnectionContext context_;
    std::list<Acceptor> acceptors_;
    Connections served_, refused_;
    asio::steady_timer ended_; // cancelled when the last connection has ended
    bool is_short_of_descriptors_ = false;
};

Result<void> Server::State::listen(std::span<const std::string> endpoints) {
    std::vector<Acceptor> opened;
    for (const std::string& endpoint : endpoints) {
        auto acceptor = open_acceptor(io_, endpoint);
        if (!acceptor) return std::unexpected(acceptor.error());
        opened.push_back(std::move(*acceptor));
    }
    start(std::move(opened));
    return {};
}

Result<void> Server::State::adopt(std::span<const int> sockets) {
    std::vector<Acceptor> adopted;
    for (const int descriptor : sockets) {
        auto acceptor = adopt_acceptor(io_, descriptor);
        if (!acceptor) return std::unexpected(acceptor.error());
        adopted.push_back(std::move(*acceptor));
    }
    start(std::move(adopted));
    return {};
}

void Server::State::start(std::vector<Acceptor> acceptors) {
    assert(context_.home.is_here());
    for (Acceptor& acceptor : acceptors) {
        acceptors_.push_back(std::move(acceptor));
        spawn(io_, accept(shared_from_this(), acceptors_.back()), "accepting connections");
    }
}

std::vector<std::string> Server::State::endpoints() const {
    assert(context_.home.is_here());
    std::vector<std::string> names;
    for (const Acceptor& acceptor : acceptors_) {
        boost::system::error_code error;
        const auto endpoint = acceptor.local_endpoint(error);
        if (!error) names.push_back(format_endpoint(endpoint));
    }
    return names;
}

ServerCounters Server::State::counters() const {
    assert(context_.home.is_here());
    ServerCounters counters = context_.counters;
    counters.connections = served_.size();
    return counters;
}

asio::awaitable<void> Server::State::accept(std::shared_ptr<State> self, Acceptor& acceptor) {
    asio::steady_timer pause(io_);
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(as_result);
        if (!error) {
            is_short_of_descriptors_ = false;
            admit(std::move(socket));
        } else if (acceptor.is_open() && error != boost::system::errc::connection_aborted) {
            if (!std::exchange(is_short_of_descriptors_, true)) {
                log(events::no_connections, {{"error", error.message()}});
            }
            pause.expires_after(accept_pause);
            co_await pause.async_wait(as_result);
        }
    }
}

void Server::State::admit(Connection::Socket socket) {
    assert(context_.home.is_here());
    const bool is_full = served_.size() >= context_.limits.connections;
    auto connection = std::make_shared<Connection>(std::move(socket), context_);
    if (is_full && ++context_.counters.refused && refused_.size() >= most_refusals) {
        connection->refuse_at_once();
    } else if (is_full) {
        refused_.push_back(connection);
        spawn(io_, refuse(shared_from_this(), std::move(connection)), "refusing a connection");
    } else {
        ++context_.counters.accepted;
        served_.push_back(connection);
        spawn(io_, serve(shared_from_this(), std::move(connection)), "serving a connection");
    }
}

asio::awaitable<void> Server::State::serve(std::shared_ptr<State> self, std::shared_ptr<Connection> connection) {
    try {
        co_await connection->serve();
    } catch (...) {
        leave(served_, connection);
        throw;
    }
    leave(served_, connection);
}

asio::awaitable<void> Server::State::refuse(std::shared_ptr<State> self, std::shared_ptr<Connection> connection) {
    try {
        co_await connection->refuse();
    } catch (...) {
        leave(refused_, connection);
        throw;
    }
    leave(refused_, connection);
}

void Server::State::leave(Connections& connections, const std::shared_ptr<Connection>& connection) {
    connections.remove(connection);
    if (is_empty()) ended_.cancel();
}

asio::awaitable<void> Server::State::stop(std::chrono::milliseconds grace) {
    assert(context_.home.is_here());
    context_.is_stopping = true;
    boost::system::error_code ignored;
    for (Acceptor& acceptor : acceptors_) acceptor.close(ignored);
    for (const auto& connection : served_) connection->stop();
    ended_.expires_after(grace);
    if (!is_empty()) co_await ended_.async_wait(as_result);
    for (const auto* connections : {&served_, &refused_}) {
        for (const auto& connection : *connections) connection->abort();
    }
    ended_.expires_at(asio::steady_timer::time_point::max());
    while (!is_empty()) co_await ended_.async_wait(as_result);
}

Server::Server(asio::any_io_executor io, Router router, ServerLimits limits)
    : state_(std::make_shared<State>(std::move(io), std::move(router), limits)) {}

Server::~Server() = default;

Result<void> Server::listen(std::span<const std::string> endpoints) { return state_->listen(endpoints); }

Result<void> Server::adopt(std::span<const int> sockets) { return state_->adopt(sockets); }

std::vector<std::string> Server::endpoints() const { return state_->endpoints(); }

void Server::trust(TrustedProxies proxies) { state_->trust(std::move(proxies)); }

const Histogram& Server::request_seconds() const { return state_->request_seconds(); }
ServerCounters Server::counters() const { return state_->counters(); }

asio::awaitable<void> Server::stop(std::chrono::milliseconds grace) { return state_->stop(grace); }

} // namespace arna
