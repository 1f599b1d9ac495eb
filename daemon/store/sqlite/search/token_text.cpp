#include "daemon/store/sqlite/search/token_text.hpp"

#include <cassert>
#include <string_view>

namespace arna {
namespace {

int make(void* /*context*/, const char** /*arguments*/, int /*count*/, Fts5Tokenizer** made) {
    static char anything; // it has no state, but null would mean that there is none
    *made = reinterpret_cast<Fts5Tokenizer*>(&anything);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer* /*tokenizer*/) {}

using TakeToken = int (*)(void*, int, const char*, int, int, int);

int tokenize(Fts5Tokenizer* /*tokenizer*/, void* context, int /*flags*/, const char* data, int size, TakeToken take) {
    const std::string_view text(data, static_cast<std::size_t>(size));
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(token_separator, begin), text.size());
        const auto from = static_cast<int>(begin), to = static_cast<int>(end);
        if (end > begin)
            if (const int code = take(context, 0, data + from, to - from, from, to); code != SQLITE_OK) return code;
        begin = end + 1;
    }
    return SQLITE_OK;
}

void append(std::string& out, const TokenQuery& query) {
    if (query.kind == TokenQuery::Kind::token || query.kind == TokenQuery::Kind::beginning) {
        out += '"';
        for (const char c : query.letters) out.append(c == '"' ? 2 : 1, c);
        out += query.kind == TokenQuery::Kind::token ? "\"" : "\" *";
        return;
    }
    assert(!query.parts.empty());
    out += '(';
    for (std::size_t i = 0; i < query.parts.size(); ++i) {
        if (i > 0) out += query.kind == TokenQuery::Kind::all ? " AND " : " OR ";
        append(out, query.parts[i]);
    }
    out += ')';
}

} // namespace

void add_tokenizer(sqlite::Connection& connection) {
    fts5_tokenizer functions{.xCreate = make, .xDelete = destroy, .xTokenize = tokenize};
    auto* api = static_cast<fts5_api*>(connection.fts5());
    if (api->xCreateTokenizer(api, "arna", nullptr, &functions, nullptr) != SQLITE_OK)
        throw StoreFailure("SQLite takes no tokenizer");
}

std::string match_text(const TokenQuery& query) {
    std::string text;
    append(text, query);
    return text;
}

} // namespace arna
