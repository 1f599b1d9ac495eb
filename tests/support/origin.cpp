#include "tests/support/origin.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

namespace arna {
namespace {

constexpr std::size_t max_head = 1u << 20;

bool equal_fold(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b,
                              [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

/// Calls `each(name, value)` for every field of a head.
template <class Each>
void for_each_field(std::string_view head, Each each) {
    auto line_end = head.find('\n');
    while (line_end != std::string_view::npos) {
        head.remove_prefix(line_end + 1);
        line_end = head.find('\n');
        const auto line = head.substr(0, line_end);
        if (const auto colon = line.find(':'); colon != std::string_view::npos)
            each(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
}

bool has_field(const OriginFields& fields, std::string_view name) {
    return std::ranges::any_of(fields, [&](const auto& field) { return equal_fold(field.first, name); });
}

OriginRequest parsed(std::string head) {
    OriginRequest request;
    const auto line = std::string_view(head).substr(0, head.find('\r'));
    const auto space = line.find(' ');
    request.method = line.substr(0, space);
    if (space != std::string_view::npos) {
        const auto rest = line.substr(space + 1);
        request.target = rest.substr(0, rest.find(' '));
    }
    request.head = std::move(head);
    return request;
}

std::string path_of(std::string_view target) { return std::string(target.substr(0, target.find('?'))); }

} // namespace

std::string OriginRequest::header(std::string_view name) const {
    std::string found;
    for_each_field(head, [&](std::string_view field, std::string_view value) {
        if (found.empty() && equal_fold(field, name)) found = value;
    });
    return found;
}

std::size_t OriginRequest::count(std::string_view name) const {
    std::size_t found = 0;
    for_each_field(head, [&](std::string_view field, std::string_view) { found += equal_fold(field, name); });
    return found;
}

OriginReply reply(int status, const OriginFields& fields, std::string_view body) {
    std::string bytes = "HTTP/1.1 " + std::to_string(status) + " Said\r\n";
    for (const auto& [name, value] : fields) bytes += name + ": " + value + "\r\n";
    if (!has_field(fields, "Content-Length") && !has_field(fields, "Transfer-Encoding"))
        bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    bytes += "Connection: close\r\n\r\n";
    bytes += body;
    return {.bytes = std::move(bytes)};
}

OriginReply redirect(int status, const std::string& to) { return reply(status, {{"Location", to}}); }

OriginReply silence() { return {.end = OriginReply::End::hang}; }

class Origin::Impl {
public:
    explicit Impl(const std::string& address);
    ~Impl();

    std::string address_;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_; ///< a request came, or the end
    std::map<std::string, Handler> handlers_;
    std::map<std::string, std::vector<OriginRequest>> requests_;
    int hits_ = 0, answering_ = 0, peak_ = 0;
    std::size_t accepted_ = 0;

private:
    struct Connection {
        int socket = -1;
        std::atomic<bool> is_over{false};
        std::thread thread;
    };

    void accept_all();
    void converse(int socket);
    bool answer(int socket, const OriginRequest& request);
    OriginReply look_up(const OriginRequest& request);
    bool send_all(int socket, std::string_view bytes);
    bool send_reply(int socket, const OriginReply& reply);
    bool wait(std::chrono::milliseconds time);
    void join_finished();

    int listener_ = -1;
    bool is_ending_ = false;
    std::list<Connection> connections_;
    std::thread acceptor_;
};

Origin::Impl::Impl(const std::string& address) : address_(address) {
    const bool is_v6 = address.find(':') != std::string::npos;
    listener_ = ::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_storage bound{};
    socklen_t size = is_v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    bound.ss_family = is_v6 ? AF_INET6 : AF_INET;
    void* where = is_v6 ? static_cast<void*>(&reinterpret_cast<sockaddr_in6*>(&bound)->sin6_addr)
                        : static_cast<void*>(&reinterpret_cast<sockaddr_in*>(&bound)->sin_addr);
    ::inet_pton(bound.ss_family, address.c_str(), where);
    if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&bound), size) != 0 ||
        ::listen(listener_, 4096) != 0)
        throw std::system_error(errno, std::generic_category(), "origin cannot listen on " + address);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&bound), &size);
    port_ = ntohs(is_v6 ? reinterpret_cast<sockaddr_in6*>(&bound)->sin6_port
                        : reinterpret_cast<sockaddr_in*>(&bound)->sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

Origin::Impl::~Impl() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
        for (auto& connection : connections_)
            if (!connection.is_over) ::shutdown(connection.socket, SHUT_RDWR);
    }
    changed_.notify_all();
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (auto& connection : connections_) {
        connection.thread.join();
        ::close(connection.socket);
    }
    ::close(listener_);
}

void Origin::Impl::accept_all() {
    while (true) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(mutex_);
        if (is_ending_ || (socket < 0 && errno != EINTR && errno != ECONNABORTED && errno != EMFILE)) {
            if (socket >= 0) ::close(socket);
            return;
        }
        if (socket < 0) continue;
        ++accepted_;
        join_finished();
        auto& connection = connections_.emplace_back();
        connection.socket = socket;
        connection.thread = std::thread([this, &connection] {
            converse(connection.socket);
            const std::lock_guard done(mutex_);
            connection.is_over = true;
        });
    }
}

