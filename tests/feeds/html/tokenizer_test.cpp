#include "feeds/html/tokenizer.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

/// Tokens written out: "text", <tag a='1'>, </tag>, {comment}, !doctype.
std::string tokens_of(std::string_view html) {
    Tokenizer tokens(html);
    Token token;
    std::string out;
    while (tokens.next(token)) {
        switch (token.kind) {
        case TokenKind::text: out += '"' + std::string(token.text) + '"'; break;
        case TokenKind::comment: out += '{' + std::string(token.text) + '}'; break;
        case TokenKind::doctype: out += '!' + std::string(token.text); break;
        case TokenKind::end_tag: out += "</" + std::string(token.name) + '>'; break;
        case TokenKind::start_tag:
            out += '<' + std::string(token.name);
            for (const Attribute& one : token.attributes) {
                ((((out += ' ') += one.name) += "='") += one.value) += '\'';
            }
            out += token.is_self_closing ? "/>" : ">";
            tokens.enter(content_model(token.name), token.name);
        }
    }
    return out;
}

} // namespace

TEST_CASE("Markup is cut into tokens as browsers do", "[html][tokenizer]") {
    struct Case {
        const char* html;
        const char* tokens;
    };
    const auto [html, tokens] = GENERATE(values<Case>({
        {"", ""},
        {"a<b>c</b>", R"("a"<b>"c"</b>)"},
        {"1 < 2 << 3 <= 4", R"("1 < 2 << 3 <= 4")"},
        {"a</>b", R"("a""b")"},
        {"<", R"("<")"},
        {"</", R"("</")"},
        {"<p", ""},
        {"<p class=\"a", ""},
        {"<A HREF=x Href='y'>", "<A HREF='x' Href='y'>"},
        {"<br/><img src=a/>", "<br/><img src='a/'>"},
        {"<a b = c d=\"e\"f='g' h>", "<a b='c' d='e' f='g' h=''>"},
        {"<a =b>", "<a =b=''>"},
        {"<img src=x/onerror=alert(1)>", "<img src='x/onerror=alert(1)'>"},
        {"<img/src=x/>", "<img src='x/'>"},
        {"<a title='>'>", "<a title='>'>"},
        {"<!-- a -- b -->c", R"({ a -- b }"c")"},
        {"<!-->a<!--->b<!-- c --!>d", R"({}"a"{}"b"{ c }"d")"},
        {"<!--a--", "{a}"},
        {"<?xml?><!x><//y>", "{?xml?}{x}{/y}"},
        {"<!DOCTYPE html>a", R"(! html"a")"},
        {"<![CDATA[a]]>", "{[CDATA[a]]}"},
        {"<script>a<b</SCRIPT x>c", R"(<script>"a<b"</SCRIPT>"c")"},
        {"<script><!--<script></script>--></script>a", R"(<script>"<!--<script></script>-->"</script>"a")"},
        {"<style></styles></style>", R"(<style>"</styles>"</style>)"},
        {"<title><b></title>", R"(<title>"<b>"</title>)"},
        {"<textarea>a", R"(<textarea>"a")"},
        {"<plaintext></plaintext>", R"(<plaintext>"</plaintext>")"},
    }));
    CAPTURE(html);
    CHECK(tokens_of(html) == tokens);
}

TEST_CASE("CDATA sections are text where they are allowed", "[html][tokenizer]") {
    Tokenizer tokens("<![CDATA[a<b>]]>c");
    tokens.allow_cdata(true);
    Token token;
    REQUIRE(tokens.next(token));
    CHECK(token.kind == TokenKind::text);
    CHECK(token.model == ContentModel::cdata);
    CHECK(token.text == "a<b>");
    REQUIRE(tokens.next(token));
    CHECK(token.text == "c");
    CHECK_FALSE(tokens.next(token));
}

TEST_CASE("The sources of all tokens together are the input", "[html][tokenizer]") {
    constexpr std::string_view html = "a<b c='d'>e</b ><!-- f --><!doctype g>&amp;h<?i>";
    Tokenizer tokens(html);
    Token token;
    std::string sources;
    while (tokens.next(token)) sources += token.source;
    CHECK(sources == html);
}

TEST_CASE("Hostile shapes take linear time", "[html][tokenizer]") {
    const std::string unit =
        GENERATE("<", "</", "<!", "<!--", "<a ", "<a b='", "&", "<script>", "<!--<script>", "<title></titl", "</>");
    CAPTURE(unit);
    std::string html;
    for (int i = 0; i < 500'000; ++i) html += unit;
    CHECK_NOTHROW(tokens_of(html)); // a quadratic walk would take minutes, and the test's time limit with it
}
