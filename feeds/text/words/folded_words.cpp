#include "feeds/text/words/folded_words.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/fold_table.hpp"

#include <array>
#include <cstring>

namespace arna {

FoldedWords::FoldedWords(std::string_view text) : text_(text), table_(FoldTable::get(false)) {}

std::optional<std::string_view> FoldedWords::next(std::string& out) {
    if (!skip_to_word()) return std::nullopt;
    const std::size_t start = at_;
    if (!take_word_by_table(out)) take_word(out);
    return text_.substr(start, at_ - start);
}

/// Moves to the next character that can begin a word.
bool FoldedWords::skip_to_word() {
    while (at_ < text_.size()) {
        std::size_t behind = at_;
        const Folded folded = table_.take(text_, behind);
        if (folded.needs_icu != 0) {
            behind = at_;
            if (is_word_character(next_code_point(text_, behind))) return true;
        } else if (folded.in_words != 0) {
            return true;
        }
        at_ = behind;
    }
    return false;
}

/// Takes the word that begins here, if it is short and each of its characters folds by itself; else does nothing.
bool FoldedWords::take_word_by_table(std::string& out) {
    std::array<char, 3 * longest + sizeof(Folded)> letters;
    char* next = letters.data();
    const char* letters_end = next; // as far as the word goes
    std::size_t end = at_;
    unsigned scripts = 0;
    for (std::size_t at = at_; at < text_.size();) {
        const Folded folded = table_.take(text_, at);
        if (folded.needs_icu != 0 || at - at_ > longest) return false;
        if (folded.inside == 0) break;
        std::memcpy(next, folded.bytes.data(), sizeof folded.bytes);
        next += folded.size;
        scripts |= folded.scripts;
        if (folded.in_words == 0) continue;
        end = at;
        letters_end = next;
    }
    if (scripts == Folded::both) return false; // there may be look-alikes to repair
    out.append(letters.data(), static_cast<std::size_t>(letters_end - letters.data()));
    at_ = end;
    return true;
}

void FoldedWords::take_word(std::string& out) {
    const std::string_view word = Words(text_.substr(at_)).next().value_or(Word{}).text;
    append_folded(out, word.substr(0, longest));
    at_ += word.size();
}

} // namespace arna
