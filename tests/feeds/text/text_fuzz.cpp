// Folding, words, hashtags, tag keys and the rest that looks at plain text.
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/folded_words.hpp"
#include "feeds/text/words/hashtags.hpp"
#include "feeds/text/words/language.hpp"
#include "feeds/text/words/tag_key.hpp"
#include "feeds/text/words/words.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_utf8(std::string_view text) { return arna::utf8_prefix(text) == text.size(); }

void check_folding(std::string_view text, bool loose) {
    const std::string folded = arna::fold(text, loose);
    require(is_utf8(folded));
    require(arna::fold(folded, loose) == folded);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_folding(text, false);
    check_folding(text, true);
    const std::string clean = arna::xml_characters(text);
    require(is_utf8(clean) && arna::xml_characters(clean) == clean);
    const std::string collapsed = arna::collapse_space(clean);
    require(arna::collapse_space(collapsed) == collapsed);
    require(arna::code_points(arna::truncate_at_word(clean, 20)) <= 20);
    require(is_utf8(arna::to_nfc(clean)));
    require(is_utf8(arna::tag_key(text)));
    std::size_t end = 0;
    arna::FoldedWords folded_words(text);
    arna::for_each_word(text, [&](const arna::Word& word) {
        require(!word.text.empty() && word.offset >= end);
        end = word.offset + word.text.size();
        require(end <= text.size());
        std::string folded;
        require(folded_words.next(folded) == word.text);
        require(folded == arna::fold(word.text.substr(0, arna::FoldedWords::longest)));
    });
    for (const std::string& tag : arna::hashtags(clean)) require(!arna::tag_key(tag).empty());
    static_cast<void>(arna::detect_language(text));
    const std::string slug = arna::slug(clean.substr(0, 64));
    require(slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos && !slug.empty());
    return 0;
}
