#include "feeds/text/stream_safe.hpp"

#include "feeds/text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace arna {
namespace {

const icu::Normalizer2& nfkd() {
    static const icu::Normalizer2& instance = [] -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* loaded = icu::Normalizer2::getNFKDInstance(status);
        if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
        return *loaded;
    }();
    return instance;
}

/// Whether a character is neither a mark nor dropped by folding, seen without a look into ICU's tables.
constexpr bool is_plainly_a_letter(char32_t c) { return (c < 0x300 && c != 0xAD) || (c >= 0x400 && c < 0x483); }

/// How many marks stand at the end of what a character decomposes into; all of it where it is a mark itself.
std::size_t marks_in(char32_t c) {
    icu::UnicodeString decomposed;
    if (nfkd().getDecomposition(static_cast<UChar32>(c), decomposed) == 0) {
        return u_getCombiningClass(static_cast<UChar32>(c)) != 0 ? 1 : 0;
    }
    std::size_t marks = 0;
    for (int32_t end = decomposed.length(); end > 0; ++marks) {
        end = decomposed.moveIndex32(end, -1);
        if (u_getCombiningClass(decomposed.char32At(end)) == 0) break;
    }
    return marks;
}

/// Counts the marks behind the letters of a text from left to right.
class MarkCounter {
public:
    /// Whether a character may stay.
    bool admits(char32_t c) {
        if (is_plainly_a_letter(c)) return begin(c);
        if (nfkd().hasBoundaryBefore(static_cast<UChar32>(c)) != 0) {
            // What folding drops does not keep the marks around it apart.
            return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 || begin(c);
        }
        if (!is_counted_) marks_ = marks_in(letter_);
        is_counted_ = true;
        marks_ += marks_in(c);
        return marks_ <= max_marks;
    }

private:
    bool begin(char32_t letter) {
        letter_ = letter;
        is_counted_ = false;
        return true;
    }

    char32_t letter_ = 0;
    bool is_counted_ = false; ///< the letter's own marks are in marks_
    std::size_t marks_ = 0;
};

} // namespace

std::string_view stream_safe(std::string_view text, std::string& storage) {
    MarkCounter counter;
    std::size_t kept = 0; // up to where the text is in `storage`
    bool is_cut = false;
    for (std::size_t at = ascii_prefix(text); at < text.size();) {
        const std::size_t start = at;
        if (counter.admits(next_code_point(text, at))) continue;
        if (!is_cut) storage.clear();
        is_cut = true;
        storage.append(text, kept, start - kept);
        kept = at;
    }
    if (!is_cut) return text;
    storage.append(text, kept);
    return storage;
}

} // namespace arna
