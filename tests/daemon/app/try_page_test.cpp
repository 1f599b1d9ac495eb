// `arna try` and `arna check --online` on web pages and the answers of APIs.
#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace arna;

namespace {

const OriginFields html_fields{{"Content-Type", "text/html; charset=utf-8"}};

/// A site with a page of five cards, whose articles alone say their label.
struct PageSite {
    Origin origin;
    TemporaryDirectory folder;

    PageSite() {
        std::string cards;
        for (int n = 0; n < 5; ++n) {
            cards +=
                fmt::format("<div class=card><h2><a href=/q/{0}>Қалада жаңа кітапхана ашылды, {0}</a></h2></div>", n);
            std::string text;
            for (int i = 0; i < 4; ++i) text += "<p>Бұл туралы қала әкімдігі хабарлады, жұмыс үш жылға созылды.</p>";
            origin.on(fmt::format("/q/{}", n),
                      reply(200, html_fields,
                            fmt::format("<!DOCTYPE html><html lang=kk><title>Қалада</title><h1>Кітапхана {}</h1><div "
                                        "class=body>{}</div><div class=tags>Тегтер: <a href=/tag/r>Референдум-2026"
                                        "</a></div>",
                                        n, text)));
        }
        origin.on("/", reply(200, html_fields,
                             "<!DOCTYPE html><html lang=kk><title>Қала үні</title><main>" + cards + "</main>"));
    }

    /// With a source "a" and the tag of the label.
    [[nodiscard]] std::string config(const std::string& source) const {
        return folder
            .write("arna.toml", "[daemon]\nstate = \"/s\"\n[fetch]\nallow = [\"127.0.0.0/8\"]\n[[source]]\n"
                                "name = \"a\"\n" +
                                    source + "\n[[tag]]\nname = \"Референдум\"\nmatch = \"#Референдум-2026\"\n")
            .string();
    }

    [[nodiscard]] Exit run(std::vector<std::string> arguments, const std::string& config) const {
        arguments.insert(arguments.begin(), environment("ARNA_BINARY"));
        arguments.insert(arguments.end(), {"-c", config});
        return run_program(arguments);
    }
};

} // namespace

TEST_CASE_METHOD(PageSite, "try says of a page what it lists and by what, what robots.txt says, and reads an article",
                 "[app][try]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nCrawl-delay: 4\n"));
    const auto file = config("page = \"" + origin.url("/") + "\"");
    for (const auto& address : {std::string("a"), origin.url("/")}) {
        const auto tried = run({"try", address}, file);
        CAPTURE(tried.out, tried.err);
        CHECK(tried.status == 0);
        CHECK(tried.out.starts_with("kind        listing\n"));
        CHECK(tried.out.contains("items       5  (links)\n"));
        CHECK(tried.out.contains("\nrobots.txt  allowed, Crawl-delay 4 s\n"));
        CHECK(tried.out.contains("\nҚалада жаңа кітапхана ашылды, 4\n  in no tag\n"));
        CHECK(tried.out.contains("\nThe first article, " + origin.url("/q/0") + ":\n\nkind        article\n"));
        CHECK(tried.out.contains("\nҚалада жаңа кітапхана ашылды, 0\n  in Референдум, by "));
    }
}

TEST_CASE_METHOD(PageSite, "try reads the page of an article where the daemon would", "[app][try]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /no/\n"));
    const auto file = config("page = \"" + origin.url("/") + "\"");
    const auto said_of = [&](const OriginReply& answer) {
        origin.on("/q/0", answer);
        return run({"try", "a"}, file).out;
    };
    const std::string text = "<!DOCTYPE html><html lang=kk><title>Қалада</title><h1>Кітапхана</h1><p>Бұл туралы қала "
                             "әкімдігі хабарлады, жұмыс үш жылға созылды.</p>";
    for (const auto* path : {"/login", "/no/1"}) origin.on(path, reply(200, html_fields, text));
    const auto missed = "\nThe first article, " + origin.url("/q/0") + ", was not read: ";
    CHECK_THAT(said_of(redirect(302, origin.url("/login"))), Catch::Contains(missed + "it leads to a login\n"));
    CHECK_THAT(said_of(redirect(302, origin.url("/no/1"))), Catch::Contains(missed + "robots.txt forbids it (line 2"));
    CHECK_THAT(said_of(reply(200, {{"Content-Type", "application/pdf"}}, "%PDF-1.7")),
               Catch::Contains(missed + "no page: application/pdf\n"));
    CHECK_THAT(said_of(reply(203, html_fields, text)),
               Catch::Contains("\nThe first article, " + origin.url("/q/0") + ":\n"));
}

