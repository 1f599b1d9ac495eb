#include "feeds/rules/forms/kazakh/kazakh_sounds.hpp"

#include <algorithm>

namespace arna::kazakh {
namespace {

constexpr std::u32string_view back_vowels = U"аоұыя";
constexpr std::u32string_view front_vowels = U"әеөүіэё";

bool is_back(char32_t c) { return back_vowels.contains(c); }

/// у and и have no harmony of their own.
bool is_neutral(char32_t c) { return c == U'у' || c == U'и' || c == U'ю'; }

std::u32string_view without_signs(std::u32string_view word) {
    while (!word.empty() && (word.back() == U'ь' || word.back() == U'ъ')) word.remove_suffix(1);
    return word;
}

/// Whether и may stand between back vowels: министр, турнир, but мұхит, цифр.
bool has_hard_letter(std::u32string_view word) {
    return word.find_first_of(U"қғұы") != std::u32string_view::npos || word.ends_with(U"ифр");
}

/// Harmony by the last vowel, read from the end.
Harmony by_vowels(std::u32string_view word) {
    bool has_neutral = false;
    for (std::size_t i = word.size(); i-- > 0;) {
        const char32_t c = word[i];
        if (front_vowels.contains(c)) return Harmony::front;
        if (is_back(c)) return Harmony::back;
        if (!is_neutral(c)) continue;

        const bool is_final = i + 1 == word.size();
        // тау, Сеул: the vowel before decides; not симпозиум
        const bool is_glide = i > 0 && is_vowel(word[i - 1]) && !(c == U'у' && word[i - 1] == U'и');
        if (c == U'ю' && !is_glide) return Harmony::any; // меню, костюм
        if (c == U'и' && !is_final && !is_glide) return has_hard_letter(word) ? Harmony::any : Harmony::front;
        if (c == U'и' && is_final && std::ranges::any_of(word, is_back)) return Harmony::any; // саяси, такси
        if (c == U'у' && !is_final && !is_glide) return Harmony::back;                        // клуб, институт
        has_neutral = true;
    }
    if (!has_neutral) return Harmony::any;
    return word.back() == U'и' ? Harmony::any : Harmony::back; // ми, би; су, ту
}

} // namespace

bool is_vowel(char32_t c) { return is_back(c) || front_vowels.contains(c) || is_neutral(c); }

bool is_cyrillic(std::u32string_view word) {
    return std::ranges::all_of(word, [](char32_t c) { return c >= 0x400 && c < 0x530; });
}

Harmony harmony_of(std::u32string_view word) {
    if (!is_cyrillic(word)) return Harmony::any;
    if (word.ends_with(U'х')) return Harmony::any; // тарих, цех: said at the back, whatever the vowel
    if (word.ends_with(U'ә')) return Harmony::any; // кінәсі, and кінәсы as it is said
    const Harmony harmony = by_vowels(word);
    if (word.size() > 5 && word.ends_with(U"су")) return Harmony::any; // сөйлесуге, but Жетісуға: of су
    if (word.size() > 4 && word.ends_with(U"ов") && by_vowels(word.substr(0, word.size() - 2)) == Harmony::front)
        return Harmony::any; // Бектенов: the name before it decides, or its о
    if (harmony != Harmony::back && !word.ends_with(U"ев")) return harmony;

    // Where loanwords waver: soft consonants behind a back vowel (рубль, блог, факт, парк), names in -аев.
    constexpr std::u32string_view soft[] = {U"ь", U"г", U"к", U"кт", U"ев", U"льт", U"др", U"хал", U"аил"};
    const bool wavers = std::ranges::any_of(soft, [word](std::u32string_view end) { return word.ends_with(end); });
    const bool has_back = std::ranges::any_of(word, is_back) || word.contains(U'у');
    return wavers && has_back ? Harmony::any : harmony;
}

Sound sound_of(std::u32string_view word) {
    word = without_signs(word);
    if (word.empty() || !is_cyrillic(word)) return Sound::any;
    if (std::ranges::none_of(word, is_vowel)) return Sound::any; // ТМД, read letter by letter
    switch (word.back()) {
    case U'у': return Sound::glide;
    case U'ю': return Sound::glide | Sound::vowel;
    case U'и': return std::ranges::count_if(word, is_vowel) > 1 ? Sound::glide | Sound::vowel : Sound::glide;
    case U'р':
    case U'й': return Sound::liquid;
    case U'л': return Sound::lateral;
    case U'м':
    case U'н':
    case U'ң': return Sound::nasal;
    case U'з':
    case U'ж': return Sound::voiced;
    default: return is_vowel(word.back()) ? Sound::vowel : Sound::voiceless;
    }
}

bool is_loanword(std::u32string_view word) {
    if (!is_cyrillic(word)) return true;
    constexpr std::u32string_view foreign = U"вфцчщъьэ";
    if (word.find_first_of(foreign) != std::u32string_view::npos) return true;
    if (word.size() > 1 && !is_vowel(word[0]) && !is_vowel(word[1])) return true; // клип
    if (word.ends_with(U"ип") || word.ends_with(U"ик")) return true;              // тип, пик
    const bool has_other_vowel = std::ranges::count_if(word, is_vowel) > 1;
    return has_other_vowel &&
           (word.ends_with(U"оп") || word.ends_with(U"ок")); // о is native in the first syllable only
}

} // namespace arna::kazakh
