#pragma once
#include "daemon/fetch/fetcher.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
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

/// All requests at once; their results in the order of the requests.
inline std::vector<Result<Response>> visit_all(Fetcher& fetcher, std::vector<Request> requests) {
    boost::asio::io_context io;
    std::vector<std::optional<Result<Response>>> results(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i)
        boost::asio::co_spawn(io, fetcher.fetch(std::move(requests[i])),
                              [&results, i](const std::exception_ptr& failure, Result<Response> result) {
                                  if (failure) std::rethrow_exception(failure);
                                  results[i] = std::move(result);
                              });
    io.run();
    std::vector<Result<Response>> all;
    for (auto& result : results) all.push_back(std::move(result.value()));
    return all;
}

inline Result<Response> visit(Fetcher& fetcher, Request request) {
    std::vector<Request> one;
    one.push_back(std::move(request));
    return std::move(visit_all(fetcher, std::move(one)).front());
}

/// With a fetcher of its own.
inline Result<Response> visit(Request request, FetchOptions options = loopback_options()) {
    Fetcher fetcher(std::move(options));
    return visit(fetcher, std::move(request));
}

} // namespace arna
