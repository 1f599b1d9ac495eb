#include "daemon/http/site/routes.hpp"
#include "tests/daemon/http/raw_client.hpp"
#include "tests/daemon/http/test_server.hpp"
#include "tests/daemon/publish/publisher.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <optional>
#include <string>
#include <thread>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// The public and the admin listener over documents of a fake store.
class Sites {
public:
    Sites() {
        publisher.io.run([&] {
            const SiteServices services = {.io = publisher.io.executor(),
                                           .documents = *publisher.documents,
                                           .subscribers = *publisher.subscribers,
                                           .store = *publisher.store,
                                           .admin = {.status_page = [] { return text("the page"); },
                                                     .status_json = [] { return text("the data"); },
                                                     .operations_feed = [] { return text("the feed"); },
                                                     .metrics = [] { return text("the metrics"); }},
                                           .is_ready = [this] { return is_ready; },
                                           .now = [] { return noon; },
                                           .patience = 50ms};
            public_server.emplace(publisher.io.executor(), public_router(services));
            admin_server.emplace(publisher.io.executor(), admin_router(services));
            public_port = listen(*public_server);
            admin_port = listen(*admin_server);
        });
    }
    ~Sites() {
        publisher.io.run(public_server->stop(0ms));
        publisher.io.run(admin_server->stop(0ms));
        publisher.io.run([&] {
            public_server.reset();
            admin_server.reset();
        });
    }

    static boost::asio::awaitable<std::string> text(std::string words) { co_return words; }

    static std::uint16_t listen(Server& server) {
        const std::array<std::string, 1> endpoints = {"127.0.0.1:0"};
        REQUIRE(server.listen(endpoints));
        const auto endpoint = server.endpoints().front();
        return static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.rfind(':') + 1)));
    }

    RawAnswer get(std::string_view path, std::string_view fields = {}, std::string_view method = "GET") {
        return ask(public_port, path, fields, method);
    }
    RawAnswer admin(std::string_view path) { return ask(admin_port, path, {}, "GET"); }

    Publisher publisher;
    bool is_ready = true;
    std::optional<Server> public_server, admin_server;
    std::uint16_t public_port = 0, admin_port = 0;

private:
    static RawAnswer ask(std::uint16_t port, std::string_view path, std::string_view fields, std::string_view method) {
        RawClient client(port);
        client.send(get_request(path, fields, method));
        return client.receive(method != "HEAD");
    }
};

} // namespace

TEST_CASE("A feed is served with its type, validators and caching", "[http][site]") {
    Sites sites;
    const auto answer = sites.get("/tags/referendum-2026.atom?utm_source=x&limit=1");
    CHECK(answer.status == 200);
    CHECK(answer.field("Content-Type") == "application/atom+xml; charset=utf-8");
    CHECK(answer.field("ETag").starts_with("\"12-"));
    CHECK(answer.field("Last-Modified") == "Mon, 23 Feb 2026 13:00:00 GMT");
    CHECK(answer.field("Cache-Control") == "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400");
    CHECK(answer.field("Vary") == "Accept-Encoding");
    CHECK(answer.field("X-Content-Type-Options") == "nosniff");
    CHECK(answer.field("Content-Security-Policy").empty());
    CHECK(answer.field("Content-Encoding").empty());
    CHECK(answer.body.find("<title>Мақала 3</title>") != std::string::npos);
    CHECK(sites.get("/tags/referendum-2026.rss").field("Content-Type") == "application/rss+xml; charset=utf-8");
    CHECK(sites.get("/tags/referendum-2026.json").field("Content-Type") == "application/feed+json; charset=utf-8");
    CHECK(sites.get("/feeds.opml").field("Content-Type") == "text/x-opml; charset=utf-8");
}

TEST_CASE("A page has a policy that lets nothing run", "[http][site]") {
    Sites sites;
    for (const char* path : {"/", "/tags/referendum-2026", "/sources/zakon-kk"}) {
        CAPTURE(path);
        const auto answer = sites.get(path);
        CHECK(answer.field("Content-Type") == "text/html; charset=utf-8");
        CHECK(answer.field("Content-Security-Policy") == page_policy());
    }
}

