// The articles that tell the same story, in every format.
#include "feeds/write/page/pages.hpp"
#include "tests/feeds/write/articles.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

using namespace arna;

namespace {

Article leading_article(std::size_t more = 0) {
    Article article = news_article();
    article.entry.lang = "ru";
    article.also_in.clear();
    article.followers = {
        {.title = "Другой <заголовок>", .url = "https://dala.example/1?a=1&b=2", .source = {.name = "dala"}},
        {.title = "", .url = "javascript:alert(1)", .source = {.name = "qala"}}};
    article.more_followers = more;
    return article;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("The last paragraph of a content names who else tells the story", "[write][followers]") {
    const std::string paragraph =
        R"(<p>Также: <a href="https://dala.example/1?a=1&amp;b=2">dala</a>, qala и ещё 7</p>)";
    const auto item =
        boost::json::parse(write_json_feed(sample_channel(), all_of({leading_article(7)}))).at("items").at(0);
    CHECK(item.at("content_html").as_string().ends_with(paragraph));
    CHECK(item.at("_arna").at("also_in") ==
          boost::json::parse(R"([{"title":"Другой <заголовок>","url":"https://dala.example/1?a=1&b=2","source":"dala"},
                                 {"source":"qala"}])"));
    CHECK(count(write_atom(sample_channel(), all_of({leading_article()})), "&lt;p&gt;Также: ") == 1);
    CHECK(count(write_rss(sample_channel(), all_of({leading_article()})), "&lt;p&gt;Также: ") == 1);
}

TEST_CASE("With a summary alone its last paragraph does, and with neither nothing", "[write][followers]") {
    const auto summary = write_atom(sample_channel(), all_of({leading_article()}, ContentPolicy::summary));
    CHECK(count(summary, "&lt;p&gt;Также: ") == 1);
    CHECK(count(write_atom(sample_channel(), all_of({leading_article()}, ContentPolicy::none)), "Также: ") == 0);
}

TEST_CASE("Feeds link the pages of followers as related, under source and title", "[write][followers]") {
    const auto atom = write_atom(sample_channel(), all_of({leading_article()}));
    CHECK(count(atom,
                R"(rel="related" href="https://dala.example/1?a=1&amp;b=2" title="dala: Другой &lt;заголовок&gt;")") ==
          1);
    CHECK(count(atom, "javascript") == 0);
    CHECK(count(write_rss(sample_channel(), all_of({leading_article()})),
                R"(<atom:link rel="related" href="https://dala.example/1?a=1&amp;b=2")") == 1);
    CHECK(count(write_feed_page(sample_channel(), all_of({leading_article()}), sample_page()), "dala</a>") == 1);
}

TEST_CASE("A withdrawn article says so on the page and in JSON, and nowhere else", "[write][followers]") {
    Article article = news_article();
    article.withdrawn = article.published;
    CHECK(boost::json::parse(write_json_feed(sample_channel(), all_of({article})))
              .at("items")
              .at(0)
              .at("_arna")
              .at("withdrawn") == "2026-02-23T05:55:00Z");
    CHECK(count(write_feed_page(sample_channel(), all_of({article}), sample_page()),
                "Дереккөзі кері қайтарып алған:") == 1);
    CHECK(write_atom(sample_channel(), all_of({article})) == write_atom(sample_channel(), all_of({news_article()})));
    CHECK(write_rss(sample_channel(), all_of({article})) == write_rss(sample_channel(), all_of({news_article()})));
}
