#include "daemon/http/router.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

Handler says(int status) {
    return [status](const HttpRequest&) -> HttpReply { return Answer{.status = status}; };
}

Router router(Listener listener) {
    return Router(listener,
                  {{Listener::published, "/", Access::open, says(1)},
                   {Listener::published, "/tags/*", Access::open, says(2)},
                   {Listener::published, "/hub", Access::open, says(3), Method::post, 100},
                   {Listener::published, "/private/*", Access::token, says(4)},
                   {Listener::published, "/wrong", Access::admin, says(5)},
                   {Listener::admin, "/status", Access::admin, says(6)}},
                  [] { return std::string_view("/base"); });
}

/// What the handler of a request says, else the status of the refusal.
int outcome(const Router& router, Method method, std::string_view path) {
    HttpRequest request{.method = method, .path = path};
    const auto route = router.find(request);
    if (!route) return route.error().status;
    return std::get<Answer>((*route)->handler(request)).status;
}

} // namespace

TEST_CASE("A path leads to its route, a prefix with a star to one, also below the base path", "[http][router]") {
    struct Case {
        const char* path;
        int outcome;
    };
    const auto one = GENERATE(values<Case>({{"/", 1},
                                            {"/base", 301},
                                            {"/base/", 1},
                                            {"/tags/", 2},
                                            {"/tags/a/b", 2},
                                            {"/base/tags/a", 2},
                                            {"/tags", 404},
                                            {"/basetags/a", 404},
                                            {"/base/base/tags/a", 404},
                                            {"//", 404},
                                            {"/status", 404}}));
    CAPTURE(one.path);
    CHECK(outcome(router(Listener::published), Method::get, one.path) == one.outcome);
    CHECK(outcome(router(Listener::published), Method::head, one.path) == one.outcome);
}

TEST_CASE("The base path without a slash leads to the one with it", "[http][router]") {
    const auto found = [](Method method) {
        HttpRequest request{.method = method, .path = "/feeds/kz"};
        const auto route = Router(Listener::published, {{Listener::published, "/", Access::open, says(1)}}, [] {
                               return std::string_view("/feeds/kz");
                           }).find(request);
        REQUIRE_FALSE(route);
        return route.error();
    };
    CHECK(found(Method::get).fields.starts_with("Location: kz/\r\n"));
    CHECK(found(Method::head).status == 301);
    CHECK(found(Method::post).status == 405);
}

TEST_CASE("A route of another listener, or for whom the request does not show to be, is not there", "[http][router]") {
    CHECK(outcome(router(Listener::admin), Method::get, "/status") == 6);
    CHECK(outcome(router(Listener::admin), Method::get, "/tags/a") == 404);
    CHECK(outcome(router(Listener::published), Method::get, "/private/x") == 4); // its handler asks for the token
    CHECK(outcome(router(Listener::published), Method::get, "/wrong") == 404);
}

TEST_CASE("A method that a path does not have is a 405 that names those it has", "[http][router]") {
    struct Case {
        Method method;
        const char* path;
        const char* allow;
    };
    const auto one = GENERATE(values<Case>({{Method::post, "/tags/a", "Allow: GET, HEAD\r\n"},
                                            {Method::get, "/hub", "Allow: POST\r\n"},
                                            {Method::other, "/hub", "Allow: POST\r\n"},
                                            {Method::other, "/nothing", "Allow: GET, HEAD, POST\r\n"},
                                            {Method::other, "", "Allow: GET, HEAD, POST\r\n"}}));
    CAPTURE(one.path);
    HttpRequest request{.method = one.method, .path = one.path};
    const auto route = router(Listener::published).find(request);
    REQUIRE_FALSE(route);
    CHECK(route.error().status == 405);
    CHECK(route.error().closes);
    CHECK(route.error().fields.starts_with(one.allow));
    CHECK(outcome(router(Listener::published), Method::post, "/hub") == 3);
}
