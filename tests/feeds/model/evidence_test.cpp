#include "feeds/model/evidence.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("A reason is a line for each evidence, its fields apart by tabs", "[model][evidence]") {
    const std::vector<Evidence> because{{"category", "#Референдум-2026", "Референдум-2026"},
                                        {"content", "/a\\tb/", "tab\tand\nline \\ end"}};
    CHECK(encode_reason(because) == "category\t#Референдум-2026\tРеферендум-2026\n"
                                    "content\t/a\\\\tb/\ttab\\tand\\nline \\\\ end\n");
    CHECK(decode_reason(encode_reason(because)) == because);
    CHECK(encode_reason({}).empty());
    CHECK(decode_reason("").empty());
}

TEST_CASE("A reason stays short however much was found", "[model][evidence]") {
    std::string text;
    while (text.size() < 10'000) text += "сөз ";
    const std::vector<Evidence> because(1'000, Evidence{"title", text, text});
    const std::string reason = encode_reason(because);
    CHECK(reason.size() < 1'000);
    std::string shown = "сөз";
    for (int i = 1; i < 20; ++i) shown += " сөз";
    CHECK(reason.starts_with("title\t" + shown + "…\t" + shown + "…\n"));
}

TEST_CASE("Of a damaged reason the whole lines are read", "[model][evidence]") {
    CHECK(decode_reason("title\tno more\n\ntitle\tx\tX\n\t\t\t\nlabel\ty\tY\\") ==
          std::vector<Evidence>{{"title", "x", "X"}, {"label", "y", "Y\\"}});
}
