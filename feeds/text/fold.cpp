#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace arna {
namespace {

enum class Script : std::uint8_t { other, latin, cyrillic };

/// Letters that look alike. `latin` is lower case; a capital looks like more than its small letter does (H is Н, h is һ).
struct LookAlike {
    char16_t latin;
    char16_t cyrillic;
};

constexpr LookAlike look_alikes[] = {
    {u'A', u'А'}, {u'B', u'В'}, {u'C', u'С'}, {u'E', u'Е'}, {u'H', u'Н'}, {u'I', u'І'}, {u'J', u'Ј'}, {u'K', u'К'},
    {u'M', u'М'}, {u'O', u'О'}, {u'P', u'Р'}, {u'S', u'Ѕ'}, {u'T', u'Т'}, {u'X', u'Х'}, {u'Y', u'У'}, {u'Y', u'Ү'},
    {u'a', u'а'}, {u'b', u'в'}, {u'c', u'с'}, {u'e', u'е'}, {u'h', u'һ'}, {u'i', u'і'}, {u'j', u'ј'}, {u'k', u'к'},
    {u'm', u'м'}, {u'o', u'о'}, {u'p', u'р'}, {u's', u'ѕ'}, {u't', u'т'}, {u'x', u'х'}, {u'y', u'у'}, {u'y', u'ү'},
};

char16_t to_cyrillic(UChar32 c) {
    for (const LookAlike& pair : look_alikes) {
        if (pair.latin == c) return pair.cyrillic;
    }
    return 0;
}

char16_t to_latin(UChar32 c) {
    for (const LookAlike& pair : look_alikes) {
        if (pair.cyrillic == c) return pair.latin;
    }
    return c == u'Һ' ? u'H' : u'\0';
}

Script script_of(UChar32 c) {
    if (c < 0x80) return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ? Script::latin : Script::other;
    if (c >= 0x400 && c < 0x482) return Script::cyrillic;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
    case USCRIPT_LATIN: return Script::latin;
    case USCRIPT_CYRILLIC: return Script::cyrillic;
    default: return Script::other;
    }
}

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

/// How many letters of a word are of which script, and whether all of them look like letters of the other one.
struct Mixture {
    int latin = 0;
    int cyrillic = 0;
    bool latin_is_repairable = true;
    bool cyrillic_is_repairable = true;

    void count(UChar32 c) {
        switch (script_of(c)) {
        case Script::latin:
            if (u_charType(c) == U_NON_SPACING_MARK) return;
            ++latin;
            latin_is_repairable = latin_is_repairable && to_cyrillic(c) != 0;
            break;
        case Script::cyrillic:
            ++cyrillic;
            cyrillic_is_repairable = cyrillic_is_repairable && to_latin(c) != 0;
            break;
        case Script::other: break;
        }
    }

    /// Which script the word is meant to be in; `other` where that cannot be said.
    Script meant() const {
        if (latin == 0 || cyrillic == 0) return Script::other;
        if (latin <= cyrillic && latin_is_repairable) return Script::cyrillic;
        if (cyrillic_is_repairable) return Script::latin;
        return latin_is_repairable ? Script::cyrillic : Script::other;
    }
};

void repair_word(icu::UnicodeString& text, int32_t start, int32_t end) {
    Mixture mixture;
    for (int32_t i = start; i < end; i = text.moveIndex32(i, 1)) mixture.count(text.char32At(i));
    const Script meant = mixture.meant();
    if (meant == Script::other) return;
    for (int32_t i = start; i < end; ++i) {
        const char16_t repaired = meant == Script::cyrillic ? to_cyrillic(text[i]) : to_latin(text[i]);
        if (repaired != 0) text.setCharAt(i, repaired);
    }
}

/// Replaces letters of the other script by what they look like, in words that hold letters of two. Works on decomposed
/// text, so that marks do not hide the letters.
void repair_look_alikes(icu::UnicodeString& text) {
    int32_t start = 0;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = static_cast<char32_t>(text.char32At(i));
        const bool inside = is_word_character(c) || is_apostrophe(c) ||
                            u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
        if (inside) continue;
        repair_word(text, start, i);
        start = text.moveIndex32(i, 1);
    }
    repair_word(text, start, text.length());
}

bool is_quote(UChar32 c) {
    return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201A && c <= 0x201F) || c == 0x2033 || c == 0x2039 ||
           c == 0x203A || c == 0xFF02;
}

/// Latin letters whose diacritic is no separate mark in Unicode.
UChar32 without_stroke(UChar32 c) {
    switch (c) {
    case u'ı': return 'i';
    case u'ł': return 'l';
    case u'ø': return 'o';
    case u'đ': return 'd';
    case u'ħ': return 'h';
    case u'ŧ': return 't';
    case u'ƶ': return 'z';
    case u'ɨ': return 'i';
    case u'ƀ': return 'b';
    case u'ǥ': return 'g';
    default: return c;
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

/// Whether a combining mark says nothing about which letter this is: any on a Latin one; of a Cyrillic one the stress, and
/// the dots of ё.
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
    icu::UnicodeString out;
    UChar32 base = 0;
    Script script = Script::other;
    bool dropped = false; // the base, and so its marks
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_getCombiningClass(c) != 0) {
            if (!dropped && !is_ignored_mark(c, base, script)) out.append(c);
            continue;
        }
        base = c;
        script = script_of(c);
        dropped = is_apostrophe(static_cast<char32_t>(c)) || is_quote(c);
        if (!dropped) out.append(loose ? loosened(without_stroke(c)) : without_stroke(c));
    }
    return out;
}

/// The whole definition of folding, through ICU.
std::string folded_by_icu(std::string_view text, bool loose) {
    const Normalizers& to = Normalizers::get();
    auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    wide.findAndReplace(icu::UnicodeString(u'\u00B4'), icu::UnicodeString(u'\'')); // NFKD makes a blank of it
    wide = normalized(to.nfkd, wide);
    repair_look_alikes(wide);
    wide = normalized(to.nfkc_casefold, wide);
    wide = normalized(to.nfc, without_ignored(normalized(to.nfd, wide), loose));
    std::string out;
    wide.toUTF8String(out);
    return out;
}

} // namespace

std::string fold(std::string_view text, bool loose) { return folded_by_icu(text, loose); }

} // namespace arna
