#include "feeds/rules/reason.hpp"

using namespace arna;

TEST_CASE("A reason is a line for each evidence, its fields apart by tabs", "[rules][reason]") {
    const std::vector<Evidence> because{{"category", "#Референдум-2026", "Референдум-2026"},
                                        {"content", "/a\\tb/", "tab\tand\nline \\ end"}};
    CHECK(encode_reason(because) == "category\t#Референдум-2026\tРеферендум-2026\n"
                                    "content\t/a\\\\tb/\ttab\\tand\\nline \\\\ end\n");
    CHECK(encode_reason({}).empty());
}

TEST_CASE("A reason stays short however much was found", "[rules][reason]") {
    std::string text;
    while (text.size() < 10'000) text += "сөз ";
    const std::vector<Evidence> because(1'000, Evidence{"title", text, text});
    const std::string reason = encode_reason(because);
    CHECK(reason.size() < 1'000);
    std::string shown = "сөз";
    for (int i = 1; i < 20; ++i) shown += " сөз";
    CHECK(reason.starts_with("title\t" + shown + "…\t" + shown + "…\n"));
}
