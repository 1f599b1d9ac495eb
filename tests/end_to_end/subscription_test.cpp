#include "tests/end_to_end/arna_daemon.hpp"
#include "tests/support/origin.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <mutex>

using namespace arna;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

/// A feed that can be edited, with the validators of a well-kept server, and the moments when it was asked for.
class EditableFeed {
public:
    EditableFeed(Origin& origin, std::string path) : origin_(origin), path_(std::move(path)) {
        origin_.on(path_, [this](const OriginRequest& request, int) {
            const std::lock_guard lock(mutex_);
            asked_.push_back(steady_clock::now());
            const auto etag = fmt::format("\"rev-{}\"", revision_);
            const OriginFields fields{{"ETag", etag}, {"Content-Type", "application/rss+xml"}};
            return request.header("If-None-Match") == etag ? reply(304, fields) : reply(200, fields, body_);
        });
    }

    void say(std::string body) {
        const std::lock_guard lock(mutex_);
        body_ = std::move(body);
        ++revision_;
    }

    [[nodiscard]] std::string etag() const {
        const std::lock_guard lock(mutex_);
        return fmt::format("\"rev-{}\"", revision_);
    }
    [[nodiscard]] std::vector<steady_clock::time_point> asked() const {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    Origin& origin_;
    std::string path_;
    mutable std::mutex mutex_;
    std::string body_;
    int revision_ = 0;
    std::vector<steady_clock::time_point> asked_;
};

std::string configuration(const std::string& url, const std::string& interval) {
    return fmt::format(R"([daemon]
base_url = "https://feeds.example.kz"
log = {{ level = "debug" }}
[fetch]
allow = ["127.0.0.0/8"]
timeout = "20s"
[[source]]
name = "news"
url = "{}"
interval = "{}"
[[tag]]
name = "Референдум-2026"
slug = "referendum-2026"
match = "референдум*"
)",
                       url, interval);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

const std::string feed_path = "/tags/referendum-2026.atom";

} // namespace

TEST_CASE("A subscriber sees a new entry once, and a kill -9 repeats nothing", "[end-to-end]") {
    const TemporaryDirectory directory;
    Origin origin;
    EditableFeed feed(origin, "/feed.xml");
    feed.say(rss_of({"Референдумға дайындық басталды", "Ауа райы"}));
    const auto file = directory.write("arna.toml", configuration(origin.url("/feed.xml"), "3s"));
    const auto state = directory.path() / "state";
    auto daemon = std::make_unique<ArnaDaemon>(file, state);

    // subscribe
    REQUIRE(eventually([&] { return count(daemon->get(feed_path).body, "<entry") == 1; }));
    const auto first = daemon->get(feed_path);
    CHECK(first.status == 200);
    CHECK(first.header("Content-Type") == "application/atom+xml; charset=utf-8");
    CHECK(first.body.find("Референдумға дайындық басталды") != std::string::npos);
    CHECK(first.body.find("Ауа райы") == std::string::npos);
    const auto unchanged = daemon->get(feed_path, {{"If-None-Match", first.header("ETag")}});
    CHECK(unchanged.status == 304);
    CHECK(unchanged.body.empty());
    CHECK(http_get(daemon->authority(), feed_path, {}, "HEAD").header("ETag") == first.header("ETag"));

    // an unchanged poll changes nothing
    REQUIRE(origin.wait_for_hits("/feed.xml", 2));
    CHECK(origin.requests("/feed.xml").at(0).header("If-None-Match").empty());
    CHECK(origin.requests("/feed.xml").at(1).header("If-None-Match") == "\"rev-1\"");
    CHECK(daemon->get(feed_path, {{"If-None-Match", first.header("ETag")}}).status == 304);

    // the origin changes
    feed.say(rss_of({"Референдумға дайындық басталды", "Ауа райы", "Референдум қашан өтеді"}));
    REQUIRE(
        eventually([&] { return daemon->get(feed_path, {{"If-None-Match", first.header("ETag")}}).status == 200; }));
    const auto second = daemon->get(feed_path);
    CHECK(count(second.body, "<entry") == 2);
    CHECK(second.body.find("Референдум қашан өтеді") < second.body.find("Референдумға дайындық басталды"));

    // kill -9 right after, and start again
    daemon->process().signal(SIGKILL);
    CHECK(daemon->process().wait() == -SIGKILL);
    const auto asked = feed.asked();
    daemon = std::make_unique<ArnaDaemon>(file, state);
    const auto again = daemon->get(feed_path);
    CHECK(again.body == second.body);
    CHECK(again.header("ETag") == second.header("ETag"));

    REQUIRE(eventually([&] { return feed.asked().size() > asked.size(); }));
    CHECK(feed.asked().at(asked.size()) - asked.back() >= 3s);
    CHECK(origin.requests("/feed.xml").at(asked.size()).header("If-None-Match") == feed.etag());
    CHECK(daemon->get(feed_path).body == second.body);

    daemon->process().signal(SIGTERM);
    CHECK(daemon->process().wait() == 0);
}

