#pragma once
#include "feeds/rules/item/match_item.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna::tests {

/// A row of a table, or a fenced block as one cell.
using Cells = std::vector<std::string>;

/// The rows of every table of docs/rules.md whose head is `head`, without their backticks.
std::vector<Cells> table_rows(const Cells& head);

/// All rows of tables whose head begins with these cells, the head first.
std::vector<std::vector<Cells>> tables_beginning(const Cells& head);

/// The fenced blocks of a kind: ```kind.
std::vector<std::string> blocks(std::string_view kind);

/// An item in the notation of that page.
MatchItem read_item(std::string_view text);

} // namespace arna::tests
