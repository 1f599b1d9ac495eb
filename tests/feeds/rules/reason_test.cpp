#include "feeds/rules/reason.hpp"

#include "feeds/text/unicode.hpp"

using namespace arna;

TEST_CASE("A reason is read back as it was written", "[rules][reason]") {
    const std::vector<Evidence> because{{"category", "#Референдум-2026", "Референдум-2026"},
                                        {"content", "/a\\tb/", "tab\tand\nline \\ end"}};
    CHECK(encode_reason(because) == "category\t#Референдум-2026\tРеферендум-2026\n"
                                    "content\t/a\\\\tb/\ttab\\tand\\nline \\\\ end\n");
    CHECK(decode_reason(encode_reason(because)) == because);
    CHECK(compact_reason({.rule = 0, .because = because}) == encode_reason(because));
    CHECK(encode_reason({}).empty());
    CHECK(decode_reason("").empty());
}

TEST_CASE("A reason stays short however much was found", "[rules][reason]") {
    std::string text;
    while (text.size() < 10'000) text += "сөз ";
    const std::vector<Evidence> because(1'000, Evidence{"title", text, text});
    const std::string reason = encode_reason(because);
    CHECK(reason.size() < 1'000);
    REQUIRE_FALSE(decode_reason(reason).empty());
    CHECK(code_points(decode_reason(reason).front().term) <= 81);
}

TEST_CASE("Lines that are no reason are skipped", "[rules][reason]") {
    CHECK(decode_reason("nonsense\na\tb\nfield\tterm\tfound\n\t\t\t\n") ==
          std::vector<Evidence>{{"field", "term", "found"}});
}
