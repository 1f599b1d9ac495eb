#include "daemon/http/connection.hpp"

#include "daemon/http/plain_answer.hpp"
#include "daemon/http/response_head.hpp"
#include "daemon/store/store.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <array>
#include <exception>
#include <utility>

namespace arna {
namespace asio = boost::asio;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_size = 4096;
constexpr std::size_t most_discarded = 64 * 1024; // of a client that goes on sending after the last answer

Answer refusal(const BadRequest& request) {
    return plain_answer(request.status, request.reason, request.status == 405 ? "Allow: GET, HEAD\r\n" : "");
}

} // namespace

Connection::Connection(asio::ip::tcp::socket socket, ConnectionContext& context)
    : socket_(std::move(socket)), context_(context), deadline_(socket_.get_executor(), [this] {
          is_late_ = true;
          boost::system::error_code ignored;
          socket_.cancel(ignored);
      }) {}

void Connection::allow(std::chrono::milliseconds time) {
    is_late_ = false;
    deadline_.set(time);
}

std::string_view Connection::unread() const { return std::string_view(input_).substr(consumed_); }

asio::awaitable<void> Connection::serve() {
    boost::system::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    while (!is_aborted_) {
        const auto head = co_await read_head();
        if (!head) {
            if (co_await write(refusal(head.error()), true, false)) co_await linger();
            co_return;
        }
        if (!*head) co_return;
        const auto& request = **head;
        const auto reply = co_await answer(request);
        ++requests_;
        const bool keeps_alive = request.keeps_alive && !context_.is_stopping;
        if (!co_await write(reply, !request.is_head, keeps_alive)) co_return;
        consumed_ += request.size;
        if (!keeps_alive) co_return co_await linger();
    }
}

asio::awaitable<void> Connection::refuse() {
    if (co_await write(plain_answer(503, "too many connections", "Retry-After: 1\r\n"), true, false)) co_await linger();
}

void Connection::stop() {
    boost::system::error_code ignored;
    if (is_waiting_) socket_.cancel(ignored);
}

void Connection::abort() {
    is_aborted_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

asio::awaitable<Connection::HeadOrError> Connection::read_head() {
    std::size_t scanned = 0;
    bool has_begun = false;
    for (;;) {
        if (!unread().empty()) {
            auto head = read_request_head(unread(), scanned);
            if (!head || *head) co_return head;
            // From its first byte on, however the rest drips.
            if (!std::exchange(has_begun, true)) allow(context_.limits.head);
        } else {
            if (context_.is_stopping) co_return std::nullopt;
            allow(requests_ == 0 ? context_.limits.first_byte : context_.limits.idle);
        }
        is_waiting_ = !has_begun;
        const bool has_read = co_await read_some();
        is_waiting_ = false;
        if (has_read && !is_late_) continue;
        if (is_late_ && has_begun) co_return std::unexpected(BadRequest{408, "the request took too long"});
        co_return std::nullopt;
    }
}

asio::awaitable<bool> Connection::read_some() {
    input_.erase(0, std::exchange(consumed_, 0));
    const auto before = input_.size();
    input_.resize(before + read_size);
    const auto [error, count] =
        co_await socket_.async_read_some(asio::buffer(input_.data() + before, read_size), as_result);
    input_.resize(before + count);
    co_return !error && !is_aborted_;
}

asio::awaitable<Answer> Connection::answer(const RequestHead& head) {
    deadline_.clear();
    try {
        co_return co_await context_.handler(head);
    } catch (const StoreFailure& e) {
        spdlog::error("the store cannot be read path=\"{}\" error=\"{}\"", printable(head.path), printable(e.what()));
        co_return plain_answer(503, "the store cannot be read at the moment", "Retry-After: 30\r\n");
    } catch (const std::exception& e) {
        spdlog::error("a request failed path=\"{}\" error=\"{}\"", printable(head.path), printable(e.what()));
    }
    co_return plain_answer(500, "something went wrong here");
}

asio::awaitable<bool> Connection::write(const Answer& answer, bool has_body, bool keeps_alive) {
    const auto kind = static_cast<std::size_t>(answer.status / 100);
    if (kind < context_.counters.responses.size()) ++context_.counters.responses[kind];
    const auto head = response_head(answer, keeps_alive);
    std::vector<asio::const_buffer> buffers = {asio::buffer(head)};
    if (has_body && answer.body) buffers.push_back(asio::buffer(*answer.body));
    co_return co_await write_all(std::move(buffers));
}

asio::awaitable<bool> Connection::write_all(std::vector<asio::const_buffer> buffers) {
    while (!buffers.empty() && !is_aborted_) {
        allow(context_.limits.progress);
        auto [error, written] = co_await socket_.async_write_some(buffers, as_result);
        if (error) co_return false;
        while (!buffers.empty() && written >= buffers.front().size()) {
            written -= buffers.front().size();
            buffers.erase(buffers.begin());
        }
        if (!buffers.empty()) buffers.front() += written;
    }
    co_return !is_aborted_;
}

/// Closing while the client still sends would reset the connection, and the answer with it (RFC 9112 §9.6).
asio::awaitable<void> Connection::linger() {
    boost::system::error_code error;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    if (error) co_return;
    allow(context_.limits.linger);
    std::array<char, read_size> discarded{};
    for (std::size_t total = 0; total < most_discarded && !is_late_ && !is_aborted_;) {
        const auto [failed, count] = co_await socket_.async_read_some(asio::buffer(discarded), as_result);
        if (failed) co_return;
        total += count;
    }
}

} // namespace arna
