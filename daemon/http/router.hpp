#pragma once
#include "daemon/http/message/answer.hpp"
#include "daemon/http/message/request.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <expected>
#include <functional>
#include <string_view>
#include <variant>
#include <vector>

namespace arna {

/// An answer, or one that must be waited for.
using HttpReply = std::variant<Answer, boost::asio::awaitable<Answer>>;

/// Answers a request, which holds until the coroutine has ended. An exception becomes a 500, a StoreFailure a 503.
using Handler = std::function<HttpReply(const HttpRequest&)>;

enum class Listener {
    published, ///< for everybody, behind a web server
    admin,     ///< on the machine or a trusted network
};

/// Who may use a route.
enum class Access {
    open,  ///< everybody
    token, ///< whoever shows the token of a private tag; its handler asks, for the tag decides
    admin, ///< whoever reaches the admin listener
};

/// A row of the table of what is served.
struct Route {
    Listener listener;
    std::string_view pattern; ///< a path, or with "*" at the end all paths that begin so; outlives the table
    Access access;
    Handler handler;
    Method method = Method::get;  ///< HEAD comes with GET
    std::size_t largest_body = 0; ///< of a POST
};

/// The routes of one listener. Every request passes here: path, method and access are checked before a handler is
/// called.
class Router {
public:
    /// `base_path`: the path of base_url at the time ("" or "/feeds"), below which and without which the same is
    /// served; empty: there is none. `nothing_here`: the 404; empty: a line of text. Routes of other listeners are left
    /// out.
    Router(Listener listener, std::vector<Route> routes, std::function<std::string_view()> base_path = {},
           std::function<Answer(const HttpRequest&)> nothing_here = {});

    /// The first route of the request's path that has its method and lets it in; the base path is taken off
    /// `request.path`. Else why there is none: 405 with Allow, 404; of the base path itself 301, to where links of its
    /// index hold.
    [[nodiscard]] std::expected<const Route*, Answer> find(HttpRequest& request) const;

private:
    Listener listener_;
    std::vector<Route> routes_;
    std::function<std::string_view()> base_path_;
    std::function<Answer(const HttpRequest&)> nothing_here_;
};

} // namespace arna
