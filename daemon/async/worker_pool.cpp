#include "daemon/async/worker_pool.hpp"

namespace arna {

WorkerPool::WorkerPool(std::size_t threads) : thread_pool(0) {
    workers_.reserve(threads);
    try {
        while (workers_.size() < threads) workers_.emplace_back([this] { attach(); });
    } catch (...) {
        stop();
        join_workers();
        throw;
    }
}

WorkerPool::~WorkerPool() {
    stop();
    join_workers();
}

void WorkerPool::join() {
    wait(); // from now on a thread ends that finds nothing to do
    join_workers();
}

void WorkerPool::join_workers() {
    for (auto& worker : workers_) worker.join();
    workers_.clear();
}

} // namespace arna
