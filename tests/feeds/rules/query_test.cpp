#include "feeds/rules/query.hpp"

using namespace arna;

namespace {

std::string printed(std::string_view rule) {
    const auto query = parse_query(rule);
    return query ? print_query(query->root) : fmt::format("{}: {}", query.error().column, query.error().message);
}

} // namespace

TEST_CASE("Terms side by side are joined by AND, which binds tighter than OR", "[rules][query]") {
    CHECK(printed("a b OR c") == "a AND b OR c");
    CHECK(printed("a (b OR c)") == "a AND (b OR c)");
    CHECK(printed("a OR b c OR d") == "a OR b AND c OR d");
    CHECK(printed("NOT a b") == "NOT a AND b");
    CHECK(printed("-a b") == "NOT a AND b");
}

TEST_CASE("A field binds one term or group, and the inner one wins", "[rules][query]") {
    CHECK(printed("title:a b") == "title:a AND b");
    CHECK(printed("title:(a summary:(b text:c))") == "title:a AND summary:b AND c");
}
