#include "feeds/text/words/folding.hpp"

#include "feeds/text/stream_safe.hpp"
#include "feeds/text/words/look_alikes.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <stdexcept>

namespace arna {
namespace {

/// ICU's normalisers, which live as long as the program.
struct Normalizers {
    const icu::Normalizer2& nfc;
    const icu::Normalizer2& nfd;
    const icu::Normalizer2& nfkd;
    const icu::Normalizer2& nfkc_casefold;

    static const Normalizers& get() {
        static const Normalizers instance = load();
        return instance;
    }

private:
    static Normalizers load() {
        UErrorCode status = U_ZERO_ERROR;
        const Normalizers all{*icu::Normalizer2::getNFCInstance(status), *icu::Normalizer2::getNFDInstance(status),
                              *icu::Normalizer2::getNFKDInstance(status),
                              *icu::Normalizer2::getNFKCCasefoldInstance(status)};
        if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
        return all;
    }
};

icu::UnicodeString normalized(const icu::Normalizer2& by, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out = by.normalize(text, status);
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return out;
}

/// Latin letters whose diacritic is no separate mark in Unicode, and what is left of them without it.
struct Stroked {
    char16_t letter;
    char16_t plain;
};

constexpr Stroked stroked[] = {
    {u'ı', u'i'}, {u'ȷ', u'j'}, {u'ł', u'l'}, {u'Ł', u'L'}, {u'ø', u'o'}, {u'Ø', u'O'}, {u'đ', u'd'},
    {u'Đ', u'D'}, {u'ħ', u'h'}, {u'Ħ', u'H'}, {u'ŧ', u't'}, {u'Ŧ', u'T'}, {u'ƶ', u'z'}, {u'Ƶ', u'Z'},
    {u'ɨ', u'i'}, {u'Ɨ', u'I'}, {u'ƀ', u'b'}, {u'Ƀ', u'B'}, {u'ǥ', u'g'}, {u'Ǥ', u'G'},
};

void remove_strokes(icu::UnicodeString& text) {
    for (int32_t i = 0; i < text.length(); ++i) {
        if (text[i] < 0xD8 || text[i] > u'ɨ') continue;
        for (const auto [letter, plain] : stroked) {
            if (text[i] == letter) text.setCharAt(i, plain);
        }
    }
}

UChar32 loosened(UChar32 c) {
    switch (c) {
    case u'қ': return u'к';
    case u'ғ': return u'г';
    case u'ң': return u'н';
    case u'ө': return u'о';
    case u'ұ':
    case u'ү': return u'у';
    case u'ә': return u'а';
    case u'і': return u'и';
    case u'һ': return u'х';
    default: return c;
    }
}

/// Whether a combining mark says nothing about which letter this is: any on a Latin one; of a Cyrillic one the stress,
/// and the dots of ё.
bool is_ignored_mark(UChar32 mark, UChar32 base, Script script) {
    if (script == Script::latin) return true;
    if (script != Script::cyrillic) return false;
    constexpr UChar32 grave = 0x300;
    constexpr UChar32 acute = 0x301;
    constexpr UChar32 diaeresis = 0x308;
    if (mark == diaeresis) return base == u'е';
    return mark == grave || (mark == acute && base != u'г' && base != u'к');
}

/// Case-folded, decomposed text without what folding ignores.
icu::UnicodeString without_ignored(const icu::UnicodeString& text, bool loose) {
    std::u16string out(static_cast<std::size_t>(text.length()), u'\0');
    int32_t size = 0;
    const char16_t* const letters = text.getBuffer();
    UChar32 base = 0;
    Script script = Script::other;
    bool dropped = false; // the base, and so its marks
    for (int32_t i = 0; i < text.length();) {
        UChar32 c = 0;
        U16_NEXT(letters, i, text.length(), c);
        const bool is_mark = u_getCombiningClass(c) != 0;
        if (!is_mark) {
            base = c;
            script = script_of(static_cast<char32_t>(c));
            dropped = is_apostrophe(static_cast<char32_t>(c)) || is_quote(static_cast<char32_t>(c));
            if (loose) c = loosened(c);
        }
        if (!dropped && !(is_mark && is_ignored_mark(c, base, script))) U16_APPEND_UNSAFE(out.data(), size, c);
    }
    return {out.data(), size};
}

std::string folded_once(std::string_view text, bool loose) {
    const Normalizers& to = Normalizers::get();
    auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    if (text.contains("\u00B4")) // NFKD makes a blank of it
        wide.findAndReplace(icu::UnicodeString(u'\u00B4'), icu::UnicodeString(u'\''));
    wide = normalized(to.nfkd, wide);
    remove_strokes(wide);
    repair_look_alikes(wide);
    wide = normalized(to.nfkc_casefold, wide);
    wide = normalized(to.nfc, without_ignored(normalized(to.nfd, wide), loose));
    std::string out;
    wide.toUTF8String(out);
    return out;
}

std::string folded_piece(std::string_view text, bool loose) {
    std::string storage;
    std::string folded = folded_once(stream_safe(text, storage), loose);
    // A letter that has been loosened may now look like a Latin one, so that its word can be repaired.
    return loose ? folded_once(folded, loose) : folded;
}

/// Where the next sign stands that NFKC spells out as a sentence of 18 or 8 letters, with its blanks: U+FDFA or U+FDFB.
std::size_t find_sentence_sign(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("\xEF\xB7", from); at != std::string_view::npos;
         at = text.find("\xEF\xB7", at + 2)) {
        if (text.substr(at + 2).starts_with('\xBA') || text.substr(at + 2).starts_with('\xBB')) return at;
    }
    return text.size();
}

} // namespace

std::string folded_by_icu(std::string_view text, bool loose) {
    constexpr std::size_t sign_size = 3;
    std::string folded;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t sign = find_sentence_sign(text, at);
        if (sign > at) folded += folded_piece(text.substr(at, sign - at), loose);
        if (sign == text.size()) break;
        folded.append(text, sign, sign_size);
        at = sign + sign_size;
    }
    return folded;
}

} // namespace arna
