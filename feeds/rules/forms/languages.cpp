#include "feeds/rules/forms/languages.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/language.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <string>

namespace arna {
namespace {

struct LanguageFacts {
    std::string_view code;
    WordScript script;
};

/// In the order of Language.
constexpr std::array<LanguageFacts, language_count> facts = {{
    {"kk", WordScript::cyrillic}, {"ru", WordScript::cyrillic},   {"en", WordScript::latin},
    {"ar", WordScript::arabic},   {"hy", WordScript::armenian},   {"eu", WordScript::latin},
    {"ca", WordScript::latin},    {"da", WordScript::latin},      {"nl", WordScript::latin},
    {"fi", WordScript::latin},    {"fr", WordScript::latin},      {"de", WordScript::latin},
    {"el", WordScript::greek},    {"hi", WordScript::devanagari}, {"hu", WordScript::latin},
    {"id", WordScript::latin},    {"ga", WordScript::latin},      {"it", WordScript::latin},
    {"lt", WordScript::latin},    {"ne", WordScript::devanagari}, {"no", WordScript::latin},
    {"pt", WordScript::latin},    {"ro", WordScript::latin},      {"sr", WordScript::latin},
    {"es", WordScript::latin},    {"sv", WordScript::latin},      {"ta", WordScript::tamil},
    {"tr", WordScript::latin},    {"yi", WordScript::hebrew},
}};

constexpr LanguageSet of_script(WordScript script) {
    LanguageSet set;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (facts[i].script == script) set |= static_cast<Language>(i);
    }
    return set;
}

constexpr LanguageSet all_languages() {
    LanguageSet set;
    for (std::size_t i = 0; i < facts.size(); ++i) set |= static_cast<Language>(i);
    return set;
}

constexpr WordScript third_scripts[] = {WordScript::arabic, WordScript::armenian,   WordScript::greek,
                                        WordScript::tamil,  WordScript::devanagari, WordScript::hebrew};

/// In lower case.
std::string first_subtag(std::string_view code) { return ascii_lowered(code.substr(0, code.find_first_of("-_"))); }

} // namespace

WordScript script_of_word(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = next_code_point(word, at);
        if (c >= 0x400 && c < 0x482) return WordScript::cyrillic;
        if (u_isalpha(static_cast<UChar32>(c)) == 0) continue;
        if (c < 0x80) return WordScript::latin;
        UErrorCode status = U_ZERO_ERROR;
        switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
        case USCRIPT_CYRILLIC: return WordScript::cyrillic;
        case USCRIPT_LATIN: return WordScript::latin;
        case USCRIPT_ARABIC: return WordScript::arabic;
        case USCRIPT_ARMENIAN: return WordScript::armenian;
        case USCRIPT_GREEK: return WordScript::greek;
        case USCRIPT_DEVANAGARI: return WordScript::devanagari;
        case USCRIPT_TAMIL: return WordScript::tamil;
        case USCRIPT_HEBREW: return WordScript::hebrew;
        default: return WordScript::other;
        }
    }
    return WordScript::none;
}

LanguageSet languages_of(WordScript script) { return of_script(script); }

std::optional<Language> language_of(std::string_view code) {
    std::string subtag = first_subtag(code);
    if (subtag == "nb" || subtag == "nn") subtag = "no";
    const auto* found = std::ranges::find(facts, subtag, &LanguageFacts::code);
    if (found == facts.end()) return std::nullopt;
    return static_cast<Language>(found - facts.begin());
}

bool is_unknown_language(std::string_view code) { return code.empty() || first_subtag(code) == "und"; }

FormLanguages form_languages_of_text(std::string_view text) {
    const LanguageGuess guess = guess_language(text);
    if (guess.language.empty() || (guess.is_latin && guess.language != "en")) return form_languages({});
    LanguageSet languages = Language::english;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (facts[i].script != WordScript::latin) languages |= static_cast<Language>(i);
    }
    return {languages, languages};
}

FormLanguages form_languages(std::string_view code) {
    if (is_unknown_language(code)) return {all_languages(), all_languages()};

    FormLanguages forms;
    const auto language = language_of(code);
    const WordScript own_script = language ? facts[static_cast<std::size_t>(*language)].script : WordScript::none;
    if (language) forms.of_short_words |= *language;
    if (own_script != WordScript::latin) forms.of_short_words |= Language::english;
    for (const WordScript script : third_scripts) {
        if (script != own_script) forms.of_short_words |= of_script(script);
    }
    forms.of_long_words = forms.of_short_words | of_script(WordScript::cyrillic);
    return forms;
}

} // namespace arna
