#include "daemon/fetch/curl/curl_loop.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdint>
#include <new>
#include <system_error>

namespace arna {
namespace {

constexpr std::size_t events_at_once = 64;

int checked(int result, const char* call) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), call);
    return result;
}

/// Watches `socket` for `events`, whether it was watched before or not: libcurl may have closed it and got the same
/// number again. Negative where it cannot.
int watch(int epoll, int socket, std::uint32_t events) {
    epoll_event wanted{};
    wanted.events = events;
    wanted.data.fd = socket;
    const int known = ::epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &wanted);
    return known != 0 && errno == ENOENT ? ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &wanted) : known;
}

int curl_mask(std::uint32_t events) {
    int mask = 0;
    if ((events & (EPOLLIN | EPOLLHUP)) != 0) mask |= CURL_CSELECT_IN;
    if ((events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
    if ((events & EPOLLERR) != 0) mask |= CURL_CSELECT_ERR;
    return mask;
}

} // namespace

CurlLoop::Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

CurlLoop::CurlLoop(std::size_t max_connections)
    : epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wakes_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      multi_(curl().multi_init()) {
    if (!multi_) throw std::bad_alloc();
    checked(watch(epoll_.get(), wakes_.get(), EPOLLIN), "epoll_ctl");
    curl().multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(max_connections));
    curl().multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
    curl().multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl().multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
    curl().multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
}

CurlLoop::~CurlLoop() = default;

void CurlLoop::add(CURL* transfer) {
    assert(home_.is_here());
    curl().multi_add_handle(multi_.get(), transfer);
}

void CurlLoop::remove(CURL* transfer) {
    assert(home_.is_here());
    curl().multi_remove_handle(multi_.get(), transfer);
}

void CurlLoop::turn(Clock::time_point until) {
    assert(home_.is_here());
    const auto time =
        std::chrono::ceil<std::chrono::milliseconds>(std::min(due_.value_or(until), until) - Clock::now());
    std::array<epoll_event, events_at_once> events; // NOLINT(*-member-init): the kernel fills it
    const int count =
        ::epoll_wait(epoll_.get(), events.data(), events.size(), std::max(0, static_cast<int>(time.count())));
    int running = 0;
    for (int i = 0; i < count; ++i) {
        const auto& event = events[static_cast<std::size_t>(i)];
        if (event.data.fd != wakes_.get()) {
            curl().multi_socket_action(multi_.get(), event.data.fd, curl_mask(event.events), &running);
            continue;
        }
        std::uint64_t wakes = 0;
        static_cast<void>(::read(wakes_.get(), &wakes, sizeof wakes));
    }
    if (!due_ || *due_ > Clock::now()) return;
    due_.reset(); // first: the call may set it anew
    curl().multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &running);
}

std::optional<std::pair<CURL*, CURLcode>> CurlLoop::take_finished() {
    int left = 0;
    while (const CURLMsg* message = curl().multi_info_read(multi_.get(), &left))
        if (message->msg == CURLMSG_DONE) return std::pair(message->easy_handle, message->data.result);
    return {};
}

void CurlLoop::wake() const {
    const std::uint64_t one = 1;
    static_cast<void>(::write(wakes_.get(), &one, sizeof one)); // it fails only where so many wakes are pending already
}

int CurlLoop::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) noexcept {
    const int epoll = static_cast<CurlLoop*>(self)->epoll_.get();
    if (what == CURL_POLL_REMOVE)
        ::epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nullptr);
    else
        watch(epoll, socket,
              ((what & CURL_POLL_IN) != 0 ? std::uint32_t{EPOLLIN} : 0u) |
                  ((what & CURL_POLL_OUT) != 0 ? std::uint32_t{EPOLLOUT} : 0u));
    return 0;
}

int CurlLoop::on_timer(CURLM*, long milliseconds, void* self) noexcept {
    auto& due = static_cast<CurlLoop*>(self)->due_;
    if (milliseconds < 0)
        due.reset();
    else
        due = Clock::now() + std::chrono::milliseconds(milliseconds);
    return 0;
}

} // namespace arna
