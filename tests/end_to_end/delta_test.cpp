#include "tests/end_to_end/arna_daemon.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace arna;
namespace json = boost::json;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A source whose items change, and a daemon that publishes those with "in" in their title.
class Channel {
public:
    explicit Channel(bool has_deltas = true, int limit = 5) {
        write();
        file_ = directory_.write("arna.toml",
                                 fmt::format("[daemon]\nbase_url = \"http://feeds.example.kz\"\n[publish]\ndelta = {}\n"
                                             "[[source]]\nname = \"s\"\npath = \"feed.xml\"\ninterval = \"1d\"\n"
                                             "[[tag]]\nname = \"t\"\nmatch = \"in\"\nlimit = {}\n",
                                             has_deltas, limit));
        daemon_.emplace(file_, directory_.path() / "state");
    }

    void set(int item, const std::string& title) { titles_[item] = title; }
    [[nodiscard]] const std::map<int, std::string>& titles() const { return titles_; }

    /// Stores what was set.
    void poll() {
        write();
        const auto polled = run_program({environment("ARNA_BINARY"), "-c", file_.string(), "poll", "--now", "s"}, {},
                                        {{"ARNA_DAEMON__STATE", (directory_.path() / "state").string()}});
        CAPTURE(polled.err);
        REQUIRE(polled.status == 0);
    }

    [[nodiscard]] HttpAnswer get(const std::string& target,
                                 const std::vector<std::pair<std::string, std::string>>& fields = {}) const {
        return daemon_->get(target, fields);
    }
    [[nodiscard]] HttpAnswer get_admin(const std::string& target) const { return daemon_->get_admin(target); }
    [[nodiscard]] HttpAnswer get_head(const std::string& target,
                                      const std::vector<std::pair<std::string, std::string>>& fields) const {
        return http_get(daemon_->authority(), target, fields, "HEAD");
    }

    static std::string id(int item) { return fmt::format("http://news.example/{}", item); }

private:
    /// The latest 30 items, as a feed has them, and those that were just changed.
    void write() {
        std::string items;
        for (const auto& [item, title] : titles_)
            items += fmt::format("<item><title>{}</title><guid>{}</guid><pubDate>Mon, 23 Feb 2026 {:02}:{:02}:{:02} "
                                 "GMT</pubDate></item>",
                                 title, id(item), item / 3600, item / 60 % 60, item % 60);
        directory_.write("feed.xml", "<rss version=\"2.0\"><channel><title>s</title><link>http://news.example/</link>"
                                     "<description>d</description>" +
                                         items + "</channel></rss>");
    }

    TemporaryDirectory directory_;
    std::filesystem::path file_;
    std::map<int, std::string> titles_{{0, "in 0"}};
    std::optional<ArnaDaemon> daemon_;
};

std::map<std::string, std::string> entries_of(const json::value& feed) {
    std::map<std::string, std::string> entries;
    for (const auto& item : feed.at("items").as_array())
        entries[std::string(item.at("id").as_string())] = std::string(item.at("title").as_string());
    return entries;
}

std::string between(const std::string& text, const std::string& begin, const std::string& end, std::size_t& at) {
    at = text.find(begin, at);
    if (at == std::string::npos) return {};
    const auto first = at + begin.size();
    at = text.find(end, first);
    return text.substr(first, at - first);
}

/// A reader that asks for deltas, and walks back through the archive where it may have missed something.
class Subscriber {
public:
    explicit Subscriber(const Channel& channel) : channel_(channel) {}

    /// The status it got.
    int poll() {
        std::vector<std::pair<std::string, std::string>> fields{{"A-IM", "feed"}};
        if (!etag_.empty()) fields.emplace_back("If-None-Match", etag_);
        const auto answer = channel_.get("/tags/t.json", fields);
        if (answer.status == 304) return 304;
        REQUIRE((answer.status == 200 || answer.status == 226));
        CHECK((answer.header("IM") == "feed") == (answer.status == 226));
        etag_ = answer.header("ETag");
        const auto feed = json::parse(answer.body);
        for (const auto& [id, title] : entries_of(feed)) known_[id] = title;
        const auto* previous = feed.at("_arna").as_object().if_contains("prev_archive");
        walk(previous == nullptr ? "" : std::string(previous->as_string()));
        return answer.status;
    }

    /// What is in the tag as it knows it; entries that left show in no document.
    std::map<std::string, std::string> reconstruct() {
        auto members = entries_of(json::parse(channel_.get("/tags/t.json").body));
        walked_.clear();
        found_.clear();
        walk(newest_page_);
        members.insert(found_.begin(), found_.end());
        std::map<std::string, std::string> known;
        for (const auto& [id, title] : known_)
            if (members.contains(id)) known[id] = title;
        return known;
    }

private:
    void walk(const std::string& newest) {
        if (!newest.empty()) newest_page_ = newest;
        constexpr std::string_view base = "http://feeds.example.kz";
        for (auto page = newest; !page.empty() && walked_.insert(page).second;) {
            const auto body = channel_.get(page.substr(base.size())).body;
            std::size_t at = body.find("<entry");
            while (at != std::string::npos) {
                const auto id = between(body, "<id>", "</id>", at);
                if (at == std::string::npos) break;
                found_[id] = between(body, "<title>", "</title>", at);
                known_.insert_or_assign(id, found_[id]);
                at = body.find("<entry", at);
            }
            std::size_t link = body.find("rel=\"prev-archive\"");
            page = link == std::string::npos ? "" : between(body, "href=\"", "\"", link);
        }
    }

