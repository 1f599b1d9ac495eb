// What the store remembers, as an operator sees it: revisions, stories, withdrawals, bursts, retention.
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace arna;

namespace {

std::string item(int n, const std::string& title, const std::string& text,
                 const std::string& date = "Mon, 02 Mar 2026 10:00:00 GMT") {
    return fmt::format("<item><title>{1}</title><guid>https://a.kz/{0}</guid><link>https://a.kz/{0}</link>"
                       "<pubDate>{3}</pubDate><description><![CDATA[{2}]]></description></item>",
                       n, title, text, date);
}

const std::string wire =
    "<p>Президент подписал закон о поддержке малого предпринимательства, который вступит в силу 1 января 2027 года. "
    "Документ предусматривает снижение налоговой нагрузки для 120 тысяч предприятий, упрощение отчётности и запрет на "
    "плановые проверки в течение трёх лет. По словам министра экономики, бюджет потеряет около 15 млрд тенге.</p>";

/// A configuration with sources that are files, and a store of its own.
struct Station {
    TemporaryDirectory folder;

    explicit Station(const std::string& tag = "", const std::string& source = "") {
        (void)folder.write("arna.toml",
                           fmt::format("[daemon]\nstate = \"state\"\n"
                                       "[[source]]\nname = \"one\"\npath = \"one.xml\"\nsite = \"one.kz\"\n{}\n"
                                       "[[source]]\nname = \"two\"\npath = \"two.xml\"\nsite = \"two.kz\"\n"
                                       "[[tag]]\nname = \"all\"\nmatch = \"url:a.kz\"\n{}\n",
                                       source, tag));
        tell("one", {});
        tell("two", {});
    }

    void tell(const std::string& source, const std::vector<std::string>& items) const {
        std::string all;
        for (const auto& one : items) all += one;
        (void)folder.write(source + ".xml", "<rss version=\"2.0\"><channel><title>" + source +
                                                "</title><link>https://" + source + ".kz/</link>" + all +
                                                "</channel></rss>");
    }

    [[nodiscard]] Exit run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {environment("ARNA_BINARY"), "-c", (folder.path() / "arna.toml").string()});
        return run_program(arguments);
    }
    void poll(const std::string& source, const std::vector<std::string>& items) const {
        tell(source, items);
        const auto polled = run({"poll", "--now", source});
        CAPTURE(polled.out, polled.err);
        REQUIRE(polled.status == 0);
    }
    [[nodiscard]] std::string list(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"list", "all"});
        const auto listed = run(more);
        CHECK(listed.err.empty());
        return listed.out;
    }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("list --revisions tells what was edited word by word, and markup alone is no revision", "[app][memory]") {
    const Station station;
    station.poll("one", {item(1, "Референдум күні белгілі болды", "<p>One two three.</p>")});
    station.poll("one", {item(1, "Референдум күні белгілі болды", "<div class=\"x\"><p>One  two three.</p></div>")});
    CHECK_FALSE(has(station.list({"--revisions"}), "revision"));
    station.poll("one", {item(1, "Референдум уақыты белгілі болды", "<p>One two three.</p>")});
    const auto listed = station.list({"--revisions"});
    CHECK(has(listed, "  revision 2  20"));
    CHECK(has(listed, "    title: Референдум [-күні-]{+уақыты+} белгілі болды\n"));
    CHECK_FALSE(has(listed, "content:"));
    CHECK(has(station.list({"--revisions", "--json"}),
              R"("title":[["=","Референдум"],["-","күні"],["+","уақыты"],["=","белгілі болды"]])"));
}

TEST_CASE("list takes a limit and the whole archive by position, and refuses other numbers", "[app][memory]") {
    const Station station;
    station.poll("one", {item(2, "Second", "b", "Mon, 02 Mar 2026 11:00:00 GMT"), item(1, "First", "a")});
    CHECK(has(station.list(), "First"));
    CHECK_FALSE(has(station.list({"--limit", "1"}), "First"));
    const auto archive = station.list({"--archive", "--json"});
    CHECK(archive.find("First") < archive.find("Second"));
    CHECK(has(archive, "\"position\":1"));
    for (const std::string wrong : {"0", "-1", "x", "1x", "99999999999999999999"}) {
        const auto refused = station.run({"list", "all", "--limit", wrong});
        CHECK(refused.status == 2);
        CHECK(refused.err == "arna: --limit: '" + wrong + "' is no number from 1 to 1000000\n");
    }
}

