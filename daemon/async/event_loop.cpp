#include "daemon/async/event_loop.hpp"

#include "daemon/file/descriptor.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <cerrno>
#include <ctime>
#include <system_error>

namespace arna {
namespace {

Descriptor checked(int descriptor, const char* call) {
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), call);
    return Descriptor(descriptor);
}

} // namespace

EventLoop::EventLoop() : io_context(1) {
    const auto epoll = checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
    const auto wake = checked(::eventfd(0, EFD_CLOEXEC), "eventfd");
    const auto timer = checked(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), "timerfd_create");
    for (const auto* watched : {&wake, &timer}) {
        epoll_event wanted{};
        if (::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, watched->get(), &wanted) != 0)
            throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
}

} // namespace arna
