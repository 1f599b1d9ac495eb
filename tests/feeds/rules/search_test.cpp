#include "feeds/rules/query/query.hpp"
#include "feeds/rules/search/item_tokens.hpp"
#include "feeds/rules/search/needed_tokens.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace arna;

namespace {

/// A query in a short form: word, beginning*, (a & b), (a | b), ? for anything; languages by number.
std::string printed(const TokenQuery& query) {
    switch (query.kind) {
    case TokenQuery::Kind::anything: return "?";
    case TokenQuery::Kind::token: return query.letters[0] == '\x01' ? "#" + query.letters.substr(1) : query.letters;
    case TokenQuery::Kind::beginning: return query.letters + "*";
    default: break;
    }
    std::string text = "(";
    for (const auto& part : query.parts)
        text += (text.size() > 1 ? query.kind == TokenQuery::Kind::all ? " & " : " | " : "") + printed(part);
    return text + ")";
}

std::string needed(const std::string& rule) {
    const auto query = parse_query(rule);
    REQUIRE(query);
    return printed(needed_tokens(query->root));
}

std::string tokens(const MatchItem& item) {
    auto text = item_tokens(item);
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\x01', '#');
    return text;
}

} // namespace

TEST_CASE("A rule needs the beginnings that all forms of its words share", "[rules][search]") {
    CHECK(needed("=трамвай") == "трамвай");
    CHECK(needed("трам*") == "трам*");
    CHECK(needed("мектеп") == "(мектеб* | мектеп*)");
    CHECK(needed("халық =заң") == "((халығ* | халық* | халқ*) & заң)");
    CHECK(needed("title:=заң OR author:=Иванов") == "(заң | иванов)");
    CHECK(needed("\"=заң\"") == needed("заң"));
}

TEST_CASE("What needs no word is anything, and so is what may do without", "[rules][search]") {
    for (const char* rule : {"#заң", "/заң/", "lang:kk", "age<7d", "url:zakon", "source:a", "has:image",
                             "published>2026", "=заң OR lang:kk", "=заң OR -=жоба", "-(-=заң)=жоба OR #a"}) {
        CAPTURE(rule);
        CHECK(needed(rule) == "?");
    }
    CHECK(needed("=заң -=жоба") == "заң");
    CHECK(needed("=заң lang:kk /a/") == "заң");
    CHECK(needed("=заң (=a OR #b)") == "заң");
    CHECK(needed("=заң (=a OR =b)") == "(заң & (a | b))");
}

TEST_CASE("A rule that asks for too much is not looked up", "[rules][search]") {
    std::string many = "=w0";
    for (int n = 1; n < 3'000; ++n) many += " OR =w" + std::to_string(n);
    CHECK(needed(many) == "?");
    CHECK(needed("=a AND (" + many + ")") == "a");
    std::string deep = "=z";
    for (int n = 0; n < 30; ++n) deep = "(=a OR (=b " + deep + "))";
    CHECK(needed(deep) != "?");
}

// What item_tokens() gives is kept in search.db: when this test must change, token_version() must be raised.
TEST_CASE("The tokens of an item are its words as rules compare them, and languages of other forms",
          "[rules][search]") {
    CHECK(tokens({.title = "Ұлы дала, ұлы ДАЛА", .content = "2026-ға O'Brien ½ ﬁsh ёлка", .lang = "kk"}) ==
          "1⁄2 2026 fish obrien дала елка ға ұлы ");
    CHECK(tokens({.title = "Haus", .lang = "de", .authors = {"A. B"}}) == "a b haus #11 ");
    CHECK(tokens({.title = "x", .lang = "kk", .categories = {"Қоғам"}}) == "x қоғам ");
    CHECK(tokens({.title = "x", .lang = "ar"}) == "x #3 ");
    CHECK(tokens({.title = "1", .lang = ""}).starts_with("1 #5 #"));
    CHECK(token_version().starts_with("1 unicode "));
    CHECK(tokens({}).find_first_not_of("#0123456789 ") == std::string::npos);
}
