#include "daemon/control/conversation.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/log/events.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

ControlAnswer in_answer(std::variant<ControlEnd, ControlError> end) {
    return std::visit([](auto& how) { return ControlAnswer(std::move(how)); }, end);
}

} // namespace

ControlConversation::ControlConversation(asio::local::stream_protocol::socket socket, const ControlContext& context)
    : socket_(std::move(socket)),
      context_(context),
      deadline_(socket_.get_executor()),
      pulse_(socket_.get_executor()),
      sent_(socket_.get_executor(), asio::steady_timer::time_point::max()) {}

asio::awaitable<void> ControlConversation::serve() {
    const auto self = shared_from_this(); // the timers' handlers may come late
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    if (!co_await send(control_line(context_.greeting))) co_return;
    auto call = co_await receive();
    if (is_gone_) co_return;
    Answer end = ControlError{.status = 2, .where = "control", .what = "", .hint = "", .column = {}, .excerpt = ""};
    if (call) {
        spawn(socket_.get_executor(), live(self), "telling a caller that its command runs");
        end = co_await answer(std::move(*call));
        is_answered_ = true;
        pulse_.cancel();
    } else {
        std::get<ControlError>(end).what = std::move(call.error().message);
    }
    co_await send(control_line(in_answer(std::move(end))));
    abort();
}

asio::awaitable<void> ControlConversation::refuse() {
    const auto self = shared_from_this();
    if (co_await send(control_line(context_.greeting)))
        co_await send(control_line(ControlAnswer(ControlError{.status = 3,
                                                              .where = "control",
                                                              .what = "the daemon is busy with other commands",
                                                              .hint = "try again in a moment",
                                                              .column = {},
                                                              .excerpt = ""})));
    abort();
}

void ControlConversation::abort() {
    is_gone_ = true;
    boost::system::error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_both, ignored);
    socket_.close(ignored);
    deadline_.cancel();
    pulse_.cancel();
    sent_.cancel();
}

void ControlConversation::give_up_after(std::chrono::milliseconds wait, Waiting waiting) {
    deadline_.expires_after(wait);
    deadline_.async_wait([self = shared_from_this(), waiting](const boost::system::error_code& cancelled) {
        if (cancelled || self->deadline_.expiry() > asio::steady_timer::clock_type::now()) return;
        boost::system::error_code ignored;
        if (waiting == Waiting::for_reader) {
            self->abort();
            return;
        }
        self->is_late_ = true;         // a read that is done already cannot be cancelled
        self->socket_.cancel(ignored); // ends the reading; the caller is told why
    });
}

/// Errc::bad_input: it is no request. is_gone_: there is nobody to answer.
asio::awaitable<Result<ControlCall>> ControlConversation::receive() {
    give_up_after(context_.limits.request, Waiting::for_request);
    std::string line;
    std::size_t searched = 0;
    std::array<char, 16'384> bytes; // NOLINT: filled by reading
    while (line.find('\n', searched) == std::string::npos) {
        searched = line.size();
        if (line.size() >= longest_control_line) {
            deadline_.cancel();
            co_return fail(Errc::bad_input, "the request is longer than 1 MiB");
        }
        // An open file that comes unasked is closed by the system: it is not received.
        const auto [error, count] = co_await socket_.async_read_some(asio::buffer(bytes), as_result);
        if (error || is_late_) {
            deadline_.cancel();
            if (is_late_)
                co_return fail(Errc::bad_input,
                               line.empty() ? "no request came in time" : "the request did not end in time");
            if (error == asio::error::eof && !line.empty())
                co_return fail(Errc::bad_input, "the request has no line end");
            abort();
            co_return fail(Errc::io, "the caller went away");
        }
        line.append(bytes.data(), count);
    }
    deadline_.cancel();
    auto request = read_request(std::string_view(line).substr(0, line.find('\n', searched)));
    if (!request) co_return std::unexpected(std::move(request.error()));
    co_return ControlCall{.request = std::move(*request), .peer = peer()};
}

asio::awaitable<ControlConversation::Answer> ControlConversation::answer(ControlCall call) {
    std::string what;
    try {
        co_return co_await context_.handler(std::move(call), *this);
    } catch (const std::exception& failure) {
        what = failure.what();
    }
    if (!is_gone_) // else it was ended because nobody waits for it
        log(events::command_failed, {{"error", what}});
    co_return ControlError{.status = 3,
                           .where = "control",
                           .what = std::move(what),
                           .hint = "see the daemon's log",
                           .column = {},
                           .excerpt = ""};
}

/// While the command runs, the caller hears something every few seconds.
asio::awaitable<void> ControlConversation::live(std::shared_ptr<ControlConversation> self) {
    while (!is_gone_ && !is_answered_) {
        pulse_.expires_after(context_.limits.sign_of_life);
        co_await pulse_.async_wait(as_result);
        if (is_gone_ || is_answered_) co_return;
        if (!is_sending_) co_await send(control_line(ControlAnswer(progress_))); // a row is a sign of life too
    }
}

asio::awaitable<bool> ControlConversation::row(boost::json::object value) {
    return send(control_line(ControlAnswer(ControlRow{std::move(value)})));
}

void ControlConversation::progress(std::uint64_t done, std::uint64_t of) { progress_ = {.done = done, .of = of}; }

asio::awaitable<bool> ControlConversation::row_with_file(boost::json::object value, Descriptor file) {
    return send(control_line(ControlAnswer(ControlRow{std::move(value)})), std::move(file));
}

/// One line after the other. False: the caller is gone.
asio::awaitable<bool> ControlConversation::send(std::string line, Descriptor file) {
    while (is_sending_ && !is_gone_) co_await sent_.async_wait(as_result);
    if (is_gone_) co_return false;
    is_sending_ = true;
    give_up_after(context_.limits.progress, Waiting::for_reader);
    const auto begun = file ? co_await send_file(line, file) : 0;
    const auto [error, count] = co_await asio::async_write(socket_, asio::buffer(line) + begun, as_result);
    is_sending_ = false;
    deadline_.cancel();
    sent_.cancel();
    if (error) abort();
    co_return !is_gone_;
}

/// Sends the beginning of a line with the file beside it. How many bytes that were; 0: the caller is gone.
asio::awaitable<std::size_t> ControlConversation::send_file(const std::string& line, const Descriptor& file) {
    iovec part{.iov_base = const_cast<char*>(line.data()), .iov_len = line.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    const int descriptor = file.get();
    std::memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
    while (!is_gone_) {
        const auto count = sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0) co_return static_cast<std::size_t>(count);
        if (errno != EAGAIN && errno != EINTR) break;
        co_await socket_.async_wait(asio::socket_base::wait_write, as_result);
    }
    abort();
    co_return 0;
}

ControlPeer ControlConversation::peer() {
    ucred who{};
    socklen_t size = sizeof who;
    if (getsockopt(socket_.native_handle(), SOL_SOCKET, SO_PEERCRED, &who, &size) != 0)
        return {.uid = uid_t(-1), .pid = 0};
    return {.uid = who.uid, .pid = who.pid};
}

} // namespace arna