TEST_CASE("A story has one entry; the others are listed below it, and explain says whom they follow", "[app][memory]") {
    const Station station("duplicates = \"collapse\"");
    station.poll("one", {item(1, "Подписан закон о малом бизнесе", wire)});
    station.poll("two", {item(2, "Бизнес не будут проверять три года", wire + "<p>Фото: агентство</p>")});
    const auto listed = station.list();
    CHECK(has(listed, "  follows https://a.kz/1\n"));
    CHECK(listed.find("Подписан закон") < listed.find("Бизнес не"));
    CHECK(has(station.run({"explain", "https://a.kz/2"}).out, "  follows https://a.kz/1\n"));
    CHECK(has(station.run({"list", "--json", "all"}).out, R"("follows":"https://a.kz/1")"));
    CHECK(station.run({"store", "check"}).status == 0);
}

TEST_CASE("What its source took back says so, and leaves a tag that drops it", "[app][memory]") {
    const bool drops = GENERATE(false, true);
    const Station station(drops ? "withdrawn = \"drop\"" : "");
    const auto all = {item(3, "Three", "c"), item(2, "Two", "b"), item(1, "One", "a")};
    station.poll("one", all);
    station.poll("one", {item(3, "Three", "c"), item(1, "One", "a")});
    CHECK(has(station.list(), "Two") != drops);
    CHECK(has(station.list(), "  withdrawn 20") != drops);
    const auto explained = station.run({"explain", "https://a.kz/2"}).out;
    CHECK(has(explained, "  withdrawn 20"));
    CHECK(has(explained, "  (not a member: the tag drops what its source has withdrawn)\n") == drops);
    CHECK_FALSE(has(explained, "the rule is new"));
    station.poll("one", all);
    CHECK(has(station.list(), "Two"));
    CHECK_FALSE(has(station.list(), "withdrawn"));
    CHECK(station.run({"store", "check"}).status == 0);
}

TEST_CASE("An archive that comes as new is held back until it is accepted", "[app][memory]") {
    const Station station;
    station.poll("one", {item(1, "News", "a")});
    std::vector<std::string> archive;
    for (int n = 100; n < 120; ++n)
        archive.push_back(
            item(n, fmt::format("Old {}", n), fmt::format("text {}", n), "Mon, 02 Mar 2015 10:00:00 GMT"));
    station.poll("one", archive);
    CHECK_FALSE(has(station.list(), "Old"));
    CHECK(has(station.run({"search", "old"}).out, "Old 100"));
    const auto explained = station.run({"explain", "https://a.kz/100"}).out;
    CHECK(has(explained, "  held back: came with 19 others on 20"));
    CHECK(has(explained, "'arna poll --accept one'\n"));
    CHECK_FALSE(has(explained, "the rule is new"));
    CHECK(has(station.run({"store", "stats"}).out, "held                   20\n"));
    CHECK(station.run({"poll", "--accept", "none"}).status == 2);
    CHECK(station.run({"poll", "--accept", "one", "one"}).status == 2);
    CHECK(station.run({"poll", "--accept", "one"}).out == "accepted source=one articles=20\n");
    CHECK(has(station.list(), "Old 119"));
    CHECK(station.run({"poll", "--accept", "one"}).out == "accepted source=one articles=0\n");
    CHECK(station.run({"store", "check"}).status == 0);
}

TEST_CASE("A poll that may have missed something says so, also to programs", "[app][memory]") {
    const Station station;
    station.poll("one", {item(1, "One", ""), item(2, "Two", "")});
    const std::string later = "Tue, 03 Mar 2026 10:00:00 GMT";
    station.tell("one", {item(3, "Three", "", later), item(4, "Four", "", later)});
    const auto polled = station.run({"poll", "--now", "one"});
    CHECK(polled.status == 0);
    CHECK(has(polled.out, " gap_minutes=1"));
    CHECK(polled.err ==
          "arna: source 'one': gap: the document shares no item with the last one; something may have been "
          "missed; poll it every 1 min or more often\n");
    station.tell("one", {item(5, "Five", "", "Wed, 04 Mar 2026 10:00:00 GMT")});
    CHECK(has(station.run({"poll", "--now", "--json", "one"}).out, R"("gap_minutes":1)"));
}

TEST_CASE("Beyond the day's limit of a source explain says so", "[app][memory]") {
    const Station station("", "max_per_day = 1");
    station.poll("one", {item(2, "Second", "b", "Mon, 02 Mar 2026 11:00:00 GMT"), item(1, "First", "a")});
    CHECK_FALSE(has(station.list(), "First"));
    const auto explained = station.run({"explain", "https://a.kz/1"}).out;
    CHECK(has(explained, "  over the 1 a day of one\n"));
    CHECK_FALSE(has(explained, "the rule is new"));
}

TEST_CASE("search gives the newest first, as many as are asked for, since a day", "[app][memory]") {
    const Station station;
    station.poll("one", {item(1, "First word", "a"), item(2, "Second word", "b", "Tue, 03 Mar 2026 11:00:00 GMT")});
    const auto found = station.run({"search", "word"}).out;
    CHECK(found.find("Second") < found.find("First"));
    CHECK_FALSE(has(station.run({"search", "word", "--limit", "1"}).out, "First"));
    CHECK_FALSE(has(station.run({"search", "word", "--since", "2026-03-03"}).out, "First"));
    CHECK(station.run({"search", "word", "--since", "2026-03-04"}).status == 1);
    CHECK(station.run({"search", "word", "--since", "soon"}).status == 2);
}

TEST_CASE("store compact rewrites the file, and says how large it is", "[app][memory]") {
    const Station station;
    station.poll("one", {item(1, "First", "a")});
    const auto compacted = station.run({"store", "compact"});
    CHECK(compacted.status == 0);
    CHECK(compacted.out.starts_with("compacted: "));
    CHECK(has(station.list(), "First"));
}

TEST_CASE("A revision tells an address as a whole, and blanks as they stood", "[app][memory]") {
    const Station station;
    station.poll(
        "one", {"<item><title>«Жол» қоры: жол-көлік жоспары</title><guid>1</guid><link>https://a.kz/1</link></item>"});
    station.poll(
        "one",
        {"<item><title>«Көпір» қоры: жол-құрылыс жоспары</title><guid>1</guid><link>https://a.kz/2</link></item>"});
    const auto listed = station.list({"--revisions"});
    CAPTURE(listed);
    CHECK(has(listed, "    title: «[-Жол-]{+Көпір+}» қоры: [-жол-көлік-]{+жол-құрылыс+} жоспары\n"));
    CHECK(has(listed, "    link: [-https://a.kz/1-]{+https://a.kz/2+}\n"));
    CHECK(has(station.list({"--revisions", "--json"}), R"("link":[["-","https://a.kz/1"],["+","https://a.kz/2"]])"));
}

TEST_CASE("plan brings nothing in that would join no tag, and tells what would leave one that drops", "[app][memory]") {
    const Station station("", "max_per_day = 2");
    station.poll("one", {item(4, "Four", "d"), item(3, "Three", "c"), item(2, "Two", "b"), item(1, "One", "a")});
    CHECK(has(station.run({"plan"}).out, "#all: +0 −0, 2 stay")); // two were over the limit
    station.poll("one", {item(4, "Four", "d"), item(2, "Two", "b"), item(1, "One", "a")});
    const auto planned = [&](const std::string& tags) {
        return station
            .run({"plan", station.folder
                              .write("changed.toml", "[daemon]\nstate = \"state\"\n"
                                                     "[[source]]\nname = \"one\"\npath = \"one.xml\"\n"
                                                     "max_per_day = 2\n" +
                                                         tags)
                              .string()})
            .out;
    };
    CHECK(has(planned("[[tag]]\nname = \"all\"\nmatch = \"url:a.kz\"\nwithdrawn = \"drop\"\n"), "#all: +0 −1, 1 stay"));
    CHECK(has(planned("[[tag]]\nname = \"all\"\nmatch = \"url:a.kz\"\n[[tag]]\nname = \"new\"\nmatch = \"url:a.kz\"\n"),
              "#new: +2 −0, 0 stay"));
}

TEST_CASE("What a source has that another one owns is judged as what both say", "[app][memory]") {
    const Station station;
    (void)station.folder.write("arna.toml", "[daemon]\nstate = \"state\"\n"
                                            "[[source]]\nname = \"one\"\npath = \"one.xml\"\nsite = \"a.kz\"\n"
                                            "[[source]]\nname = \"two\"\npath = \"two.xml\"\nsite = \"a.kz\"\n"
                                            "[[tag]]\nname = \"all\"\nmatch = \"source:two\"\n");
    station.poll("one", {item(1, "First", "apples")});
    station.poll("two", {item(1, "First", "apples")});
    CHECK(has(station.list(), "First"));
    CHECK(has(station.run({"plan"}).out, "#all: +0 −0, 1 stay"));
    CHECK(has(station.run({"explain", "https://a.kz/1"}).out, "#all: in: source:two"));
    CHECK(has(station.run({"search", "source:two apples"}).out, "First"));
}

TEST_CASE("A source that has fallen silent says so in the status, for people and for scripts", "[app][memory]") {
    const Station station;
    station.poll("one", {item(1, "News", "a")});
    {
        sqlite::Connection database(station.folder.path() / "state" / "arna.db", sqlite::Access::read_write);
        database.run(
            "UPDATE poll SET pause = 32400000, silent_since = 1772445600000, gaps = 3, last_gap = 1772445600000 "
            "WHERE source = (SELECT id FROM source WHERE name = 'one')");
    }
    const auto status = station.run({"status"});
    CAPTURE(status.out, status.err);
    CHECK(has(status.out, "1 silent"));
    CHECK(has(status.out, "silent\n  one"));
    CHECK(has(status.out, "gaps: 3, last 20"));
    const auto json = station.run({"status", "--json"}).out;
    CHECK(has(json, R"("health":"silent")"));
    CHECK(has(json, R"("silent_since":"2026-03-02T10:00:00Z")"));
    CHECK(has(json, R"("gaps":3)"));
    CHECK(station.run({"status", "--failing"}).status == 0); // it does not fail
}
