#include "feeds/text/words/look_alikes.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

namespace arna {
namespace {

/// Letters that look alike, or that a word is typed with for want of the right one. Case matters: H is Н, h is һ. What
/// a small letter resembles its capital has a pair for too, so that folding a second time finds nothing more to repair.
struct LookAlike {
    char16_t latin;
    char16_t cyrillic;
};

constexpr LookAlike look_alikes[] = {
    {u'A', u'А'}, {u'B', u'В'}, {u'C', u'С'}, {u'E', u'Е'}, {u'H', u'Н'}, {u'I', u'І'}, {u'K', u'К'}, {u'M', u'М'},
    {u'O', u'О'}, {u'P', u'Р'}, {u'T', u'Т'}, {u'X', u'Х'}, {u'Y', u'У'}, {u'a', u'а'}, {u'b', u'в'}, {u'c', u'с'},
    {u'e', u'е'}, {u'h', u'һ'}, {u'i', u'і'}, {u'k', u'к'}, {u'm', u'м'}, {u'o', u'о'}, {u'p', u'р'}, {u't', u'т'},
    {u'x', u'х'}, {u'y', u'у'}, {u'Ə', u'Ә'}, {u'ə', u'ә'}, {u'Ɵ', u'Ө'}, {u'ɵ', u'ө'},
};

/// Cyrillic letters that nobody types a Latin letter for, but that stand in for one.
constexpr LookAlike stand_ins[] = {
    {u'H', u'Һ'}, {u'S', u'Ѕ'}, {u's', u'ѕ'}, {u'J', u'Ј'}, {u'j', u'ј'}, {u'Y', u'Ү'}, {u'y', u'ү'},
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
    for (const LookAlike& pair : stand_ins) {
        if (pair.cyrillic == c) return pair.latin;
    }
    return 0;
}

/// How many letters of a word are of which script, and whether all of them look like letters of the other one.
struct Mixture {
    int latin = 0;
    int cyrillic = 0;
    bool latin_is_repairable = true;
    bool cyrillic_is_repairable = true;

    void count(UChar32 c) {
        switch (script_of(static_cast<char32_t>(c))) {
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
    const char16_t* const letters = text.getBuffer();
    for (int32_t i = start; i < end;) {
        UChar32 c = 0;
        U16_NEXT(letters, i, end, c);
        mixture.count(c);
    }
    const Script meant = mixture.meant();
    if (meant == Script::other) return;
    for (int32_t i = start; i < end; ++i) {
        const char16_t repaired = meant == Script::cyrillic ? to_cyrillic(text[i]) : to_latin(text[i]);
        if (repaired != 0) text.setCharAt(i, repaired);
    }
}

} // namespace

Script script_of(char32_t c) {
    if (c < 0x80) return is_ascii_letter(static_cast<char>(c)) ? Script::latin : Script::other;
    if (c >= 0x400 && c < 0x482) return Script::cyrillic;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN: return Script::latin;
    case USCRIPT_CYRILLIC: return Script::cyrillic;
    default: return Script::other;
    }
}

void repair_look_alikes(icu::UnicodeString& text) {
    int32_t start = 0;
    for (int32_t next = 0; next < text.length();) {
        const int32_t at = next;
        UChar32 c = 0;
        U16_NEXT(text.getBuffer(), next, text.length(), c);
        // Folding drops quotes.
        if (is_inside_word(static_cast<char32_t>(c)) || is_quote(static_cast<char32_t>(c))) continue;
        repair_word(text, start, at);
        start = next;
    }
    repair_word(text, start, text.length());
}

} // namespace arna
