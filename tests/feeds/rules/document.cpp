#include "tests/feeds/rules/document.hpp"

#include "feeds/text/date/date.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace arna::tests {
namespace {

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

std::string without_backticks(std::string text) {
    if (text.size() >= 2 && text.front() == '`' && text.back() == '`') return text.substr(1, text.size() - 2);
    return text;
}

/// Cells of a table's line; "\|" is a bar within one.
Cells cells_of(const std::string& line) {
    Cells cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
            cell += line[++i];
        } else if (line[i] == '|') {
            cells.push_back(without_backticks(trimmed(cell)));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return cells;
}

std::vector<std::string> lines() {
    const char* tree = std::getenv("ARNA_TREE");
    REQUIRE(tree != nullptr);
    std::ifstream file(std::string(tree) + "/docs/rules.md");
    REQUIRE(file.is_open());
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);) out.push_back(line);
    return out;
}

void set_field(MatchItem& item, const std::string& name, const std::string& value) {
    if (name == "title")
        item.title = value;
    else if (name == "summary")
        item.summary = value;
    else if (name == "content")
        item.content = value;
    else if (name == "lang")
        item.lang = value;
    else if (name == "category")
        item.categories.push_back(value);
    else if (name == "section")
        item.sections.push_back(value);
    else if (name == "author")
        item.authors.push_back(value);
    else if (name == "url")
        item.url = value;
    else if (name == "source")
        item.source = value;
    else if (name == "label")
        item.labels.push_back(value);
    else if (name == "published")
        item.published = parse_date(value);
    else if (name == "seen")
        item.seen = parse_date(value);
    else if (name == "image")
        item.has_image = value == "yes";
    else if (name == "enclosure")
        item.has_enclosure = value == "yes";
    else
        FAIL("no such field of an item: " << name);
}

std::string with_line_breaks(std::string text) {
    const std::string mark = " ¶ ";
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;) text.replace(at, mark.size(), "\n");
    return text;
}

} // namespace

std::vector<std::vector<Cells>> tables_beginning(const Cells& head) {
    std::vector<std::vector<Cells>> tables;
    bool inside = false;
    for (const std::string& line : lines()) {
        if (!line.starts_with('|')) {
            inside = false;
            continue;
        }
        Cells cells = cells_of(line);
        const bool is_head = cells.size() >= head.size() && std::equal(head.begin(), head.end(), cells.begin());
        if (!inside && is_head) {
            inside = true;
            tables.emplace_back();
        }
        if (inside && !line.starts_with("|---")) tables.back().push_back(std::move(cells));
    }
    REQUIRE_FALSE(tables.empty());
    return tables;
}

std::vector<Cells> table_rows(const Cells& head) {
    std::vector<Cells> rows;
    for (std::vector<Cells>& table : tables_beginning(head)) {
        for (std::size_t i = 1; i < table.size(); ++i) rows.push_back(std::move(table[i]));
    }
    return rows;
}

std::vector<std::string> blocks(std::string_view kind) {
    std::vector<std::string> out;
    bool inside = false;
    for (const std::string& line : lines()) {
        if (line.starts_with("```")) {
            inside = !inside && line.substr(3) == kind;
            if (inside) out.emplace_back();
        } else if (inside) {
            out.back() += line + '\n';
        }
    }
    return out;
}

MatchItem read_item(std::string_view text) {
    const std::string separator = " · ";
    MatchItem item;
    std::string rest(text);
    while (!rest.empty()) {
        const std::size_t end = rest.find(separator);
        const std::string piece = rest.substr(0, end);
        rest = end == std::string::npos ? std::string() : rest.substr(end + separator.size());
        const std::size_t colon = piece.find(": ");
        const bool is_named =
            colon != std::string::npos && piece.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == colon;
        if (is_named) {
            set_field(item, piece.substr(0, colon), with_line_breaks(piece.substr(colon + 2)));
        } else {
            item.title = with_line_breaks(piece);
        }
    }
    return item;
}

} // namespace arna::tests