TEST_CASE("A page speaks the language that its address names, else the one the client prefers", "[http][site]") {
    Sites sites;
    struct Case {
        const char *path, *accept_language, *language;
    };
    for (const Case& one : {Case{"/", "", "en"}, Case{"/", "ru-RU, en;q=0.5", "ru"}, Case{"/", "de", "en"},
                            Case{"/tags/referendum-2026", "", "kk"}, // the tag's own
                            Case{"/tags/referendum-2026", "en", "en"}, Case{"/tags/sport", "", "en"},
                            Case{"/sources/zakon-kk", "kk", "kk"}, Case{"/kk/", "ru", "kk"},
                            Case{"/ru/tags/sport", "kk", "ru"}, Case{"/base/en/tags/referendum-2026", "ru", "en"}}) {
        CAPTURE(one.path, one.accept_language);
        std::string fields;
        if (*one.accept_language != '\0') fields = std::string("Accept-Language: ") + one.accept_language + "\r\n";
        const auto answer = sites.get(one.path, fields);
        CHECK(answer.status == 200);
        CHECK(answer.field("Content-Language") == one.language);
        CHECK(answer.body.find(std::string("<html lang=\"") + one.language + "\">") != std::string::npos);
        const std::string path(one.path);
        const bool is_fixed = path.find("kk/") != std::string::npos || path.find("ru/") != std::string::npos ||
                              path.find("en/") != std::string::npos;
        CHECK(answer.field("Vary") == (is_fixed ? "Accept-Encoding" : "Accept-Encoding, Accept-Language"));
        const auto again = sites.get(one.path, fields + "If-None-Match: " + answer.field("ETag") + "\r\n");
        CHECK(again.status == 304);
        CHECK(again.field("Vary") == answer.field("Vary"));
    }
    CHECK(sites.get("/", "Accept-Language: kk\r\nIf-None-Match: " + sites.get("/").field("ETag") + "\r\n").status ==
          200);
    CHECK(sites.get("/tags/sport.atom", "Accept-Language: kk\r\n").field("Content-Language").empty());
}

TEST_CASE("Addresses with a language are those of pages alone, and redirects keep it", "[http][site]") {
    Sites sites;
    struct Case {
        const char* path;
        int status;
        const char* location;
    };
    for (const Case& one : {Case{"/kk", 301, "kk/"}, Case{"/base/ru", 301, "ru/"}, Case{"/kk/tags/Спорт", 301, "sport"},
                            Case{"/en/tags/referendum", 301, "referendum-2026"}, Case{"/en/tags/eski", 410, ""},
                            Case{"/kk/tags/sport.atom", 404, ""}, Case{"/kk/feeds.opml", 404, ""},
                            Case{"/de/", 404, ""}, Case{"/de", 404, ""}, Case{"/kk/healthz", 404, ""},
                            Case{"/ru/tags/nothing", 404, ""}, Case{"/KK/", 404, ""}}) {
        CAPTURE(one.path);
        const auto answer = sites.get(one.path);
        CHECK(answer.status == one.status);
        CHECK(answer.field("Location") == one.location);
    }
}

TEST_CASE("HEAD says what GET would", "[http][site]") {
    Sites sites;
    for (const char* coding : {"", "Accept-Encoding: gzip\r\n", "Accept-Encoding: br\r\n"}) {
        const auto get = sites.get("/tags/referendum-2026.rss", coding);
        const auto head = sites.get("/tags/referendum-2026.rss", coding, "HEAD");
        for (const char* field : {"Content-Length", "Content-Type", "Content-Encoding", "ETag", "Vary"}) {
            CHECK(head.field(field) == get.field(field));
        }
        CHECK(head.status == 200);
    }
}

TEST_CASE("A client that has the document gets a 304, whatever coding it asks for", "[http][site]") {
    Sites sites;
    const auto plain = sites.get("/tags/referendum-2026.atom").field("ETag");
    const auto gzip = sites.get("/tags/referendum-2026.atom", "Accept-Encoding: gzip\r\n");
    CHECK(gzip.field("Content-Encoding") == "gzip");
    CHECK(gzip.field("ETag") != plain);
    CHECK(gzip.body.starts_with("\x1F\x8B"));
    for (const std::string& tag : {plain, "W/" + plain, gzip.field("ETag"), "\"x\", " + plain, std::string("*")}) {
        CAPTURE(tag);
        for (const char* coding : {"", "Accept-Encoding: gzip\r\n"}) {
            const auto answer = sites.get("/tags/referendum-2026.atom", "If-None-Match: " + tag + "\r\n" + coding);
            CHECK(answer.status == 304);
            CHECK(answer.body.empty());
            CHECK(answer.field("ETag") == (*coding == '\0' ? plain : gzip.field("ETag")));
            CHECK(answer.field("Vary") == "Accept-Encoding");
            CHECK_FALSE(answer.field("Cache-Control").empty());
            CHECK(answer.field("Content-Type").empty());
            CHECK(answer.field("Content-Length").empty());
        }
    }
    CHECK(sites.get("/tags/referendum-2026.atom", "If-None-Match: \"12-0\"\r\n").status == 200);
    const auto other =
        sites.get("/tags/referendum-2026.atom", "If-Match: \"12-0\"\r\nIf-None-Match: " + plain + "\r\n");
    CHECK(other.status == 412);
    CHECK(other.field("ETag").empty());
    CHECK(sites.get("/tags/referendum-2026.atom", "If-Match: " + gzip.field("ETag") + "\r\n").status == 200);
    CHECK(sites.get("/tags/referendum-2026.atom", "If-Unmodified-Since: Mon, 23 Feb 2015 13:00:00 GMT\r\n").status ==
          412);
    CHECK(sites.get("/tags/referendum-2026.atom", "If-Modified-Since: Mon, 23 Feb 2026 13:00:00 GMT\r\n").status ==
          304);
    CHECK(sites.get("/tags/referendum-2026.atom", "If-Modified-Since: Mon, 23 Feb 2026 12:59:59 GMT\r\n").status ==
          200);
    CHECK(sites.get("/tags/referendum-2026.atom", "If-None-Match: " + plain + "\r\n", "HEAD").status == 304);
}

