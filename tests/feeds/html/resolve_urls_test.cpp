#include "feeds/html/resolve_urls.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("Addresses in markup become absolute and every other byte stays", "[html][resolve_urls]") {
    struct Case {
        const char* html;
        const char* resolved;
    };
    const auto [html, resolved] = GENERATE(values<Case>({
        {"", ""},
        {"<p>text &amp; <b >x</B>", "<p>text &amp; <b >x</B>"},
        {"<a href=\"b?x&amp;y\">", "<a href=\"https://h.kz/a/b?x&amp;y\">"},
        {"<a href='/b'>", "<a href='https://h.kz/b'>"},
        {"<a href=b>", "<a href=\"https://h.kz/a/b\">"},
        {"<a href=\"https://o.kz/?a=1&b=2\">", "<a href=\"https://o.kz/?a=1&b=2\">"},
        {"<a href=\"mailto:a@b.kz\">", "<a href=\"mailto:a@b.kz\">"},
        {"<IMG alt=x SRC=i.png>", "<IMG alt=x SRC=\"https://h.kz/a/i.png\">"},
        {"<img srcset=\"s.png 1x, /l.png 2x\">", "<img srcset=\"https://h.kz/a/s.png 1x, https://h.kz/l.png 2x\">"},
        {"<video poster=p src=v>", "<video poster=\"https://h.kz/a/p\" src=\"https://h.kz/a/v\">"},
        {"<q cite=c><object data=d><p data=d>",
         "<q cite=\"https://h.kz/a/c\"><object data=\"https://h.kz/a/d\"><p data=d>"},
        {"<script>'<a href=\"x\">'</script>", "<script>'<a href=\"x\">'</script>"},
        {"<!-- <a href=x> -->", "<!-- <a href=x> -->"},
        {"<a href=\"b", "<a href=\"b"},
    }));
    CAPTURE(html);
    CHECK(resolve_urls(html, "https://h.kz/a/page") == resolved);
}

TEST_CASE("Without a base nothing changes", "[html][resolve_urls]") {
    constexpr auto html = "<a href=b><img srcset='c 1x'>";
    CHECK(resolve_urls(html, "") == html);
}
