#include "daemon/http/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

std::string_view path_below(std::string_view path, std::string_view base) {
    if (!path.starts_with(base)) return path;
    const auto below = path.substr(base.size());
    return below.starts_with('/') ? below : path;
}

/// From "/feeds" to "/feeds/", from where the links of the index lead on.
Answer with_slash(std::string_view base) {
    return {.status = 301,
            .fields = fmt::format("Location: {}/\r\nCache-Control: public, max-age=86400\r\n",
                                  base.substr(base.rfind('/') + 1))};
}

bool matches(std::string_view pattern, std::string_view path) {
    if (!pattern.ends_with('*')) return path == pattern;
    pattern.remove_suffix(1);
    return path.starts_with(pattern);
}

bool has_method(const Route& route, Method method) {
    return method == route.method || (method == Method::head && route.method == Method::get);
}

/// Why a request may not use a route; nothing if it may.
std::optional<Answer> refusal(Access access, Listener listener) {
    switch (access) {
    case Access::open:
    case Access::token: return std::nullopt;
    case Access::admin:
        if (listener == Listener::admin) return std::nullopt;
        break;
    }
    return nothing_here();
}

/// `methods`: those that there are.
Answer not_allowed(bool has_get, bool has_post) {
    std::string allow = has_get ? "GET, HEAD" : "";
    if (has_post) allow += allow.empty() ? "POST" : ", POST";
    auto answer = plain_answer(405, "only " + (has_post ? allow : std::string("GET and HEAD")) + " are served",
                               "Allow: " + allow + "\r\n");
    answer.closes = true;
    return answer;
}

} // namespace

Router::Router(Listener listener, std::vector<Route> routes, std::function<std::string_view()> base_path,
               std::function<Answer(const HttpRequest&)> nothing_here)
    : listener_(listener),
      routes_(std::move(routes)),
      base_path_(std::move(base_path)),
      nothing_here_(std::move(nothing_here)) {
    std::erase_if(routes_, [&](const Route& route) { return route.listener != listener; });
}

std::expected<const Route*, Answer> Router::find(HttpRequest& request) const {
    if (base_path_) {
        const auto base = base_path_();
        const bool is_read = request.method == Method::get || request.method == Method::head;
        if (is_read && !base.empty() && request.path == base) return std::unexpected(with_slash(base));
        request.path = path_below(request.path, base);
    }
    bool is_path_known = false;
    bool is_method_known = false;
    for (const Route& route : routes_) {
        const bool is_here = matches(route.pattern, request.path);
        const bool is_method = has_method(route, request.method);
        is_path_known = is_path_known || is_here;
        is_method_known = is_method_known || is_method;
        if (!is_here || !is_method) continue;
        if (auto refused = refusal(route.access, listener_)) return std::unexpected(std::move(*refused));
        return &route;
    }
    if (!is_path_known && is_method_known)
        return std::unexpected(nothing_here_ ? nothing_here_(request) : nothing_here());
    // Of a path that nobody knows, what is served anywhere.
    const auto is_offered = [&](Method method) {
        return std::ranges::any_of(routes_, [&](const Route& route) {
            return route.method == method && (!is_path_known || matches(route.pattern, request.path));
        });
    };
    return std::unexpected(not_allowed(is_offered(Method::get), is_offered(Method::post)));
}

} // namespace arna
