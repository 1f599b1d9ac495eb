#pragma once
#include "daemon/http/request_head.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace arna {

/// What a request gets. The server adds Date, Content-Length, Connection and X-Content-Type-Options, and leaves the body away for HEAD.
struct Answer {
    int status = 200;
    std::string fields;                      ///< ready-made lines, each with its CRLF
    std::shared_ptr<const std::string> body; ///< none: empty
};

/// Answers a request. The head's views hold until the coroutine ends. An exception becomes a 500, a StoreFailure a 503.
using Handler = std::function<boost::asio::awaitable<Answer>(const RequestHead&)>;

} // namespace arna
