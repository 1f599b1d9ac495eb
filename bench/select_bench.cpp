// How fast selectors run: select_bench FILE… reads pages and prints for each selector the time over all of them, the
// steps it
// took for each node, and what it found. Building the trees is not counted.
#include "feeds/html/select/selector.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace arna;

namespace {

constexpr const char* selectors[] = {
    "a",
    "div.card",
    "article h2 > a::attr(href)",
    "ul > li:not(.promo):nth-child(odd) a[href^='/']",
    "div:has(> h2) p",
    "div p ~ p ~ p",
    ":is(h1, h2, h3):not(nav *)",
    "p:contains('2026')",
    "xpath://a",
    "xpath://div[@class='card']",
    "xpath://div[contains(concat(' ', normalize-space(@class), ' '), ' card ')]",
    "xpath://h2/following-sibling::p[1]",
    "xpath://li[position() mod 2 = 1]//a[starts-with(@href, '/')]",
    "xpath://div[h2 and not(ancestor::nav)]//text()[normalize-space()]",
    "xpath:count(//p[string-length(.) > 100])",
};

std::string read_file_at(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> pages;
    std::vector<HtmlTree> trees;
    std::size_t nodes = 0;
    for (int i = 1; i < argc; ++i) pages.push_back(read_file_at(argv[i]));
    for (const std::string& page : pages) {
        trees.push_back(build_html_tree(page));
        nodes += trees.back().size();
    }
    if (nodes == 0) {
        fmt::print(stderr, "select_bench: name pages\n");
        return 2;
    }
    fmt::print("{} pages, {} nodes\n{:>9} {:>9} {:>10} {:>8}\n", trees.size(), nodes, "ms", "ns/node", "steps/node",
               "found");
    for (const char* text : selectors) {
        const auto selector = Selector::compile(text).value();
        std::size_t found = 0;
        std::uint64_t steps = 0;
        const auto begin = std::chrono::steady_clock::now();
        for (const HtmlTree& tree : trees) {
            StepBudget budget;
            SelectorRun run(tree, budget);
            found += run.select(selector).nodes.size();
            steps += StepBudget::of_a_page - budget.left();
        }
        const double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count();
        fmt::print("{:>9.2f} {:>9.1f} {:>10.2f} {:>8}  {}\n", ns / 1e6, ns / static_cast<double>(nodes),
                   static_cast<double>(steps) / static_cast<double>(nodes), found, text);
    }
    return 0;
}
