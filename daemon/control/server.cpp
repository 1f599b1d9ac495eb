#include "daemon/control/server.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/control/conversation.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <list>
#include <system_error>
#include <utility>

namespace arna {

namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t most_refusals = 16;              ///< callers that are being told to come later; more are dropped
constexpr std::chrono::milliseconds accept_pause{200}; ///< after accept() failed for want of descriptors

} // namespace

class ControlServer::State : public std::enable_shared_from_this<State> {
public:
    State(asio::any_io_executor io, ControlGreeting greeting, ControlHandler handler, ControlLimits limits)
        : io_(std::move(io)),
          context_{.greeting = std::move(greeting), .handler = std::move(handler), .limits = limits},
          acceptor_(io_),
          ended_(io_, asio::steady_timer::time_point::max()) {}

    Result<void> listen(const std::filesystem::path& socket);
    asio::awaitable<void> stop();

private:
    using Conversations = std::list<std::shared_ptr<ControlConversation>>;

    asio::awaitable<void> accept(std::shared_ptr<State> self);
    void admit(stream_protocol::socket socket);
    asio::awaitable<void> hold(std::shared_ptr<State> self, Conversations::iterator place, bool is_refused);

    asio::any_io_executor io_;
    ControlContext context_;
    stream_protocol::acceptor acceptor_;
    std::filesystem::path socket_;
    Conversations served_, refused_;
    asio::steady_timer ended_; ///< cancelled when a conversation has ended
};

Result<void> ControlServer::State::listen(const std::filesystem::path& socket) {
    const auto cannot = [&](const std::string& why) {
        return fail(Errc::io, fmt::format("cannot make the control socket {}: {}", socket.string(), why));
    };
    boost::system::error_code error;
    if (socket.native().size() >= sizeof(sockaddr_un::sun_path)) return cannot("its path is too long");
    std::error_code absent;
    std::filesystem::remove(socket, absent);
    acceptor_.open(stream_protocol(), error);
    if (!error) acceptor_.bind(stream_protocol::endpoint(socket.native()), error);
    if (error) return cannot(error.message());
    socket_ = socket;
    if (chmod(socket.c_str(), 0660) != 0) return cannot(std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return cannot(error.message());
    spawn(io_, accept(shared_from_this()), "accepting commands");
    return {};
}

asio::awaitable<void> ControlServer::State::accept(std::shared_ptr<State> self) {
    asio::steady_timer pause(io_);
    while (acceptor_.is_open()) {
        auto [error, socket] = co_await acceptor_.async_accept(as_result);
        if (!error) {
            admit(std::move(socket));
        } else if (acceptor_.is_open()) {
            pause.expires_after(accept_pause);
            co_await pause.async_wait(as_result);
        }
    }
}

void ControlServer::State::admit(stream_protocol::socket socket) {
    const bool is_full = served_.size() >= context_.limits.connections;
    if (is_full && refused_.size() >= most_refusals) return;
    auto& place = is_full ? refused_ : served_;
    place.push_front(std::make_shared<ControlConversation>(std::move(socket), context_));
    spawn(io_, hold(shared_from_this(), place.begin(), is_full), "answering a command");
}

asio::awaitable<void> ControlServer::State::hold(std::shared_ptr<State> self, Conversations::iterator place,
                                                 bool is_refused) {
    struct Leave {
        State& state;
        Conversations& place_in;
        Conversations::iterator place;
        ~Leave() {
            place_in.erase(place);
            state.ended_.cancel();
        }
    } leave{*self, is_refused ? refused_ : served_, place};
    const auto conversation = *place;
    co_await (is_refused ? conversation->refuse() : conversation->serve());
}

asio::awaitable<void> ControlServer::State::stop() {
    boost::system::error_code ignored;
    if (!acceptor_.is_open()) co_return;
    acceptor_.close(ignored);
    std::error_code absent;
    std::filesystem::remove(socket_, absent);
    for (const auto* conversations : {&served_, &refused_})
        for (const auto& conversation : *conversations) conversation->abort();
    while (!served_.empty() || !refused_.empty()) co_await ended_.async_wait(as_result);
}

ControlServer::ControlServer(asio::any_io_executor io, ControlGreeting greeting, ControlHandler handler,
                             ControlLimits limits)
    : state_(std::make_shared<State>(std::move(io), std::move(greeting), std::move(handler), limits)) {}

ControlServer::~ControlServer() = default;

Result<void> ControlServer::listen(const std::filesystem::path& socket) { return state_->listen(socket); }

asio::awaitable<void> ControlServer::stop() { return state_->stop(); }

} // namespace arna
