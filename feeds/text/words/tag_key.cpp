#include "feeds/text/words/tag_key.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace arna {
namespace {

/// How a Cyrillic letter is written in addresses, as sites of Kazakhstan do it.
struct Transliteration {
    char32_t letter;
    std::string_view latin;
};

constexpr Transliteration transliterations[] = {
    {U'а', "a"},  {U'ә', "a"},    {U'б', "b"},  {U'в', "v"}, {U'г', "g"},  {U'ғ', "g"}, {U'д', "d"},  {U'е', "e"},
    {U'ж', "zh"}, {U'з', "z"},    {U'и', "i"},  {U'й', "y"}, {U'к', "k"},  {U'қ', "q"}, {U'л', "l"},  {U'м', "m"},
    {U'н', "n"},  {U'ң', "n"},    {U'о', "o"},  {U'ө', "o"}, {U'п', "p"},  {U'р', "r"}, {U'с', "s"},  {U'т', "t"},
    {U'у', "u"},  {U'ұ', "u"},    {U'ү', "u"},  {U'ф', "f"}, {U'х', "kh"}, {U'һ', "h"}, {U'ц', "ts"}, {U'ч', "ch"},
    {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', ""},   {U'ы', "y"}, {U'і', "i"},  {U'ь', ""},  {U'э', "e"},  {U'ю', "yu"},
    {U'я', "ya"}, {U'є', "ye"},   {U'ї', "yi"}, {U'ґ', "g"}, {U'ў', "u"},
};

const Transliteration* transliteration_of(char32_t c) {
    for (const Transliteration& row : transliterations) {
        if (row.letter == c) return &row;
    }
    return nullptr;
}

std::unique_ptr<const icu::Transliterator> make_any_latin() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return made;
}

/// What is neither Latin nor Cyrillic, by ICU.
std::string to_latin(std::string_view text) {
    static const std::unique_ptr<const icu::Transliterator> prototype = make_any_latin();
    const std::unique_ptr<icu::Transliterator> any_latin(prototype->clone()); // to be used by one thread
    auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    any_latin->transliterate(wide);
    std::string out;
    wide.toUTF8String(out);
    return out;
}

constexpr bool is_slug_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Runs of anything else become one hyphen between what is allowed.
std::string hyphenated(std::string_view text) {
    std::string out;
    bool pending = false;
    for (const char c : text) {
        if (!is_slug_character(c)) {
            pending = !out.empty();
            continue;
        }
        if (pending) out.push_back('-');
        pending = false;
        out.push_back(c);
    }
    return out;
}

} // namespace

std::string tag_key(std::string_view name) {
    const std::string folded = fold(name);
    std::string key;
    key.reserve(folded.size());
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t start = at;
        if (is_word_character(next_code_point(folded, at))) key.append(folded, start, at - start);
    }
    return key;
}

std::string slug(std::string_view name) {
    const std::string folded = fold(name);
    std::string latin;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t start = at;
        if (const Transliteration* row = transliteration_of(next_code_point(folded, at))) {
            latin.append(row->latin);
        } else {
            latin.append(folded, start, at - start);
        }
    }
    if (ascii_prefix(latin) != latin.size()) latin = to_latin(latin);
    std::string out = hyphenated(latin);
    return out.empty() ? "tag" : out;
}

} // namespace arna
