#include "feeds/html/plain_text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("Markup becomes the text that a reader sees", "[html][plain_text]") {
    struct Case {
        const char* html;
        const char* text;
    };
    const auto [html, text] = GENERATE(values<Case>({
        {"", ""},
        {"  plain \n text ", "plain text"},
        {"<p>Бір</p><p>екі</p>", "Бір\nекі"},
        {"a<br>b<br/><br>c", "a\nb\nc"},
        {"<ul><li>a</li><li>b</li></ul>c", "a\nb\nc"},
        {"<b>bo</b>ld", "bold"},
        {"a <b> b </b> c", "a b c"},
        {"<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"},
        {"<h1>T</h1>\n\n<div><div>x</div></div>", "T\nx"},
        {"5 &lt; 6 &amp;&amp; &laquo;q&raquo;&nbsp;&mdash; d", "5 < 6 && «q» — d"},
        {"a\u00A0\u2009\u3000b", "a b"},
        {"<pre>one\n  two</pre>", "one\ntwo"},
        {"one\ntwo", "one two"},
        {"1 < 2", "1 < 2"},
        {"<xmp><b></xmp>", "<b>"},
        {"漢<rp>(</rp><rt>kan</rt><rp>)</rp>", "漢kan"},
    }));
    CAPTURE(html);
    CHECK(plain_text(html) == text);
}

TEST_CASE("What is never shown is no text", "[html][plain_text]") {
    const std::string hidden = GENERATE(
        "<script>x</script>", "<style>x</style>", "<!-- x -->", "<template>x<template>x</template>x</template>",
        "<title>x</title>", "<textarea>x</textarea>", "<iframe>x</iframe>", "<noscript>x</noscript>",
        "<svg><text>x</text></svg>", "<video>x</video>", "<audio src=a>x</audio>", "<div hidden>x<div>x</div>x</div>",
        "<span style='Display : none'>x</span>", "<span style='display&#58;none'>x</span>", "<img alt=x>",
        "<input hidden value=x>", "<?x?>", "<script>x<!--<script>x</script>x-->x</script>");
    CAPTURE(hidden);
    CHECK(plain_text("a " + hidden + " b") == "a b");
}

TEST_CASE("A hidden paragraph ends where the next block begins", "[html][plain_text]") {
    CHECK(plain_text("<p hidden>a<p>b") == "b");
    CHECK(plain_text("<p style='display:none'>a<div>b</div>") == "b");
}
