#include "tests/support/io_thread.hpp"

#include <boost/asio/post.hpp>

#include <exception>

namespace arna {

IoThread::IoThread() : work_(boost::asio::make_work_guard(context_)), thread_([this] { context_.run(); }) {}

IoThread::~IoThread() {
    work_.reset();
    thread_.join();
}

void IoThread::run(const std::function<void()>& work) {
    std::promise<void> done;
    boost::asio::post(context_, [&] {
        try {
            work();
            done.set_value();
        } catch (...) {
            done.set_exception(std::current_exception());
        }
    });
    done.get_future().get();
}

} // namespace arna
