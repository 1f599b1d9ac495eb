#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/words/fold_table.hpp"
#include "feeds/text/words/folding.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace arna {
namespace {

/// Folds whole words (what blanks separate) of `text` into `out`, which has room for three times the text and eight
/// bytes more, as long as the table knows them. Moves `out` behind what was written; returns how many bytes it has
/// done.
std::size_t fold_by_table(std::string_view text, const FoldTable& table, char*& out) {
    std::size_t done = 0;
    char* done_out = out;
    unsigned scripts = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char first = text[at];
        const Folded folded = table.take(text, at);
        if (folded.needs_icu != 0) break;
        std::memcpy(out, folded.bytes.data(), sizeof folded.bytes);
        out += folded.size;
        scripts |= folded.scripts;
        if (folded.ends_word == 0 && at < text.size()) continue;
        if (scripts == Folded::both) break; // there may be look-alikes to repair
        scripts = 0;
        if (first == ' ' || first == '\n' || at == text.size()) {
            done = at;
            done_out = out;
        }
    }
    out = done_out;
    return done;
}

/// Size of the first piece of `text` that can be folded on its own: up to a blank, of some kilobytes if there is a
/// choice.
std::size_t piece_size(std::string_view text) {
    constexpr std::size_t wanted = 4096;
    if (text.size() <= wanted) return text.size();
    std::size_t blank = text.find_last_of(" \n", wanted);
    if (blank == std::string_view::npos) blank = text.find_first_of(" \n", wanted);
    return blank == std::string_view::npos ? text.size() : blank + 1;
}

} // namespace

std::string fold(std::string_view text, bool loose) {
    if (std::ranges::all_of(text, is_ascii_alphanumeric)) return ascii_lowered(text); // a word, most often
    std::string out;
    out.reserve(text.size() + piece_size(text) * 2 + sizeof(Folded));
    append_folded(out, text, loose);
    return out;
}

void append_folded(std::string& out, std::string_view text, bool loose) {
    const FoldTable& table = FoldTable::get(loose);
    while (!text.empty()) {
        const std::string_view piece = text.substr(0, piece_size(text));
        const std::size_t size = out.size();
        std::size_t done = 0;
        out.resize_and_overwrite(size + piece.size() * 3 + sizeof(Folded), [&](char* data, std::size_t) {
            char* end = data + size;
            done = fold_by_table(piece, table, end);
            return static_cast<std::size_t>(end - data);
        });
        text.remove_prefix(done);
        if (done == piece.size()) continue;
        const std::size_t word = std::min(text.find_first_of(" \n"), text.size());
        out += folded_by_icu(text.substr(0, word), loose);
        text.remove_prefix(word);
    }
}

} // namespace arna
