#pragma once
#include "daemon/fetch/fetcher.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace arna {

/// Options that let the loopback interface be visited.
inline FetchOptions loopback_options() {
    FetchOptions options;
    options.user_agent = "arna/test (+https://example.org)";
    options.timeout = std::chrono::seconds(20);
    options.allow = {"127.0.0.0/8", "::1/128"};
    return options;
}

/// A fetcher with the threads that it needs; `io` turns while one of the functions here waits.
struct FetchWorld {
    explicit FetchWorld(FetchOptions options = loopback_options())
        : fetcher(io.get_executor(), pool.get_executor(), std::move(options)) {}

    /// Hands the result of a fetch to `ended` while `io` turns.
    template <class Ended>
    void start(Request request, Ended ended) {
        boost::asio::co_spawn(io, fetcher.fetch(std::move(request)),
                              [ended = std::move(ended)](const std::exception_ptr& failure, Result<Response> result) {
                                  if (failure) std::rethrow_exception(failure);
                                  ended(std::move(result));
                              });
    }

    boost::asio::io_context io;
    boost::asio::thread_pool pool{1};
    Fetcher fetcher;
};

/// All requests at once; their results in the order of the requests.
inline std::vector<Result<Response>> visit_all(FetchWorld& world, std::vector<Request> requests) {
    std::vector<std::optional<Result<Response>>> results(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i)
        world.start(std::move(requests[i]), [&results, i](Result<Response> result) { results[i] = std::move(result); });
    world.io.restart();
    world.io.run();
    std::vector<Result<Response>> all;
    for (auto& result : results) all.push_back(std::move(result.value()));
    return all;
}

inline Result<Response> visit(FetchWorld& world, Request request) {
    std::vector<Request> one;
    one.push_back(std::move(request));
    return std::move(visit_all(world, std::move(one)).front());
}

/// With a fetcher of its own.
inline Result<Response> visit(Request request, FetchOptions options = loopback_options()) {
    FetchWorld world(std::move(options));
    return visit(world, std::move(request));
}

} // namespace arna