void Origin::Impl::join_finished() {
    std::erase_if(connections_, [](Connection& connection) {
        // A thread that said so has only its return left; its socket is closed here so that the number is not reused
        // early.
        if (!connection.is_over) return false;
        connection.thread.join();
        ::close(connection.socket);
        return true;
    });
}

void Origin::Impl::converse(int socket) {
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    std::string buffer;
    char chunk[4096];
    while (buffer.size() < max_head) {
        if (const auto end = buffer.find("\r\n\r\n"); end != std::string::npos) {
            const auto request = parsed(buffer.substr(0, end + 4));
            buffer.erase(0, end + 4);
            if (!answer(socket, request)) break;
            continue;
        }
        const auto got = ::recv(socket, chunk, sizeof chunk, 0);
        if (got <= 0) break;
        buffer.append(chunk, static_cast<std::size_t>(got));
    }
    ::shutdown(socket, SHUT_RDWR);
}

OriginReply Origin::Impl::look_up(const OriginRequest& request) {
    Handler handler;
    int hit = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto path = path_of(request.target);
        auto& asked = requests_[path];
        asked.push_back(request);
        hit = static_cast<int>(asked.size());
        ++hits_;
        auto found = handlers_.find(path);
        if (found == handlers_.end()) found = handlers_.find("*");
        if (found != handlers_.end()) handler = found->second;
    }
    changed_.notify_all();
    return handler ? handler(request, hit) : reply(404);
}

bool Origin::Impl::answer(int socket, const OriginRequest& request) {
    {
        const std::lock_guard lock(mutex_);
        peak_ = std::max(peak_, ++answering_);
    }
    const bool goes_on = send_reply(socket, look_up(request));
    const std::lock_guard lock(mutex_);
    --answering_;
    return goes_on;
}

/// Whether the connection may carry another request.
bool Origin::Impl::send_reply(int socket, const OriginReply& reply) {
    if (reply.delay.count() > 0 && !wait(reply.delay)) return false;
    std::string_view left = reply.bytes;
    while (true) {
        while (!left.empty()) {
            const auto part = left.substr(0, reply.drip > 0 ? reply.drip : left.size());
            if (!send_all(socket, part)) return false;
            left.remove_prefix(part.size());
            if (reply.drip > 0 && !wait(reply.pause)) return false;
        }
        if (!reply.is_endless) break;
        left = std::string_view(reply.bytes).substr(reply.repeat_from);
    }
    switch (reply.end) {
    case OriginReply::End::keep_alive: return true;
    case OriginReply::End::close: return false;
    case OriginReply::End::reset: {
        sockaddr nowhere{};
        nowhere.sa_family = AF_UNSPEC;
        ::connect(socket, &nowhere, sizeof nowhere); // Linux dissolves the connection with RST; the number stays ours
        return false;
    }
    case OriginReply::End::hang: {
        char ignored[256];
        while (::recv(socket, ignored, sizeof ignored, 0) > 0) {
        }
        return false;
    }
    }
    return false;
}

bool Origin::Impl::send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// False when the origin ends meanwhile.
bool Origin::Impl::wait(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, time, [this] { return is_ending_; });
    return !is_ending_;
}

Origin::Origin(const std::string& address) : impl_(std::make_unique<Impl>(address)) {}
Origin::~Origin() = default;

void Origin::on(const std::string& path, Handler handler) {
    const std::lock_guard lock(impl_->mutex_);
    impl_->handlers_[path] = std::move(handler);
}

void Origin::on(const std::string& path, OriginReply fixed) {
    on(path, [fixed = std::move(fixed)](const OriginRequest&, int) { return fixed; });
}

std::uint16_t Origin::port() const { return impl_->port_; }

std::string Origin::authority() const {
    const bool is_v6 = impl_->address_.find(':') != std::string::npos;
    return (is_v6 ? "[" + impl_->address_ + "]" : impl_->address_) + ":" + std::to_string(port());
}

std::string Origin::url(std::string_view target) const { return "http://" + authority() + std::string(target); }

int Origin::hits(const std::string& path) const {
    const std::lock_guard lock(impl_->mutex_);
    const auto found = impl_->requests_.find(path);
    return found == impl_->requests_.end() ? 0 : static_cast<int>(found->second.size());
}

int Origin::hits() const {
    const std::lock_guard lock(impl_->mutex_);
    return impl_->hits_;
}

std::vector<OriginRequest> Origin::requests(const std::string& path) const {
    const std::lock_guard lock(impl_->mutex_);
    const auto found = impl_->requests_.find(path);
    return found == impl_->requests_.end() ? std::vector<OriginRequest>{} : found->second;
}

std::size_t Origin::connections() const {
    const std::lock_guard lock(impl_->mutex_);
    return impl_->accepted_;
}

int Origin::peak() const {
    const std::lock_guard lock(impl_->mutex_);
    return impl_->peak_;
}

bool Origin::wait_for_hits(const std::string& path, int count, std::chrono::milliseconds deadline) const {
    std::unique_lock lock(impl_->mutex_);
    return impl_->changed_.wait_for(lock, deadline, [&] {
        const auto found = impl_->requests_.find(path);
        return found != impl_->requests_.end() && static_cast<int>(found->second.size()) >= count;
    });
}

} // namespace arna