TEST_CASE_METHOD(PageSite, "try takes rules from a file, and keeps what came", "[app][try]") {
    const auto file = config("page = \"http://a.kz/\"");
    const auto rules =
        folder.write("rules.toml", "[items]\neach = \"div.card\"\n[article]\ncontent = \".body\"\n").string();
    const auto kept = (folder.path() / "kept" / "here").string();
    const auto tried = run({"try", origin.url("/"), "--rules", rules, "--save", kept}, file);
    CAPTURE(tried.out, tried.err);
    CHECK(tried.status == 0);
    CHECK(tried.out.contains("items       5  (rule)\n"));
    const auto page = run_program({environment("ARNA_BINARY"), "page", "--json", "--base", origin.url("/"), "--rules",
                                   rules, kept + "/page.html"});
    CHECK(boost::json::parse(page.out).at("items").as_array().size() == 5);
    CHECK(std::filesystem::exists(kept + "/article.html"));

    const auto none = folder.write("none.toml", "[items]\neach = \"div.tile\"\n").string();
    const auto missed = run({"try", origin.url("/"), "--rules", none}, file);
    CHECK(missed.status == 2);
    CHECK(missed.out.contains("rule-matched-nothing: items.each (div.tile) matches nothing on \"Қала үні\""));
    const auto bad = folder.write("bad.toml", "[items]\neach = \"div[\"\n").string();
    const auto wrong = run({"try", origin.url("/"), "--rules", bad}, file);
    CHECK(wrong.status == 2);
    CHECK(wrong.err.contains("bad.toml:2:12: items.each: "));
    CHECK(run({"try", origin.url("/"), "--save", rules}, file).status == 3);
}

TEST_CASE_METHOD(PageSite, "try says where the options for pages make no sense", "[app][try]") {
    const auto conf = config("url = \"" + origin.url("/") + "\"");
    const auto file = folder.write("page.html", "<!DOCTYPE html><title>Қала</title>").string();
    auto tried = run({"try", file, "--save", folder.path().string()}, conf);
    CHECK(tried.status == 2);
    CHECK_THAT(tried.err, Catch::Contains("--save needs the address of a page; a file is read by 'arna page'"));

    origin.on("/feed",
              reply(200, {{"Content-Type", "application/rss+xml"}},
                    "<rss version='2.0'><channel><title>Қала</title><item><title>A</title></item></channel></rss>"));
    tried = run({"try", origin.url("/feed"), "--save", folder.path().string()}, conf);
    CHECK(tried.status == 2);
    CHECK_THAT(tried.err, Catch::Contains("is a feed; --save is for web pages"));
}

TEST_CASE_METHOD(PageSite, "try reads the answer of an API by its paths", "[app][try]") {
    origin.on("/api", reply(200, {{"Content-Type", "application/json"}},
                            R"({"data": [{"t": "Референдум", "u": "/q/1"}, {"t": "Ауа райы", "u": "/q/2"}]})"));
    const auto paths = "[items]\neach = \"/data\"\nlink = \"" + origin.url("{/u}") + "\"\ntitle = \"/t\"\n";
    const auto rules = folder.write("api.toml", paths).string();
    const auto file =
        config("json = \"" + origin.url("/api") + "\"\n[source.items]\n" + paths.substr(paths.find('\n') + 1));
    const std::vector<std::vector<std::string>> ways{{"try", "a"}, {"try", origin.url("/api"), "--rules", rules}};
    for (const auto& way : ways) {
        auto line = way;
        line.emplace_back("--json");
        const auto tried = run(line, file);
        CAPTURE(tried.out, tried.err);
        CHECK(tried.status == 0);
        const auto page = boost::json::parse(tried.out.substr(0, tried.out.find('\n')));
        CHECK(page.at("items").at(0).at("link").as_string() == origin.url("/q/1"));
        CHECK(page.at("items").at(0).at("tags").as_array().empty());
        CHECK(page.at("robots").as_string() == "allowed");
        CHECK(tried.out.contains(R"("tag":"Референдум")")); // of its first article
    }
}

TEST_CASE_METHOD(PageSite, "a page that robots.txt forbids is not asked for", "[app][try][check]") {
    origin.on("/robots.txt", reply(200, {}, "User-agent: *\nDisallow: /\n"));
    const auto file = config("page = \"" + origin.url("/") + "\"");
    const auto tried = run({"try", "a"}, file);
    CHECK(tried.status == 3);
    CHECK(tried.err.ends_with("robots.txt forbids it (line 2: Disallow: /)\n"));
    const auto checked = run({"check", "--online"}, file);
    CHECK(checked.status == 1);
    CHECK(checked.err == "arna: a: robots.txt forbids it (line 2: Disallow: /)\n");
    CHECK(origin.hits("/") == 0);
    origin.on("/robots.txt", reply(503)); // the page itself tells how its site is, its articles wait
    CHECK(run({"check", "--online"}, file).status == 0);
    const auto silent = run({"try", "a"}, file);
    CHECK(silent.out.contains("robots.txt  does not answer: HTTP 503"));
    CHECK(silent.out.contains("was not read: robots.txt: HTTP 503"));
    CHECK(origin.hits("/q/0") == 0);
}
