#include "feeds/rules/forms/kazakh/kazakh_endings.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <string_view>

namespace arna::kazakh {
namespace {

constexpr unsigned nominal = stem | plural | adjective | attributive;
constexpr unsigned possessable = stem | plural | adjective;
constexpr unsigned his = possessed_by_him | belonging;
constexpr unsigned personal = nominal | possessed | possessed_by_him | locative | other_case | belonging;

constexpr Sound open = Sound::vowel | Sound::glide | Sound::liquid;   // behind them лар, лық
constexpr Sound dull = Sound::lateral | Sound::nasal | Sound::voiced; // дар, дық
constexpr Sound sonorous = open | dull;                               // not тар, тық
constexpr Sound smooth = open | Sound::lateral | Sound::nasal;        // мен, not бен
constexpr Sound consonant = Sound::glide | Sound::liquid | dull | Sound::voiceless;

/// In `letters` A is а or е, Y ы or і, G ғ or г, Q қ or к, by harmony.
struct Row {
    unsigned from;
    Sound after;
    std::string_view letters;
    Place to;
};

constexpr Row table[] = {
    // What makes another word: her surname, the noun of a verb
    {surname, Sound::any, "а", stem},
    {root, Sound::glide, "у", stem},
    // Plural
    {stem | adjective | attributive | belonging, open, "лAр", plural},
    {stem | adjective | attributive | belonging, dull, "дAр", plural},
    {stem | adjective | attributive | belonging, Sound::voiceless, "тAр", plural},
    // Possessive: my, your, your (polite), our, his; and of several owners: your, your (polite)
    {possessable, Sound::vowel, "м", possessed},
    {possessable, Sound::vowel, "ң", possessed},
    {possessable, Sound::vowel, "ңYз", possessed},
    {possessable, Sound::vowel, "мYз", possessed},
    {possessable | attributive, Sound::vowel, "сY", possessed_by_him},
    {possessable, Sound::vowel, "ңдAр", possessed},
    {possessable, Sound::vowel, "ңYздAр", possessed},
    {possessable | before_vowel, consonant, "Yм", possessed},
    {possessable | before_vowel, consonant, "Yң", possessed},
    {possessable | before_vowel, consonant, "YңYз", possessed},
    {possessable | before_vowel, consonant, "YмYз", possessed},
    {possessable | before_vowel, consonant, "YңдAр", possessed},
    {possessable | before_vowel, consonant, "YңYздAр", possessed},
    {possessable | before_vowel, consonant, "Y", possessed_by_him},
    // Genitive
    {nominal | possessed, Sound::vowel | Sound::nasal, "нYң", finished},
    {nominal | possessed, Sound::glide | Sound::liquid | Sound::lateral | Sound::voiced, "дYң", finished},
    {nominal, Sound::voiceless, "тYң", finished},
    {his, Sound::vowel, "нYң", finished},
    // Accusative
    {nominal, Sound::vowel, "нY", finished},
    {nominal | possessed, Sound::glide | Sound::liquid | dull, "дY", finished},
    {nominal, Sound::voiceless, "тY", finished},
    {his, Sound::vowel, "н", finished},
    // Dative
    {nominal, sonorous, "GA", finished},
    {nominal, Sound::voiceless, "QA", finished},
    {possessed, Sound::nasal, "A", finished},
    {possessed, Sound::voiced | Sound::liquid, "GA", finished},
    {his, Sound::vowel, "нA", finished},
    // Locative, and what is there: -дағы
    {nominal | possessed, sonorous, "дA", locative},
    {nominal, Sound::voiceless, "тA", locative},
    {his, Sound::vowel, "ндA", locative},
    {locative, Sound::vowel, "GY", attributive},
    // Ablative
    {nominal | possessed, open | Sound::lateral | Sound::voiced, "дAн", other_case},
    {nominal | possessed, Sound::nasal, "нAн", other_case},
    {nominal, Sound::voiceless, "тAн", other_case},
    {his, Sound::vowel, "нAн", other_case},
    // Instrumental, without harmony
    {nominal | possessed | his, smooth, "мен", other_case},
    {nominal | possessed, Sound::voiced, "бен", other_case},
    {nominal, Sound::voiceless, "пен", other_case},
    {nominal | possessed | his, smooth, "менен", finished},
    {nominal | possessed, Sound::voiced, "бенен", finished},
    {nominal, Sound::voiceless, "пенен", finished},
    // Whose it is: -нікі, without harmony
    {possessable | possessed_by_him, Sound::vowel, "нікі", belonging},
    {possessable | possessed, Sound::glide | Sound::liquid | dull, "дікі", belonging},
    {possessable, Sound::voiceless, "тікі", belonging},
    // The two adjectives
    {stem | plural, Sound::any, "сYз", adjective},
    {possessed_by_him, Sound::vowel, "нсYз", adjective},
    {stem, open, "лYQ", adjective},
    {stem, dull, "дYQ", adjective},
    {stem, Sound::voiceless, "тYQ", adjective},
    {stem, open, "лYG", before_vowel},
    {stem, dull, "дYG", before_vowel},
    {stem, Sound::voiceless, "тYG", before_vowel},
    // Personal: I am, you are, you are (polite), we are, you all are
    {personal, smooth, "мYн", finished},
    {personal, Sound::voiced, "бYн", finished},
    {personal, Sound::voiceless, "пYн", finished},
    {personal, Sound::any, "сYң", finished},
    {personal, Sound::any, "сYз", finished},
    {personal, smooth, "мYз", finished},
    {personal, Sound::voiced | Sound::nasal, "бYз", finished},
    {personal, Sound::voiceless, "пYз", finished},
    {personal, Sound::any, "сYңдAр", finished},
    {personal, Sound::any, "сYздAр", finished},
};

std::u32string spell(std::string_view pattern, bool back, bool loose) {
    std::string letters;
    for (const char c : pattern) {
        switch (c) {
        case 'A': letters += back ? "а" : "е"; break;
        case 'Y': letters += back ? "ы" : "і"; break;
        case 'G': letters += back ? "ғ" : "г"; break;
        case 'Q': letters += back ? "қ" : "к"; break;
        default: letters += c;
        }
    }
    letters = fold(letters, loose);
    std::u32string out;
    for (std::size_t at = 0; at < letters.size();) out.push_back(next_code_point(letters, at));
    return out;
}

/// What an ending of the table ends with.
Sound last_sound(std::string_view pattern) {
    if (pattern.ends_with('A') || pattern.ends_with('Y')) return Sound::vowel;
    if (pattern.ends_with("а") || pattern.ends_with("і")) return Sound::vowel;
    if (pattern.ends_with("у")) return Sound::glide;
    if (pattern.ends_with('G') || pattern.ends_with('Q')) return Sound::voiceless;
    if (pattern.ends_with("р")) return Sound::liquid;
    if (pattern.ends_with("з")) return Sound::voiced;
    return Sound::nasal;
}

} // namespace

std::vector<Ending> endings(bool loose) {
    std::vector<Ending> out;
    for (const Row& row : table) {
        const bool is_front = row.letters.contains("е") || row.letters.contains("і"); // spelled so behind any vowel
        for (const Harmony harmony : {Harmony::back, Harmony::front}) {
            out.push_back({.from = row.from,
                           .after = row.after,
                           .harmony = harmony,
                           .letters = spell(row.letters, harmony == Harmony::back, loose),
                           .to = row.to,
                           .last = last_sound(row.letters),
                           .onwards = is_front ? Harmony::front : harmony});
        }
    }
    return out;
}

} // namespace arna::kazakh
