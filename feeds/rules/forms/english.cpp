#include "feeds/rules/forms/english.hpp"

#include "feeds/rules/forms/english_table.hpp"

#include <algorithm>

namespace arna::english {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").contains(c); }

bool has_vowel(std::string_view word) { return word.find_first_of("aeiouy") != std::string_view::npos; }

/// Of one syllable, a vowel and a consonant that is doubled before -ed: plan, not need, show.
bool doubles(std::string_view word) {
    if (word.size() < 3 || std::string_view("wxyh").contains(word.back()) || is_vowel(word.back())) return false;
    const std::size_t vowels = static_cast<std::size_t>(std::ranges::count_if(word, is_vowel));
    return vowels == 1 && is_vowel(word[word.size() - 2]);
}

class Forms {
public:
    explicit Forms(std::string_view word) : word_(word) {}

    std::vector<std::string> all() && {
        add_irregular();
        add_regular();
        add_comparatives();
        return std::move(forms_);
    }

private:
    void add(std::string_view stem, std::string_view ending) { forms_.push_back(std::string(stem) += ending); }
    [[nodiscard]] std::string_view without(std::size_t letters) const {
        return word_.substr(0, word_.size() - letters);
    }

    /// Appends the forms of a row, behind a prefix, if it is that of `word`.
    bool add_row(std::string_view row, std::string_view word, std::string_view prefix = {}) {
        if (!row.starts_with(word) || row.size() <= word.size() || row[word.size()] != ' ') return false;
        row.remove_prefix(word.size() + 1);
        while (!row.empty()) {
            const std::size_t end = std::min(row.find(' '), row.size());
            add(prefix, row.substr(0, end));
            row.remove_prefix(std::min(end + 1, row.size()));
        }
        return true;
    }

    void add_irregular() {
        for (const std::string_view row : plurals) add_row(row, word_);
        for (const std::string_view row : compound_plurals) {
            const std::string_view head = row.substr(0, row.find(' '));
            if (word_.ends_with(head)) add_row(row, head, without(head.size()));
        }
        for (const std::string_view row : irregular_adjectives) add_row(row, word_);
        for (const std::string_view prefix : verb_prefixes) {
            if (!word_.starts_with(prefix)) continue;
            for (const std::string_view row : verbs) add_row(row, word_.substr(prefix.size()), prefix);
        }
        constexpr std::string_view not_men[] = {"human", "german", "roman", "norman", "shaman", "ottoman", "talisman"};
        if (word_.ends_with("man") && std::ranges::find(not_men, word_) == std::end(not_men)) {
            add(without(2), "en");
            add(without(2), "ens"); // women's
        }
        if (word_.size() > 4 && word_.ends_with("sis")) add(without(2), "es"); // crises
    }

    void add_regular() {
        const bool is_word = word_.size() > 2 && has_vowel(word_);
        if (!is_word && has_vowel(word_)) return;
        const bool is_y = word_.size() > 1 && word_.ends_with('y') && !is_vowel(word_[word_.size() - 2]);
        const bool hisses = word_.ends_with('s') || word_.ends_with('x') || word_.ends_with('z') ||
                            word_.ends_with("ch") || word_.ends_with("sh");
        if (is_y)
            add(without(1), "ies");
        else if (hisses)
            add(word_, "es");
        else
            add(word_, "s");
        if (word_.ends_with('o')) add(word_, "es");
        if (word_.ends_with('s')) add(word_, "s"); // boss's, James's
        if (!is_word || word_.ends_with("ee")) return;

        const std::string_view last = word_.substr(word_.size() - 1);
        std::string stem(word_);
        if (doubles(word_)) stem += last;
        if (word_.ends_with('c')) stem += 'k'; // panicking
        add(is_y ? without(1) : std::string_view(stem), is_y ? "ied" : word_.ends_with('e') ? "d" : "ed");
        add(word_.ends_with('e') ? without(1) : std::string_view(stem), "ing");
        if (word_.size() > 3 && last == "l" && is_vowel(word_[word_.size() - 2])) { // fuelled, as the British write
            add(word_, "led");
            add(word_, "ling");
        }
    }

    void add_comparatives() {
        if (word_.size() < 3 || !adjectives.contains((std::string(" ") += word_) += ' ')) return;
        std::string stem(word_);
        if (stem.ends_with('y') && !is_vowel(stem[stem.size() - 2])) stem.back() = 'i';
        if (stem.ends_with('e')) stem.pop_back();
        if (doubles(word_)) stem += word_.back();
        add(stem, "er");
        add(stem, "est");
    }

    std::string_view word_;
    std::vector<std::string> forms_;
};

} // namespace

std::vector<std::string> listed_forms(std::string_view word) {
    constexpr std::size_t longest = 40;
    const bool is_english = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (word.empty() || word.size() > longest || !is_english) return {};
    return Forms(word).all();
}

} // namespace arna::english
