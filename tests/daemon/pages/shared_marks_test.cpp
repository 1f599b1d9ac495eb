// What a site says on every page is nobody's label and nobody's picture.
#include "daemon/pages/shared_marks.hpp"

#include "tests/daemon/pages/site.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// A page with `meta keywords` and og:image.
OriginReply marked_page(int n, const std::string& keywords, const std::string& image) {
    auto page = article_page(n, "#Бірегей");
    return html(page.replace(
        page.find("</head>"), 0,
        fmt::format("<meta name=keywords content='{}'><meta property=og:image content='{}'>", keywords, image)));
}

struct MarkedSite : Site {
    /// Keywords count only where there are no other labels.
    static std::string without_labels(std::string page) {
        const auto at = page.find("<div class=tags>");
        return page.erase(at, page.find("</div>", at) + 6 - at);
    }
    void show(int n, const std::string& keywords, const std::string& image) {
        auto page = marked_page(n, keywords, image);
        answer(n, html(without_labels(page.bytes.substr(page.bytes.find("<!DOCTYPE")))));
    }
    [[nodiscard]] Article article(int n) const {
        for (auto& one : daemon->members("all"))
            if (one.entry.title == fmt::format("Мақала {}", n)) return one;
        FAIL("no article " << n);
        return {};
    }
};

} // namespace

TEST_CASE_METHOD(MarkedSite, "keywords that two pages have in common are labels of neither", "[pages][marks]") {
    tell({1});
    show(1, "#Референдум-2026, саясат", "https://a.kz/logo.png");
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1"}); // nobody can know yet
    CHECK(article(1).entry.picture.url == "https://a.kz/logo.png");
    tell({2, 1});
    show(2, "#Референдум-2026, саясат", "https://a.kz/logo.png");
    visit();
    CHECK(members("referendum").empty());
    CHECK(members("all").size() == 2);
    CHECK(article(1).entry.picture.url.empty());
    CHECK(article(2).entry.picture.url.empty());
    CHECK(article(1).revision == 1); // it says what it said
    tell({3, 2, 1});
    show(3, "#Референдум-2026, саясат", "https://a.kz/3.jpg");
    visit();
    CHECK(members("referendum").empty());
    CHECK(article(3).entry.picture.url == "https://a.kz/3.jpg");
}

TEST_CASE_METHOD(MarkedSite, "keywords of its own are an article's labels", "[pages][marks]") {
    tell({2, 1});
    show(1, "#Референдум-2026, саясат", "https://a.kz/1.jpg");
    show(2, "футбол", "https://a.kz/2.jpg");
    visit();
    CHECK(members("referendum") == Titles{"Мақала 1"});
    CHECK(article(2).entry.picture.url == "https://a.kz/2.jpg");
}

TEST_CASE_METHOD(MarkedSite, "a page that is read again shares nothing with itself", "[pages][marks]") {
    settings.revisit = 1h;
    tell({1});
    show(1, "#Референдум-2026", "https://a.kz/1.jpg");
    visit();
    clock.advance(1h + 1s);
    visit();
    CHECK(origin.hits(path(1)) == 2);
    CHECK(members("referendum") == Titles{"Мақала 1"});
}

TEST_CASE("of more marks than are remembered the latest are", "[pages][marks]") {
    SharedMarks marks;
    std::int64_t id = 0;
    const auto picture_left = [&](std::size_t n) {
        PagePart part;
        part.entry.picture.url = fmt::format("https://a.kz/{}.png", n);
        part.evidence.emplace_back("image", "meta");
        marks.judge(SourceId{1}, ArticleId{++id}, part);
        return part.entry.picture.url;
    };
    for (std::size_t n = 0; n <= SharedMarks::most_shared; ++n) {
        picture_left(n);
        CAPTURE(n);
        CHECK(picture_left(n).empty());
        CHECK(picture_left(n).empty());
        CHECK(picture_left(0).empty());
    }
}
