#include "feeds/clean/markup/sanitize_rules.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using namespace arna;

namespace {

std::string names_of(AttributeSet set) {
    std::string names;
    for (const AttributeRule& rule : attribute_rules.rows()) {
        if ((set & attributes(rule.id)) == 0) continue;
        ((names += names.empty() ? "`" : ", `") += rule.name) += '`';
    }
    return names;
}

std::string_view kind_name(ValueKind kind) {
    switch (kind) {
    case ValueKind::text: return "any text";
    case ValueKind::link: return "an address with a scheme for links";
    case ValueKind::media: return "an http or https address";
    case ValueKind::picture: return "an http or https address, or a small `data:` picture";
    case ValueKind::pictures: return "such addresses with their descriptors, each judged alone";
    case ValueKind::number: return "a number of at most six digits";
    case ValueKind::length: return "a number, perhaps with %";
    case ValueKind::flag: return "nothing";
    case ValueKind::word: return "letters, digits, blanks and `-/+.;=:`";
    case ValueKind::language: return "a language tag";
    case ValueKind::direction: return "`ltr`, `rtl`, `auto`";
    case ValueKind::code_class: return "a word that begins with `language-` or `lang-`";
    case ValueKind::preload: return "`none`: sound and film are loaded when somebody plays them";
    }
    return "";
}

void add_elements(std::string& out) {
    out += "| element | written as | attributes besides the global ones |\n|---|---|---|\n";
    for (const ElementRule& rule : element_rules.rows()) {
        std::string written = rule.written.empty() ? "" : '`' + std::string(rule.written) + '`';
        if (rule.role == Role::dropped) written = "dropped";
        if (rule.role == Role::embed) written = "a link";
        if (rule.role == Role::noscript) written = "the images in it";
        if (!rule.only_in.empty()) written += ", outside `" + std::string(rule.only_in) + "`: `div`";
        out += "| `" + std::string(rule.name) + "` | " + written + " | " + names_of(rule.attributes) + " |\n";
    }
}

void add_values(std::string& out) {
    out += "\nOn every element: " + names_of(global_attributes) + ".\n\n| attribute | its value |\n|---|---|\n";
    for (const AttributeRule& rule : attribute_rules.rows()) {
        ((out += "| `" + std::string(rule.name) + "` | ") += kind_name(rule.kind)) += " |\n";
    }
    out += "\nSchemes for links:";
    for (const std::string_view scheme : link_schemes) (out += ' ') += scheme;
    out += ". Pictures in `data:` addresses:";
    for (const std::string_view type : data_picture_types) (out += ' ') += type;
    out += ", up to " + std::to_string(longest_data_picture / 1024) + " KiB.\n";
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("Every element and attribute is found by its name, whatever the case", "[clean][rules]") {
    for (const ElementRule& rule : element_rules.rows()) {
        CAPTURE(rule.name);
        CHECK(element_rules.find(rule.name) == &rule);
        std::string upper(rule.name);
        for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
        CHECK(element_rules.find(upper) == &rule);
        CHECK((rule.written.empty() || element_rules.find(rule.written) != nullptr));
    }
    for (const AttributeRule& rule : attribute_rules.rows()) CHECK(attribute_rules.find(rule.name) == &rule);
    for (const auto* unknown : {"", "x", "onclick", "scripts", "iframe2"})
        CHECK(element_rules.find(unknown) == nullptr);
}

TEST_CASE("docs/html.md prints the rules as they are", "[clean][rules]") {
    const char* tree = std::getenv("ARNA_TREE");
    REQUIRE(tree != nullptr);
    const std::string path = std::string(tree) + "/docs/html.md";
    std::string docs = read(path);
    const std::size_t begin = docs.find("-->\n", docs.find("<!-- rules:")) + 4;
    const std::size_t end = docs.find("<!-- end of rules -->");
    REQUIRE(end != std::string::npos);
    std::string rules;
    add_elements(rules);
    add_values(rules);
    if (std::getenv("ARNA_UPDATE_DOCS") != nullptr) {
        docs.replace(begin, end - begin, rules);
        std::ofstream(path, std::ios::binary) << docs;
        return;
    }
    CHECK(docs.substr(begin, end - begin) == rules);
}
