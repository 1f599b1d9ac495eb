// The examples of docs/selectors.md: its page, and what its tables say that selectors find.
#include "selected.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace arna;

namespace {

std::string document() {
    const char* tree = std::getenv("ARNA_TREE");
    std::ifstream in(std::filesystem::path(tree != nullptr ? tree : ".") / "docs/selectors.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The cells of a row of a table; "\|" is no border.
std::vector<std::string> cells_of(std::string_view row) {
    std::vector<std::string> cells(1);
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i] == '|' && row[i - 1] != '\\')
            cells.emplace_back();
        else
            cells.back() += row[i];
    }
    return cells;
}

/// What stands between backticks.
Found code_in(std::string_view cell) {
    Found found;
    for (std::size_t begin = cell.find('`'); begin != std::string_view::npos; begin = cell.find('`', begin)) {
        const auto end = cell.find('`', begin + 1);
        if (end == std::string_view::npos) break;
        found.emplace_back(cell.substr(begin + 1, end - begin - 1));
        begin = end + 1;
    }
    return found;
}

} // namespace

TEST_CASE("Selectors find what their documentation says", "[html][select][docs]") {
    const std::string text = document();
    const auto begin = text.find("```html\n") + 8;
    REQUIRE(begin > 8);
    const SelectedPage page(std::string_view(text).substr(begin, text.find("\n```", begin) - begin));
    int rows = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        const auto cells = line.starts_with("| `") ? cells_of(line) : std::vector<std::string>();
        const bool is_example = cells.size() == 4; // selector, what it finds, a remark, the end
        if (!is_example) continue;
        const auto selector = code_in(cells[0]);
        REQUIRE(selector.size() == 1);
        CAPTURE(selector[0]);
        CHECK(page.found(selector[0]) == code_in(cells[1]));
        ++rows;
    }
    CHECK(rows > 25);
}
