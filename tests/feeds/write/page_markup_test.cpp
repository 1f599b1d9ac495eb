#include "feeds/write/page/page_markup.hpp"

#include "feeds/clean/markup/sanitize.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

std::string on_a_page(const std::string& html) { return PageMarkup::of(sanitize(html)).str(); }

} // namespace

TEST_CASE("Markup is fitted for readers without mouse or eyes", "[write][markup]") {
    struct Case {
        const char *from, *to;
    };
    const auto one = GENERATE(values<Case>({
        {"<p>plain &lt;table&gt; text</p>", "<p>plain &lt;table&gt; text</p>"},
        {"<table><tr><td>1</td></tr></table>", "<table tabindex=\"0\"><tbody><tr><td>1</td></tr></tbody></table>"},
        {"<pre>x</pre>", "<pre tabindex=\"0\">x</pre>"},
        {"<pre class=\"language-js\">x</pre>", "<pre class=\"language-js\" tabindex=\"0\">x</pre>"},
        {"<img src=\"https://a.kz/1.png\">", "<img src=\"https://a.kz/1.png\" alt=\"\">"},
        {"<img src=\"https://a.kz/1.png\" alt=\"A\">", "<img src=\"https://a.kz/1.png\" alt=\"A\">"},
        {"<a href=\"https://a.kz/?a=1&amp;b=2\"><img src=\"https://a.kz/1.png\"></a>",
         "<a href=\"https://a.kz/?a=1&amp;b=2\" aria-label=\"a.kz\">"
         "<img src=\"https://a.kz/1.png\" alt=\"\"></a>"},
        {"<a href=\"https://a.kz/\"><img src=\"https://a.kz/1.png\" alt=\"A\"></a>",
         "<a href=\"https://a.kz/\"><img src=\"https://a.kz/1.png\" alt=\"A\"></a>"},
        {"<a href=\"https://a.kz/\">A</a>", "<a href=\"https://a.kz/\">A</a>"},
        {"<p lang=\"kk\">A</p>", "<p lang=\"kk\">A</p>"},
        {"<p lang=\"xx\">A</p>", "<p>A</p>"},
        {"<p title=\"lang=\" lang=\"ru-KZ\">A</p>", "<p title=\"lang=\" lang=\"ru-KZ\">A</p>"},
        {"<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"},
        {"<ul><li>a</li><p>b</p></ul>", "<ul role=\"presentation\"><li>a</li><p>b</p></ul>"},
        {"<ol>text<li>a</li></ol>", "<ol role=\"presentation\">text"},
        {"<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"},
        {"<dl><dd>b</dd></dl>", "<dl role=\"presentation\"><dd>b</dd></dl>"},
        {"<details><summary>a <a href=\"https://a.kz/\">b</a></summary>c</details>",
         "<details><summary>a b</summary>c</details>"},
        {"", ""},
    }));
    CAPTURE(one.from, sanitize(one.from).str());
    CHECK(on_a_page(one.from).starts_with(one.to));
}

TEST_CASE("Ten thousand links without a text are read in one pass", "[write][markup]") {
    std::string html;
    for (int i = 0; i < 10'000; ++i) html += "<a href=\"https://a.kz/\"><b></b><img src=\"https://a.kz/1.png\"></a>";
    CHECK(on_a_page(html).size() > html.size());
}