TEST_CASE("A 304 does not end the connection", "[http][site]") {
    Sites sites;
    RawClient client(sites.public_port);
    client.send(get_request("/tags/sport.atom", "If-None-Match: *\r\n") + get_request("/healthz"));
    CHECK(client.receive().status == 304);
    CHECK(client.receive().body == "ok");
}

TEST_CASE("Last-Modified is never in the future", "[http][site]") {
    Sites sites;
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    sites.publisher.content->change([&](FakeContent& content) { content.live[2].state.changed = now + 48h; });
    const auto answer = sites.get("/tags/sport.atom");
    CHECK(answer.field("Last-Modified") == answer.field("Date"));
}

TEST_CASE("Without an acceptable coding the document is served as it is", "[http][site]") {
    Sites sites;
    const auto answer = sites.get("/tags/referendum-2026.atom", "Accept-Encoding: zstd, *;q=0\r\n");
    CHECK(answer.status == 200);
    CHECK(answer.field("Content-Encoding").empty());
}

TEST_CASE("Below the path of base_url and without it the same is served", "[http][site]") {
    Sites sites;
    CHECK(sites.get("/base/tags/sport.atom").body == sites.get("/tags/sport.atom").body);
    CHECK(sites.get("/base/").body == sites.get("/").body);
    CHECK(sites.get("/base/").status == 200);
    CHECK(sites.get("/base").field("Location") == "base/"); // from where the links of the index hold
    CHECK(sites.get("/base/healthz").body == "ok");
    CHECK(sites.get("/basetags/sport.atom").status == 404);
}

TEST_CASE("Names and former slugs are moved to a relative address", "[http][site]") {
    Sites sites;
    for (const char* path : {"/tags/Референдум-2026.atom", "/base/tags/referendum.atom",
                             "/tags/%D0%A0%D0%B5%D1%84%D0%B5%D1%80%D0%B5%D0%BD%D0%B4%D1%83%D0%BC-2026.atom?x"}) {
        CAPTURE(path);
        const auto answer = sites.get(path);
        CHECK(answer.status == 301);
        CHECK(answer.field("Location") == "referendum-2026.atom");
        CHECK(answer.field("Content-Length") == "0");
    }
}

TEST_CASE("What is gone, missing or not for the public says so to a person, and not what it was", "[http][site]") {
    Sites sites;
    const auto gone = sites.get("/ru/tags/eski");
    CHECK(gone.status == 410);
    CHECK(gone.field("Content-Type") == "text/html; charset=utf-8");
    CHECK(gone.field("Referrer-Policy") == "no-referrer");
    CHECK(gone.field("Content-Language") == "ru"); // as its address says
    CHECK(gone.body.find("больше не публикуется") != std::string::npos);
    CHECK(sites.get("/en/tags/eski", "Accept-Language: ru\r\n").field("Content-Language") == "en");
    CHECK(sites.get("/ru/tags/nothing").field("Content-Language") == "en"); // the 404 is everywhere the same
    CHECK(sites.get("/tags/eski").body.find("no longer published") != std::string::npos);
    CHECK(sites.get("/tags/eski.atom", "Accept-Language: ru\r\n").body.find("больше не публикуется") !=
          std::string::npos);
    const auto missing = sites.get("/no/such/path");
    CHECK(missing.body.find("href=\"" + publish_options().base_url + "/\"") != std::string::npos);
    for (const char* path : {"/wp-login.php", "/status", "/status.json", "/metrics", "/readyz", "/ops.atom",
                             "/base/metrics", "/tags/%2e%2e/status", "/sources/secret.atom", "//", "/%"}) {
        CAPTURE(path);
        const auto answer = sites.get(path);
        CHECK(answer.status == 404);
        CHECK(answer.field("Content-Type") == "text/html; charset=utf-8");
        CHECK(answer.field("Content-Language") == "en");
        CHECK(answer.field("Cache-Control") == "no-store");
        CHECK(answer.field("Referrer-Policy") == "no-referrer");
        CHECK(answer.body == missing.body);
    }
}

