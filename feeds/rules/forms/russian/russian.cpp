#include "feeds/rules/forms/russian/russian.hpp"

#include "feeds/rules/forms/russian/russian_stems.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>

namespace arna::russian {
namespace {

constexpr std::size_t longest_word = 64; ///< letters

} // namespace

void StemList::add(std::u32string_view letters, Endings endings) {
    if (letters.empty()) return;
    std::string encoded;
    for (const char32_t c : letters) append_utf8(encoded, c);
    constexpr Endings kind = verb::any | verb::only_reflexive;
    const auto same = std::ranges::find_if(
        stems_, [&](const Stem& stem) { return stem.letters == encoded && (stem.endings & kind) == (endings & kind); });
    if (same == stems_.end()) {
        stems_.push_back({std::move(encoded), endings});
    } else {
        same->endings |= endings;
    }
}

std::size_t vowels_in(std::u32string_view word) {
    return static_cast<std::size_t>(std::ranges::count_if(word, is_vowel));
}

bool is_one_of(std::u32string_view word, std::span<const std::u32string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool ends_in_one_of(std::u32string_view word, std::span<const std::u32string_view> ends) {
    return std::ranges::any_of(ends, [word](std::u32string_view end) { return word.ends_with(end); });
}

std::vector<std::u32string> bare_forms(std::u32string_view stem) {
    const char32_t last = last_of(stem);
    const char32_t before = last_of(without(stem, 1));
    std::vector<std::u32string> forms;
    const bool is_cluster = stem.size() > 1 && !is_vowel(before) && before != last;
    if (!is_cluster) return {std::u32string(stem)};
    if (last != U'к' || stem.ends_with(U"ск")) forms.emplace_back(stem); // игр, карт; войск, but not сумк

    const bool is_soft = before == U'ь' || before == U'й'; // which the vowel replaces: тюрем, копеек
    const std::u32string_view front = without(stem, is_soft ? 2 : 1);
    const auto add = [&](std::u32string_view vowel) { forms.push_back((std::u32string(front) += vowel) += last); };
    if (last == U'к') {
        add(is_soft || is_hissing(before) || before == U'ц' ? U"е" : U"о"); // девочек, сумок
    } else if (std::u32string_view(U"нлрмц").contains(last)) {
        add(is_velar(before) ? U"о" : U"е"); // окон, сосен
    } else if (is_soft && (last == U'г' || last == U'б' || last == U'в')) {
        add(U"е"); // денег, свадеб
    }
    return forms;
}

std::vector<Stem> stems(std::string_view word) {
    std::u32string letters;
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = next_code_point(word, at);
        if (c < U'а' || c > U'я' || letters.size() == longest_word) return {};
        letters.push_back(c);
    }
    if (vowels_in(letters) == 0) return {};
    StemList stems;
    if (add_pronoun_stems(letters, stems)) return std::move(stems).take();
    if (can_be_noun(letters)) {
        add_noun_stems(letters, stems);
        add_adjective_stems(letters, stems);
    }
    if (can_be_verb(letters)) add_verb_stems(letters, stems);
    return std::move(stems).take();
}

bool is_form(std::string_view word, std::string_view token) {
    if (word == token) return true;
    return std::ranges::any_of(stems(word), [token](const Stem& stem) {
        return token.starts_with(stem.letters) && accepts(stem.endings, token.substr(stem.letters.size()));
    });
}

} // namespace arna::russian