TEST_CASE("A local file is polled like a URL", "[end-to-end]") {
    const TemporaryDirectory directory;
    directory.write("news/one.xml", rss_of({"Референдум"}));
    const auto file = directory.write("arna.toml", R"([[source]]
name = "files"
path = "news/*.xml"
interval = "1s"
[[tag]]
name = "Референдум"
slug = "r"
)"
                                                   "match = \"референдум*\"\n");
    const ArnaDaemon daemon(file, directory.path() / "state");
    REQUIRE(eventually([&] {
        return count(daemon.get("/tags/r.json").body, "\"title\": \"Референдум") +
                   count(daemon.get("/tags/r.json").body, "\"title\":\"Референдум") >=
               2;
    }));
    directory.write("news/one.xml", rss_of({"Референдум", "Референдумдар"}));
    CHECK(eventually([&] { return count(daemon.get("/tags/r.atom").body, "<entry") == 2; }));
}

TEST_CASE("A source that is down, is no feed or is damaged leaves the others alone", "[end-to-end]") {
    const TemporaryDirectory directory;
    Origin origin;
    origin.on("/good", reply(200, {}, rss_of({"Референдум"})));
    origin.on("/down", reply(500));
    origin.on("/page", reply(200, {{"Content-Type", "text/html"}},
                             "<!doctype html><html><head><title>Sign in</title></head><body>Sign in</body></html>"));
    origin.on("/damaged", reply(200, {}, "<rss version=\"2.0\"><channel><title>t</title><item><title>Референдум & co"));
    origin.on("/silent", silence());
    std::string sources;
    for (const char* name : {"good", "down", "page", "damaged", "silent"})
        sources += fmt::format("[[source]]\nname = \"{0}\"\nurl = \"{1}\"\ninterval = \"1h\"\n", name,
                               origin.url(fmt::format("/{}", name)));
    const auto file =
        directory.write("arna.toml", "[fetch]\nallow = [\"127.0.0.0/8\"]\ntimeout = \"5s\"\n" + sources +
                                         "[[tag]]\nname = \"Референдум\"\nslug = \"r\"\nmatch = \"референдум\"\n");
    ArnaDaemon daemon(file, directory.path() / "state");
    CHECK(eventually([&] { return count(daemon.get("/tags/r.atom").body, "<entry") == 2; }));
    CHECK(daemon.process().wait_for_line("source=down").has_value());
    CHECK(daemon.process().wait_for_line("source=page").has_value());
    CHECK(daemon.process().wait_for_line("source=silent").has_value());

    const auto status = daemon.get_admin("/status").body;
    CHECK(status.find("down") != std::string::npos);
    CHECK(daemon.get("/status").status == 404);
    CHECK(daemon.get_admin("/readyz").status == 200);
    CHECK(daemon.get("/healthz").body == "ok");
}

TEST_CASE("SIGTERM ends it long before the polls in flight would end", "[end-to-end]") {
    const TemporaryDirectory directory;
    Origin origin;
    origin.on("/silent", silence());
    const auto file = directory.write("arna.toml", configuration(origin.url("/silent"), "1h"));
    ArnaDaemon daemon(file, directory.path() / "state", {{"ARNA_FETCH__TIMEOUT", "10m"}});
    REQUIRE(origin.wait_for_hits("/silent", 1));
    daemon.process().signal(SIGTERM);
    CHECK(daemon.process().wait() == 0);
}
