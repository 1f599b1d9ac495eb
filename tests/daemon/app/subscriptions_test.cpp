#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace arna;

namespace {

/// A configuration in a folder of its own.
class Setup {
public:
    explicit Setup(std::string_view toml = "") : file_(folder_.write("arna.toml", toml)) {}

    Exit run(std::vector<std::string> arguments, std::string_view input = {}) const {
        arguments.insert(arguments.begin(), {environment("ARNA_BINARY"), "-c", file_.string()});
        return run_program(arguments, input, {{"HOME", "/h"}});
    }
    /// The list as a file of that name.
    Exit import(std::string_view opml, const std::string& name = "subs.opml") const {
        return run({"import", "opml", folder_.write(name, opml).string()});
    }
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
    [[nodiscard]] std::string text(const std::string& name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    const TemporaryDirectory& folder() const { return folder_; }

private:
    TemporaryDirectory folder_;
    std::filesystem::path file_;
};

std::string opml(std::string_view body) { return fmt::format("<opml version=\"2.0\"><body>{}</body></opml>", body); }

} // namespace

TEST_CASE("An OPML list becomes sources in conf.d", "[app][opml]") {
    const Setup setup("[[source]]\nname = \"a\"\nurl = \"https://a.kz/rss\"\n");
    const auto taken = setup.import(opml(R"(<outline text="News"><outline text="Kz" category="/x/Law">
        <outline type="rss" text="t" title="Дала &quot;үні&quot;" xmlUrl="https://dala.example/rss?a=1&amp;b=2"
                 htmlUrl="https://dala.example/" category="/x/Law,Kz"/></outline></outline>
        <outline type="link" text="l" url="https://l.example"/><outline text="empty"/>
        <outline type="include" text="self" url="subs.opml"/>
        <outline text="dala" xmlUrl="https://dala.example/rss?c=3"/>)"));
    CHECK(taken.err.empty());
    CHECK(taken.status == 0);
    CHECK(taken.out == setup.path("conf.d/subs.toml").string() + ": 2 sources; arna reload takes it over\n");
    const auto written = setup.text("conf.d/subs.toml");
    CHECK(written.starts_with("# Written by arna import on 20"));
    CHECK(written.substr(written.find('\n') + 1) == R"(
[[source]]
name   = "dala-example-rss"
url    = "https://dala.example/rss?a=1&b=2"
title  = 'Дала "үні"'
labels = ["News", "Kz", "Law"]
# its page: https://dala.example/

[[source]]
name   = "dala-example-rss-2"
url    = "https://dala.example/rss?c=3"
title  = "dala"
)");
    CHECK(setup.run({"check"}).out.contains("3 sources, 0 tags, 0 tests, 0 warnings"));
}

TEST_CASE("What is left out of an OPML list is said, and stands in the file", "[app][opml]") {
    const Setup setup("[[source]]\nname = \"a\"\nurl = \"https://a.kz/rss\"\n");
    const auto taken = setup.import(opml(R"(<outline xmlUrl="http://www.a.kz/rss"/><outline xmlUrl="https://b.kz/rss"/>
        <outline xmlUrl="https://b.kz/rss"/><outline xmlUrl="ftp://c.kz/"/>)"));
    CHECK(taken.status == 1);
    CHECK(taken.out.contains(": 1 source; arna reload takes it over\n"));
    CHECK(taken.err == "arna: http://www.a.kz/rss: is already a source, 'a'; that stays as it is\n"
                       "arna: https://b.kz/rss: is twice in the list; it is taken once\n"
                       "arna: ftp://c.kz/: is no http or https address; it is left out\n");
    const auto written = setup.text("conf.d/subs.toml");
    CHECK(written.contains("\n# http://www.a.kz/rss is already a source, 'a'; that stays as it is\n"
                           "# https://b.kz/rss is twice in the list; it is taken once\n"));
}

TEST_CASE("Nothing is written where an import cannot be", "[app][opml]") {
    SECTION("it is no OPML") {
        const Setup setup;
        for (const std::string text : {"", "no", "<rss/>", "{}", "<html><body>"}) {
            const auto refused = setup.import(text);
            CAPTURE(text, refused.err);
            CHECK(refused.status == 2);
            CHECK(refused.err.starts_with("arna: " + setup.path("subs.opml").string() + ": "));
        }
        CHECK_FALSE(std::filesystem::exists(setup.path("conf.d")));
    }
    SECTION("a file of that name is there") {
        const Setup setup;
        setup.folder().write("conf.d/subs.toml", "# mine\n");
        const auto refused = setup.import(opml("<outline xmlUrl='https://a.kz/'/>"));
        CHECK(refused.status == 3);
        CHECK(refused.err.contains("is there already"));
        CHECK(setup.text("conf.d/subs.toml") == "# mine\n");
        CHECK(setup.import(opml("<outline text='nothing new'/>")).status == 3);
    }
    SECTION("the same list was imported before") {
        const Setup setup;
        const auto list = opml("<outline xmlUrl='https://a.kz/'/>");
        REQUIRE(setup.import(list).status == 0);
        const auto before = setup.text("conf.d/subs.toml");
        const auto again = setup.import(list);
        CHECK(again.status == 3);
        CHECK(again.err.contains("is there already"));
        CHECK(setup.text("conf.d/subs.toml") == before);
    }
    SECTION("the configuration has errors without it") {
        const Setup setup("nonsense = 1\n");
        CHECK(setup.import(opml("<outline xmlUrl='https://a.kz/'/>")).status == 2);
        CHECK_FALSE(std::filesystem::exists(setup.path("conf.d")));
    }
    SECTION("a test of a tag fails") {
        const Setup setup("[[tag]]\nname = \"x\"\n[[tag.test]]\ntitle = \"y\"\nexpect = \"in\"\n");
        CHECK(setup.import(opml("<outline xmlUrl='https://a.kz/'/>")).status == 2);
        CHECK_FALSE(std::filesystem::exists(setup.path("conf.d")));
    }
    SECTION("nothing in it is new") {
        const Setup setup;
        const auto twice = opml("<outline xmlUrl='https://a.kz/'/>");
        REQUIRE(setup.import(twice, "first.opml").status == 0);
        const auto refused = setup.import(twice, "second.opml");
        CHECK(refused.status == 1);
        CHECK(refused.err.ends_with("nothing in it is new; nothing was written\n"));
    }
    SECTION("nothing is in it") {
        const Setup setup;
        const auto refused = setup.import(opml("<outline text='folder'/><outline type='include' url='subs.opml'/>"));
        CHECK(refused.status == 1);
        CHECK(refused.err.ends_with("lists no feed; nothing was written\n"));
    }
}

TEST_CASE("A new file in conf.d has its mode, and nothing else is left beside it", "[app][opml]") {
    const Setup setup;
    setup.folder().write("conf.d/a.toml", "");
    std::filesystem::permissions(setup.path("conf.d"), std::filesystem::perms(0750));
    REQUIRE(setup.import(opml("<outline xmlUrl='https://a.kz/'/>"), ".hidden.opml").status == 0);
    struct stat status{};
    REQUIRE(::stat(setup.path("conf.d/hidden.toml").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
    const std::filesystem::directory_iterator entries(setup.path("conf.d"));
    CHECK(std::distance(begin(entries), end(entries)) == 2);
}

TEST_CASE("A list from standard input, in UTF-16, with an entity bomb, is read as far as it is one", "[app][opml]") {
    const Setup setup;
    const auto text = std::string("<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>") +
                      opml("<outline text='&b;&b;' xmlUrl='https://a.kz/'/>");
    std::string wide = "\xFF\xFE";
    for (const char c : text) wide.append({c, '\0'});
    const auto taken = setup.run({"import", "opml", "-"}, wide);
    CHECK(taken.status == 0);
    CHECK(taken.out.contains("conf.d/opml.toml: 1 source;"));
    CHECK_FALSE(setup.text("conf.d/opml.toml").contains("aaaaaaaa"));
}

TEST_CASE("A list that breaks off is taken as far as it goes, and that is told", "[app][opml]") {
    const Setup setup;
    const auto taken = setup.import("<opml><body><outline xmlUrl='https://a.kz/'/><outline xmlUrl='https://b.k");
    CHECK(taken.status == 1);
    CHECK(taken.err == "arna: the list: breaks off in the middle; what stands before that is taken over\n");
    CHECK(taken.out.contains(": 1 source;"));
}

TEST_CASE("Where there is no space an import leaves nothing behind", "[app][opml]") {
    const Setup setup;
    const auto list = setup.folder().write("subs.opml", opml("<outline xmlUrl='https://a.kz/'/>")).string();
    const auto line = "trap '' XFSZ; ulimit -f 0; exec \"$0\" -c \"$1\" import opml \"$2\"";
    const auto full =
        run_program({"sh", "-c", line, environment("ARNA_BINARY"), setup.path("arna.toml").string(), list}, {}, {});
    CHECK(full.status == 3);
    CHECK(full.err == "arna: import: cannot write " + setup.path("conf.d/subs.toml").string() + ": File too large\n");
    CHECK(std::filesystem::is_empty(setup.path("conf.d")));
}

TEST_CASE("A list of ten thousand is taken in files that load, the rest is counted", "[app][opml]") {
    const Setup setup;
    std::string outlines;
    for (int i = 0; i < 10'003; ++i)
        outlines += fmt::format("<outline text='{0} {1}' xmlUrl='https://a{0}.kz/{1}'/>", i, std::string(60, 'x'));
    const auto taken = setup.import(opml(outlines));
    CHECK(taken.status == 1);
    CHECK(taken.err == "arna: the list: has 3 outlines beyond 10000, which are left out\n");
    CHECK(taken.out.contains("subs.toml, "));
    CHECK(setup.run({"check"}).out.contains("10000 sources"));
}

TEST_CASE("FreshRSS's rules for pages, JSON and full texts become ours", "[app][opml]") {
    const Setup setup;
    const auto taken = setup.import(R"xml(<opml version='2.0' xmlns:frss='https://freshrss.org/opml'><body>
<outline text='Page' type='HTML+XPath' xmlUrl='https://a.kz/news' frss:xPathItem="//div[@class='x']"
 frss:xPathItemTitle='descendant::h2' frss:xPathItemUri='descendant::a/@href' frss:xPathItemTimestamp='.//time'
 frss:xPathItemTimeFormat='d.m.Y H:i' frss:xPathItemUid='@id' frss:priority='main'
 frss:filtersActionRead='intitle:ads&#xA;sponsored'/>
<outline text='Json' type='JSON+DotNotation' xmlUrl='https://b.kz/api' frss:jsonItem='data.items'
 frss:jsonItemUri='"https://b.kz/n/" &amp; meta.slug' frss:jsonItemTitle='meta.title'/>
<outline text='Full' type='rss' xmlUrl='https://c.kz/rss' frss:cssFullContent='article .body'
 frss:cssContentFilter='.ad, aside' frss:cssFullContentConditions='intitle:long'/></body></opml>)xml");
    CAPTURE(taken.out, taken.err);
    CHECK(taken.status == 0);
    const auto text = setup.text("conf.d/subs.toml");
    CAPTURE(text);
    CHECK(text.contains(R"toml(page   = "https://a.kz/news"
title  = "Page"
# FreshRSS marks as read what matches: intitle:ads sponsored
[source.items]
each = "xpath://div[@class='x']"
link = "xpath:descendant::a/@href"
title = "xpath:descendant::h2"
published = "xpath:.//time"
date_format = "%d.%m.%Y %H:%M"
id = "xpath:@id"
)toml"));
    CHECK(text.contains(R"toml(json   = "https://b.kz/api"
title  = "Json"
[source.items]
each = "data.items"
link = "https://b.kz/n/{meta.slug}"
title = "meta.title"
)toml"));
    CHECK(text.contains(R"toml(url    = "https://c.kz/rss"
title  = "Full"
# FreshRSS reads the pages only of what matches: intitle:long
[source.article]
content = "article .body"
remove = [".ad, aside"]
)toml"));
    CHECK(setup.run({"check"}).status == 0);
}

TEST_CASE("FreshRSS's rules that arna has not are taken over as comments, and not polled", "[app][opml]") {
    const Setup setup;
    const auto taken = setup.import(
        "<opml version='2.0' xmlns:frss='https://freshrss.org/opml'><body><outline text='Xml' type='XML+XPath' "
        "xmlUrl='https://a.kz/' frss:xPathItem='//entry'/><outline text='b' type='HTML+XPath' xmlUrl='https://b.kz/' "
        "frss:xPathItem='//div[$x]'/><outline text='c' type='json+DotPath' xmlUrl='https://c.kz/' "
        "frss:jsonItem='data' frss:jsonItemTitle='a[x'/></body></opml>");
    CHECK(taken.status == 0);
    CHECK(taken.err ==
          "arna: https://a.kz/: is read by rules for XML+XPath, which arna has not; it is taken over with "
          "'enabled = false'\n"
          "arna: https://b.kz/: has a rule that arna does not read: items.each: variables are not "
          "supported; write the value itself; it is taken over with 'enabled = false'\n"
          "arna: https://c.kz/: has a rule that arna does not read: items.title: a number or * and then ']' "
          "belong here; it is taken over with 'enabled = false'\n");
    const auto text = setup.text("conf.d/subs.toml");
    CAPTURE(text);
    CHECK(text.contains("enabled = false # FreshRSS: is read by rules for XML+XPath, which arna has not\n"
                        "# [source.items]\n# each = \"xpath://entry\"\n"));
    CHECK(setup.run({"check"}).status == 0);
}

TEST_CASE("Sources are exported by name, in the same bytes each time, without secrets", "[app][opml]") {
    const Setup setup(R"([daemon]
title = "Қала"
[[source]]
name = "b"
url = "https://b.kz/rss?a=1&b=2"
labels = ["kz", "a,b/c"]
[[source]]
name = "a"
url = "https://a.kz/rss"
title = "A <1>"
[[source]]
name = "secret"
url = "https://c.kz/rss?token=abc"
[[source]]
name = "local"
path = "*.xml"
)");
    const auto exported = setup.run({"export", "opml"});
    CHECK(exported.out == R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head><title>Қала</title></head>
<body>
<outline type="rss" text="A &lt;1&gt;" title="A &lt;1&gt;" xmlUrl="https://a.kz/rss"/>
<outline type="rss" text="b" title="b" xmlUrl="https://b.kz/rss?a=1&amp;b=2" category="/kz,/a b c"/>
</body>
</opml>
)");
    CHECK(exported.status == 1);
    CHECK(exported.err == "arna: source 'local': is left out: it has no address, but files of this machine\n"
                          "arna: source 'secret': is left out, for its settings hold a secret; --secrets exports it, "
                          "too\n");
    const auto all = setup.run({"export", "opml", "--secrets"});
    CHECK(all.out.contains("xmlUrl=\"https://c.kz/rss?token=abc\""));
    const Setup other;
    CHECK(other.run({"import", "opml", "-"}, exported.out).status == 0);
    CHECK(other.text("conf.d/opml.toml").contains("labels = [\"kz\", \"a b c\"]"));
    CHECK(setup.run({"export", "opm"}).err == "arna: export: 'opm' is not opml; did you mean 'opml'?\n");
}