TEST_CASE("The name in Host is not repeated anywhere", "[http][site]") {
    Sites sites;
    RawClient client(sites.public_port);
    client.send("GET /tags/referendum-2026 HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                "GET /tags/Спорт HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.receive();
        CHECK((answer.head + answer.body).find("evil") == std::string::npos);
    }
}

TEST_CASE("A store that cannot be read is a 503 until a document is there, and then it is served", "[http][site]") {
    Sites sites;
    REQUIRE(sites.get("/tags/sport.atom").status == 200);
    sites.publisher.content->change([](FakeContent& content) { content.fails = true; });
    CHECK(sites.get("/tags/sport.atom").status == 200);
    const auto failed = sites.get("/tags/referendum-2026.atom");
    CHECK(failed.status == 503);
    CHECK(failed.field("Cache-Control") == "no-store");
    CHECK(sites.get("/healthz").status == 200);
}

TEST_CASE("Admin pages are served, and never stored by caches", "[http][site]") {
    Sites sites;
    struct Case {
        const char* path;
        const char* type;
        const char* part;
    };
    for (const Case& one :
         {Case{"/status", "text/html; charset=utf-8", "the page"}, Case{"/status.json", "application/json", "the data"},
          Case{"/ops.atom", "application/atom+xml; charset=utf-8", "the feed"},
          Case{"/metrics", "text/plain; version=0.0.4; charset=utf-8", "the metrics"},
          Case{"/readyz", "text/plain; charset=utf-8", "ready"}, Case{"/healthz", "text/plain; charset=utf-8", "ok"}}) {
        CAPTURE(one.path);
        const auto answer = sites.admin(one.path);
        CHECK(answer.status == 200);
        CHECK(answer.field("Content-Type") == one.type);
        CHECK(answer.field("Cache-Control") == "no-store");
        CHECK(answer.body.find(one.part) != std::string::npos);
    }
    CHECK(sites.admin("/tags/sport.atom").status == 404);
    CHECK(sites.admin("/").field("Location") == "status");
}

TEST_CASE("The server counts its answers, and how long they took", "[http][site]") {
    Sites sites;
    sites.get("/tags/sport.atom");
    sites.get("/nothing");
    sites.publisher.io.run([&] {
        const auto counters = sites.public_server->counters();
        CHECK(counters.accepted == 2);
        CHECK(counters.responses[2] == 1);
        CHECK(counters.responses[4] == 1);
        CHECK(sites.public_server->request_seconds().total() == 2);
        CHECK(sites.publisher.documents->render_seconds(Format::atom).total() == 1);
    });
}

TEST_CASE("Readiness is what the daemon says of itself", "[http][site]") {
    Sites sites;
    sites.publisher.io.run([&] { sites.is_ready = false; });
    CHECK(sites.admin("/readyz").status == 503);
    CHECK(sites.admin("/healthz").status == 200);
}

TEST_CASE("A store thread that does not answer makes the daemon not ready, and is asked once", "[http][site]") {
    Sites sites;
    std::promise<void> hangs, release;
    sites.publisher.io.start(
        [](StoreThread& store, std::promise<void>& begun, std::future<void> goes_on) -> boost::asio::awaitable<void> {
            co_await store.run([&begun, &goes_on](Store&) {
                begun.set_value();
                goes_on.wait();
            });
        }(*sites.publisher.store, hangs, release.get_future()));
    hangs.get_future().wait();
    for (int i = 0; i < 3; ++i) CHECK(sites.admin("/readyz").status == 503);
    CHECK(sites.admin("/healthz").status == 200);
    release.set_value();
    const auto is_ready_again = [&] {
        for (int i = 0; i < 500; ++i) {
            if (sites.admin("/readyz").status == 200) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    };
    CHECK(is_ready_again());
}

TEST_CASE("The base path follows a new configuration", "[http][site]") {
    Sites sites;
    PublishOptions options = publish_options();
    options.base_url = "https://new.example/moved";
    sites.publisher.io.run([&] { sites.publisher.documents->reload(options); });
    CHECK(sites.get("/moved/tags/sport.atom").status == 200);
    CHECK(sites.get("/base/tags/sport.atom").status == 404);
}

TEST_CASE("A failing store takes nothing away from what was published before a change", "[http][site]") {
    Sites sites;
    const auto before = sites.get("/tags/sport.atom");
    REQUIRE(before.status == 200);
    sites.publisher.content->change([](FakeContent& content) { content.fails = true; });
    sites.publisher.changed({TagId{2}});
    const auto stale = sites.get("/tags/sport.atom");
    CHECK(stale.status == 200);
    CHECK(stale.body == before.body);
    CHECK(stale.field("ETag") == before.field("ETag"));
}
