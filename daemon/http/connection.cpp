#include "daemon/http/connection.hpp"

#include "daemon/http/message/answer.hpp"
#include "daemon/http/message/logged_path.hpp"
#include "daemon/http/message/response_head.hpp"
#include "daemon/log/events.hpp"
#include "daemon/store/store.hpp"
#include "feeds/text/escaped_text.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <netinet/tcp.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <exception>
#include <utility>
#include <vector>

namespace arna {
namespace asio = boost::asio;

namespace {

/// Deferred: an operation that is waited for at once needs no coroutine of its own.
constexpr auto as_result = asio::as_tuple(asio::deferred);
constexpr std::size_t read_size = 4096;
constexpr std::size_t most_discarded = 64 * 1024; // of a client that goes on sending after the last answer
constexpr int most_unsent = 256 * 1024;           // in the kernel, which would take megabytes for who does not read

Answer refusal(const BadRequest& request) {
    auto answer = plain_answer(request.status, request.reason);
    answer.closes = true;
    return answer;
}

Answer no_room() { return plain_answer(503, "too many connections", "Retry-After: 1\r\n"); }

const std::string* body_of(const Answer& answer) {
    if (answer.status == 304) return nullptr;
    return answer.representation ? answer.representation->body.get() : answer.body.get();
}

/// The address of whoever is connected. Whoever uses a Unix socket is on this machine.
asio::ip::address peer_of(const Connection::Socket& socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return {};
    const auto family = endpoint.protocol().family();
    if (family != AF_INET && family != AF_INET6) return asio::ip::address_v4::loopback();
    asio::ip::tcp::endpoint address;
    address.resize(endpoint.size());
    std::memcpy(address.data(), endpoint.data(), endpoint.size());
    return address.address();
}

} // namespace

Connection::Connection(Socket socket, ConnectionContext& context)
    : socket_(std::move(socket)), context_(context), deadline_(socket_.get_executor(), [this] {
          is_late_ = true;
          boost::system::error_code ignored;
          socket_.cancel(ignored);
      }) {}

void Connection::allow(std::chrono::milliseconds time) {
    is_late_ = false;
    deadline_.set(time);
}

asio::awaitable<void> Connection::serve() {
    assert(context_.home.is_here());
    boost::system::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored); // a Unix socket has no delay
    ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most_unsent, sizeof most_unsent);
    socket_.non_blocking(true, ignored);
    peer_ = peer_of(socket_);
    while (!is_aborted_) {
        auto head = next_head();
        if (!head) co_return co_await end_with(refusal(head.error()));
        if (!*head) {
            if (is_waiting_ && context_.is_stopping) co_return;
            const auto [error, count] = co_await socket_.async_read_some(space(), as_result);
            if (received(count, !error)) continue;
            if (!is_late_ || !has_begun_) co_return;
            co_return co_await end_with(refusal({408, "the request took too long"}));
        }
        const auto begun = std::chrono::steady_clock::now();
        HttpRequest& request = (**head).request;
        request.peer = peer_;
        deadline_.clear();
        auto reply = reply_to(**head);
        if (auto* const later = std::get_if<asio::awaitable<Answer>>(&reply))
            reply = co_await awaited(std::move(*later), request);
        auto& answer = std::get<Answer>(reply);
        const auto hold = hold_body(answer);
        if (answer.closes) co_return co_await end_with(answer);
        ++requests_;
        const bool keeps_alive = (**head).keeps_alive && !context_.is_stopping;
        begin_write(answer, request.method != Method::head, keeps_alive);
        note_request(request, answer, begun);
        while (!has_written_all()) {
            allow(context_.limits.progress);
            const auto [error, count] = co_await socket_.async_write_some(output_, as_result);
            if (error || is_aborted_) co_return;
            written(count);
        }
        begin_ += (**head).size;
        if (!keeps_alive) co_return co_await linger();
    }
}

asio::awaitable<void> Connection::refuse() {
    assert(context_.home.is_here());
    return end_with(no_room());
}

