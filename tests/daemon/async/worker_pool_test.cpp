#include "daemon/async/worker_pool.hpp"

#include "tests/support/sanitizers.hpp"

#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>
#include <sys/resource.h>

#include <atomic>
#include <exception>
#include <latch>

using namespace arna;

TEST_CASE("A worker pool has done all its work when it was joined, on all its threads at once", "[async]") {
    WorkerPool pool(3);
    std::latch meeting(3); // nobody passes before all three are there
    std::atomic<int> done = 0;
    for (int i = 0; i < 3; ++i)
        boost::asio::post(pool, [&] {
            meeting.arrive_and_wait();
            boost::asio::post(pool, [&] { ++done; });
        });
    pool.join();
    CHECK(done == 3);
}

TEST_CASE("A worker pool that nobody joins ends with what runs", "[async]") {
    std::latch begun(1);
    std::atomic<bool> is_done = false;
    {
        WorkerPool pool(2);
        boost::asio::post(pool, [&] {
            begun.count_down();
            is_done = true;
        });
        begun.wait();
    }
    CHECK(is_done);
}

TEST_CASE("A worker pool one of whose threads cannot be started throws, and leaves none behind", "[async]") {
    if (ARNA_HAS_SANITIZER_HEAP != 0) return; // they take the whole address space themselves
    rlimit usual{};
    getrlimit(RLIMIT_AS, &usual);
    rlimit few = usual;
    few.rlim_cur = rlim_t{2} << 30; // each thread has megabytes for its stack
    setrlimit(RLIMIT_AS, &few);
    bool has_thrown = false;
    try {
        const WorkerPool pool(5'000);
    } catch (const std::exception&) {
        has_thrown = true;
    }
    setrlimit(RLIMIT_AS, &usual);
    CHECK(has_thrown);
}
