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
        {"<img lang=\"xx\" width=\"100%\" height=\"20\" src=\"https://a.kz/1.png\" alt=\"A\">",
         "<img src=\"https://a.kz/1.png\" height=\"20\" alt=\"A\">"},
        {"<video src=\"https://a.kz/1.mp4\" width=\"640\" height=\"50%\"></video>",
         "<video src=\"https://a.kz/1.mp4\" width=\"640\""},
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
        {"<h1>a</h1><p>b</p><h2>c</h2><h6>d</h6>", "<h3>a</h3><p>b</p><h4>c</h4><h5>d</h5>"},
        {"<h2>a <b>b</b></h2><h3>c</h3>", "<h3>a <b>b</b></h3><h4>c</h4>"},
        {"<h5 lang=\"kk\">a</h5><h6>b</h6>", "<h3 lang=\"kk\">a</h3><h4>b</h4>"},
        {"<h4>a</h4><h2>b</h2><h4>c</h4><h3>d</h3>", "<h3>a</h3><h3>b</h3><h4>c</h4><h4>d</h4>"},
        {"<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6>",
         "<h3>1</h3><h4>2</h4><h5>3</h5><h6>4</h6><h6>5</h6><h6>6</h6>"},
        {"<hr><p>&lt;h1&gt;</p><h4>a</h4>", "<hr><p>&lt;h1&gt;</p><h3>a</h3>"},
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
