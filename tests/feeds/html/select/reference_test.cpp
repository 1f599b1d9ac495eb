// page.html under expressions of XPath and CSS, with what others find in it: make_references.py says who.
#include "feeds/html/select/selector.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unordered_map>

using namespace arna;

namespace {

std::string fixture(const char* name) {
    const char* folder = std::getenv("ARNA_FIXTURES");
    REQUIRE(folder != nullptr);
    std::ifstream in(std::filesystem::path(folder) / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            const char c = text[++i];
            out += c == 't' ? '\t' : c == 'n' ? '\n' : c;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// A document whose elements are numbered in order.
class NumberedPage {
public:
    NumberedPage() {
        html_ = fixture("page.html");
        while (html_.ends_with('\n')) html_.pop_back();
        tree_.emplace(build_html_tree(html_));
        for (std::uint32_t i = 0; i < tree_->size(); ++i)
            if (tree_->is_element(NodeId{i})) numbers_.emplace(i, numbers_.size());
    }

    std::string result(const Selector& selector) {
        StepBudget budget;
        SelectorRun run(*tree_, budget);
        const Selection found = run.select(selector, selector.is_xpath() ? tree_->root() : HtmlTree::document());
        if (found.value) return escaped(*found.value);
        std::string text = "nodes ";
        bool is_first = true;
        for (const NodeRef node : found.nodes) {
            if (node.node() == HtmlTree::document()) continue; // the others leave it out
            text += is_first ? "" : " ";
            is_first = false;
            text += shown(node, run);
        }
        return text;
    }

private:
    std::string shown(NodeRef node, SelectorRun& run) {
        if (node.is_attribute())
            return fmt::format("{}@{}", numbers_.at(index_of(node.node())), node.attribute(*tree_).name);
        switch ((*tree_)[node.node()].kind) {
        case NodeKind::element: return fmt::format("{}", numbers_.at(index_of(node.node())));
        case NodeKind::text: return fmt::format("'{}'", escaped(run.text_of(node)));
        default: return "comment";
        }
    }

    std::string html_;
    std::optional<HtmlTree> tree_;
    std::unordered_map<std::uint32_t, std::size_t> numbers_;
};

void compare_all(const char* file, std::string_view prefix) {
    NumberedPage page;
    std::size_t count = 0;
    const std::string lines = fixture(file);
    for (std::size_t at = 0; at < lines.size(); ++count) {
        const auto end = lines.find('\n', at), tab = lines.find('\t', at);
        REQUIRE(tab < end);
        const std::string text = fmt::format("{}{}", prefix, unescaped(lines.substr(at, tab - at)));
        std::string expected = lines.substr(tab + 1, end - tab - 1);
        for (const std::string_view type : {"string ", "number ", "boolean "})
            if (expected.starts_with(type)) expected = expected.substr(type.size());
        at = end + 1;
        CAPTURE(text);
        const auto selector = Selector::compile(text);
        if (!selector) {
            CAPTURE(selector.error().message, selector.error().column);
            CHECK(selector);
            continue;
        }
        CHECK(page.result(*selector) == expected);
    }
    CHECK(count > 500);
}

} // namespace

TEST_CASE("XPath finds what libxml2 finds", "[html][select][xpath]") { compare_all("xpath_reference.txt", "xpath:"); }

TEST_CASE("CSS finds what soupsieve finds", "[html][select][css]") { compare_all("css_reference.txt", ""); }
