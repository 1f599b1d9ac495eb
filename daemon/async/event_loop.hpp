#pragma once
#include <boost/asio/io_context.hpp>

namespace arna {

/// An io_context for one thread. Where the kernel lets this process watch no descriptor (a filter of system calls, or
/// too few watches), the constructor throws std::system_error; that of Asio says nothing, and would wait for its own
/// timers and wake-ups for ever.
class EventLoop : public boost::asio::io_context {
public:
    EventLoop();
};

} // namespace arna
