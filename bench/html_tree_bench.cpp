// What building the tree of a page costs beside cutting it into tokens, in MB/s of one core.
//     html_tree_bench FILE…
// Each step reads all files, so often that it takes a while; the best of several rounds counts.
#include "feeds/html/tokenizer.hpp"
#include "feeds/html/tree/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace arna;

constexpr int rounds = 15;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::size_t count_tokens(std::string_view page) {
    Tokenizer tokens(page);
    Token token;
    std::size_t count = 0;
    while (tokens.next(token)) {
        ++count;
        if (token.kind != TokenKind::start_tag) continue;
        const ContentModel model = content_model(token.name);
        if (model != ContentModel::data) tokens.enter(model, token.name);
    }
    return count;
}

std::size_t count_nodes(std::string_view page) { return build_html_tree(page).size(); }

void measure(std::string_view name, const std::vector<std::string>& pages,
             const std::function<std::size_t(std::string_view)>& step) {
    std::size_t bytes = 0;
    for (const std::string& page : pages) bytes += page.size();
    double best = 1e9;
    std::size_t made = 0;
    for (int round = 0; round < rounds; ++round) {
        made = 0;
        const double start = cpu_seconds();
        for (const std::string& page : pages) made += step(page);
        best = std::min(best, cpu_seconds() - start);
    }
    fmt::print("{:8} {:6.0f} MB/s  {} of {} bytes\n", name, static_cast<double>(bytes) / best / 1e6, made, bytes);
}

} // namespace

int main(int count, char** arguments) {
    std::vector<std::string> pages;
    for (int i = 1; i < count; ++i) {
        std::ifstream file(arguments[i], std::ios::binary);
        pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    measure("tokens", pages, count_tokens);
    measure("nodes", pages, count_nodes);
    std::size_t most = 0;
    std::size_t bytes = 0;
    double ratio = 0;
    for (const std::string& page : pages) {
        const std::size_t memory = build_html_tree(page).memory();
        most += memory;
        bytes += page.size();
        ratio = std::max(ratio, static_cast<double>(memory) / static_cast<double>(html_tree_memory(page.size())));
    }
    fmt::print("memory   {:.1f} times the page; at most {:.2f} of html_tree_memory()\n",
               static_cast<double>(most) / static_cast<double>(bytes), ratio);
}