    const Channel& channel_;
    std::string etag_, newest_page_;
    std::set<std::string> walked_;
    std::map<std::string, std::string> known_, found_;
};

} // namespace

TEST_CASE("A reader that asks for a delta gets what is new since its version", "[end-to-end][delta]") {
    Channel channel;
    REQUIRE(eventually([&] { return contains(channel.get("/tags/t.atom").body, "in 0"); }));
    channel.set(1, "in 1");
    channel.poll();
    const auto first = channel.get("/tags/t.atom");
    CHECK(first.header("Vary") == "Accept-Encoding, A-IM");
    const auto etag = first.header("ETag");
    const auto ask = [&](const std::string& a_im, const std::string& tags, const std::string& path = "/tags/t.atom") {
        return channel.get(path, {{"A-IM", a_im}, {"If-None-Match", tags}});
    };
    CHECK(ask("feed", etag).status == 304);

    channel.set(2, "in 2");
    channel.poll();
    const auto delta = ask("feed", etag);
    CHECK(delta.status == 226);
    CHECK(delta.header("IM") == "feed");
    CHECK(delta.header("Cache-Control") == "no-store");
    CHECK(delta.header("Vary") == "Accept-Encoding, A-IM");
    CHECK(delta.header("ETag") == channel.get("/tags/t.atom").header("ETag"));
    CHECK(contains(delta.body, "in 2"));
    CHECK_FALSE(contains(delta.body, "in 1<"));
    for (const char* accepted : {"FEED", "diffe, feed;q=0.1", "feed ; q=1"}) CHECK(ask(accepted, etag).status == 226);
    for (const auto& tags : {"W/" + etag, "\"x\", " + etag, etag.substr(0, etag.size() - 1) + "-gzip\""})
        CHECK(ask("feed", tags).status == 226);
    for (const char* refused : {"", "feed;q=0", "feeds", "diffe", ",;=", "feed;q=x"})
        CHECK(ask(refused, etag).status == 200);
    for (const char* tags : {"\"0-0\"", "x", "\"", "\"\"", ",,,", "W/"}) CHECK(ask("feed", tags).status == 200);
    CHECK(ask("feed", etag, "/tags/t.rss").status == 200); // the version of another document
    CHECK(ask("feed", etag, "/tags/t").status == 200);     // a page
    CHECK(ask("feed", etag, "/sources/s.atom").status == 200);
    const auto head = channel.get_head("/tags/t.atom", {{"A-IM", "feed"}, {"If-None-Match", etag}});
    CHECK(head.status == 226);
    CHECK(head.header("Content-Length") == std::to_string(delta.body.size()));
    const auto packed =
        channel.get("/tags/t.atom", {{"A-IM", "feed"}, {"If-None-Match", etag}, {"Accept-Encoding", "gzip"}});
    CHECK(packed.status == 226);
    CHECK(packed.header("Content-Encoding") == "gzip");
    CHECK(packed.header("ETag").ends_with("-gzip\""));

    const auto second = channel.get("/tags/t.atom").header("ETag");
    channel.set(1, "gone 1");
    channel.poll();
    const auto removed = ask("feed", second);
    CHECK(removed.status == 226);
    CHECK_FALSE(contains(removed.body, "<entry"));
    channel.set(1, "in again");
    channel.set(2, "in 2, edited");
    channel.set(0, "in 0, edited");
    channel.poll();
    CHECK(ask("feed", second).status == 200); // it would hold every entry
    CHECK(contains(channel.get_admin("/metrics").body, "arna_deltas_total{outcome=\"delta\"}"));
}

TEST_CASE("Without the key nobody gets a delta", "[end-to-end][delta]") {
    Channel channel(false);
    REQUIRE(eventually([&] { return contains(channel.get("/tags/t.atom").body, "in 0"); }));
    const auto first = channel.get("/tags/t.atom");
    CHECK(first.header("Vary") == "Accept-Encoding");
    channel.set(1, "in 1");
    channel.poll();
    CHECK(channel.get("/tags/t.atom", {{"A-IM", "feed"}, {"If-None-Match", first.header("ETag")}}).status == 200);
}

TEST_CASE("A subscriber that polls at random knows every member once, by live documents, deltas and archives",
          "[end-to-end][delta]") {
    Channel channel;
    REQUIRE(eventually([&] { return contains(channel.get("/tags/t.json").body, "in 0"); }));
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same course each time
    const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    Subscriber often(channel), seldom(channel);
    int next = 1;
    std::map<int, int> statuses;
    for (int change = 0; change < 40; ++change) {
        for (int more = up_to(4); more > 0; --more, ++next) channel.set(next, fmt::format("in {}", next));
        if (up_to(3) == 0) channel.set(up_to(next - 1), fmt::format("in, edited {}", change));
        if (up_to(5) == 0) channel.set(up_to(next - 1), fmt::format("no more {}", change));
        channel.poll();
        if (up_to(2) > 0) ++statuses[often.poll()];
        if (up_to(9) == 0) ++statuses[seldom.poll()];
    }
    often.poll();
    seldom.poll();
    std::map<std::string, std::string> members;
    for (const auto& [item, title] : channel.titles())
        if (title.starts_with("in")) members[Channel::id(item)] = title;
    CHECK(members.size() > 50);
    CHECK(often.reconstruct() == members);
    CHECK(statuses[226] > 10);
    // Who polls seldom finds in the archive what the live document no longer shows.
    const auto known = seldom.reconstruct();
    for (const auto& [id, title] : members) {
        CAPTURE(id, title);
        CHECK(known.contains(id));
    }
}
