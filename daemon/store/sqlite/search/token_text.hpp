#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "feeds/model/token_query.hpp"

#include <string>

namespace arna {

/// Lets a connection have FTS5 tables of the tokenizer `arna`, whose tokens stand ready in the text, each with a
/// token_separator behind it; no letter is changed. Throws StoreFailure where SQLite has no FTS5.
void add_tokenizer(sqlite::Connection& connection);

/// A query in the language of FTS5.
/// Requires: it is not `anything`.
[[nodiscard]] std::string match_text(const TokenQuery& query);

} // namespace arna