void Connection::refuse_at_once() {
    assert(context_.home.is_here());
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    begin_write(no_room(), true, false);
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Connection::stop() {
    assert(context_.home.is_here());
    boost::system::error_code ignored;
    if (is_waiting_) socket_.cancel(ignored);
}

void Connection::abort() {
    assert(context_.home.is_here());
    is_aborted_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

Connection::HeadOrError Connection::next_head() {
    if (unread().empty()) {
        is_waiting_ = true;
        allow(requests_ == 0 ? context_.limits.first_byte : context_.limits.idle);
        return std::nullopt;
    }
    auto head = read_request_head(unread(), scanned_);
    // From its first byte on, however the rest drips.
    if (head && !*head && !std::exchange(has_begun_, true)) allow(context_.limits.head);
    if (!head || !*head) return head;
    scanned_ = 0;
    has_begun_ = false;
    return head;
}

asio::mutable_buffer Connection::space() {
    if (begin_ > 0) {
        std::memmove(input_.data(), input_.data() + begin_, end_ - begin_);
        end_ -= std::exchange(begin_, 0);
    }
    if (input_.size() < end_ + read_size) input_.resize(end_ + read_size);
    return asio::buffer(input_.data() + end_, input_.size() - end_);
}

bool Connection::received(std::size_t count, bool is_whole) {
    is_waiting_ = false;
    end_ += count;
    return is_whole && !is_aborted_ && !is_late_;
}

HttpReply Connection::reply_to(RequestHead& head) {
    auto route = context_.router.find(head.request);
    if (!route) return std::move(route.error());
    if (head.is_chunked || head.content_length > 0) return with_body(head, **route);
    try {
        return (*route)->handler(head.request);
    } catch (...) {
        return failure(head.request);
    }
}

asio::awaitable<Answer> Connection::with_body(RequestHead& head, const Route& route) {
    if (head.is_chunked) co_return refusal({411, "the body has no Content-Length"});
    if (head.content_length > route.largest_body) co_return refusal({413, "the body is too large"});
    std::string body(unread().substr(head.size, head.content_length));
    const auto arrived = body.size();
    body.resize(head.content_length);
    allow(context_.limits.head);
    for (auto size = arrived; size < body.size();) {
        const auto [error, count] =
            co_await socket_.async_read_some(asio::buffer(body.data() + size, body.size() - size), as_result);
        if (error || is_aborted_ || is_late_) co_return refusal({408, "the request took too long"});
        size += count;
    }
    deadline_.clear();
    head.size += arrived; // the rest was never in `input_`
    head.request.body = body;
    auto reply = route.handler(head.request);
    if (auto* const later = std::get_if<asio::awaitable<Answer>>(&reply)) co_return co_await std::move(*later);
    co_return std::get<Answer>(std::move(reply));
}

asio::awaitable<Answer> Connection::awaited(asio::awaitable<Answer> reply, const HttpRequest& request) {
    try {
        co_return co_await std::move(reply);
    } catch (...) {
        co_return failure(request);
    }
}

Answer Connection::failure(const HttpRequest& request) {
    try {
        throw;
    } catch (const StoreFailure& e) {
        note_failure(request, 503, e.what());
        return plain_answer(503, "the store cannot be read at the moment", "Retry-After: 30\r\n");
    } catch (const std::exception& e) {
        note_failure(request, 500, e.what());
    }
    return plain_answer(500, "something went wrong here");
}

void Connection::note_failure(const HttpRequest& request, int status, std::string_view error) {
    const auto passed_over = context_.failure_lines.take(std::chrono::steady_clock::now());
    if (!passed_over) return;
    const auto client = client_address(request.peer, request.forwarded_for, context_.proxies).to_string();
    const auto path = logged_path(request.path);
    std::vector<LogField> fields{{"client", client}, {"path", path}, {"error", error}, {"status", status}};
    if (*passed_over > 0) fields.emplace_back("passed_over", *passed_over);
    log(events::request_failed, fields);
}

LargeBodies::Hold Connection::hold_body(Answer& answer) {
    if (auto hold = context_.large_bodies.hold(body_of(answer))) return std::move(*hold);
    answer = plain_answer(503, "too many large documents are on their way", "Retry-After: 30\r\n");
    return {};
}

void Connection::begin_write(const Answer& answer, bool has_body, bool keeps_alive) {
    const auto kind = static_cast<std::size_t>(answer.status / 100);
    if (kind < context_.counters.responses.size()) ++context_.counters.responses[kind];
    head_.clear();
    append_response_head(head_, answer, keeps_alive);
    output_ = {asio::buffer(head_), {}};
    const auto* const body = body_of(answer);
    if (has_body && body != nullptr) output_[1] = asio::buffer(*body);
    // Most often all of it has room in the socket at once; what went wrong shows when the rest is written.
    boost::system::error_code ignored;
    written(socket_.write_some(output_, ignored));
}

void Connection::note_request(const HttpRequest& request, const Answer& answer,
                              std::chrono::steady_clock::time_point begun) {
    const auto took = std::chrono::steady_clock::now() - begun;
    context_.request_seconds.note(took);
    if (!is_logged(events::request)) return;
    const auto* const body = body_of(answer);
    const auto client = client_address(request.peer, request.forwarded_for, context_.proxies).to_string();
    log(events::request, {{"client", client},
                          {"path", logged_path(request.path)},
                          {"status", answer.status},
                          {"bytes", body == nullptr ? 0 : body->size()},
                          {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()}});
}

void Connection::written(std::size_t count) {
    const auto of_head = std::min(count, output_[0].size());
    output_[0] += of_head;
    output_[1] += count - of_head;
}

/// Writes the last answer. Closing while the client still sends would reset the connection, and the answer with it.
asio::awaitable<void> Connection::end_with(Answer answer) {
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    // HEAD is answered without a body (RFC 9110 §9.3.2), also where its request cannot be read any further.
    begin_write(answer, !unread().starts_with("HEAD "), false);
    while (!has_written_all() && !is_aborted_) {
        allow(context_.limits.progress);
        const auto [error, count] = co_await socket_.async_write_some(output_, as_result);
        if (error) co_return;
        written(count);
    }
    if (!is_aborted_) co_await linger();
}

/// RFC 9112 §9.6
asio::awaitable<void> Connection::linger() {
    boost::system::error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
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
