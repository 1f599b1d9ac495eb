#pragma once
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <thread>
#include <vector>

namespace arna {

/// Several threads for work. Where one of them cannot be started, the constructor throws std::system_error; that of
/// Asio waits for ever then, for the threads that it did start.
class WorkerPool : public boost::asio::thread_pool {
public:
    explicit WorkerPool(std::size_t threads);
    /// Ends the threads when they have done what they do; what waits is not begun.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Waits until nothing is left to do. Call it at most once.
    void join();

private:
    void join_workers();

    std::vector<std::thread> workers_;
};

} // namespace arna
