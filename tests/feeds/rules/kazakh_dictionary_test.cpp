#include "feeds/rules/forms/kazakh/kazakh.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <unordered_set>

using namespace arna;

// Measures the grammar against the dictionary of hunspell-kk (Debian), which is no part of this tree: it generates
// forms of
// 42,000 words by simpler rules of its own. What it generates against the documented order, voicing, harmony and
// assimilation is
// filtered out by `Possible`, which shares nothing with the grammar that is tested.

namespace {

constexpr const char* affixes_path = "/usr/share/hunspell/kk_KZ.aff";
constexpr const char* words_path = "/usr/share/hunspell/kk_KZ.dic";

std::u32string letters_of(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

std::string text_of(std::u32string_view letters) {
    std::string out;
    for (const char32_t c : letters) append_utf8(out, c);
    return out;
}

std::vector<std::string> lines_of(const char* path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        while (line.ends_with('\r')) line.pop_back();
        if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        lines.push_back(line);
    }
    return lines;
}

bool in(std::u32string_view set, char32_t c) { return set.contains(c); }

/// A row of the affix file: what is taken off and put on where a word ends so.
struct Affix {
    std::u32string strip, add;
    std::vector<std::u32string> condition; ///< a set of letters for each of the last ones

    bool fits(std::u32string_view word) const {
        if (word.size() < condition.size() || !word.ends_with(strip)) return false;
        for (std::size_t i = 0; i < condition.size(); ++i) {
            if (!in(condition[i], word[word.size() - condition.size() + i])) return false;
        }
        return true;
    }
};

std::vector<std::u32string> condition_of(std::u32string_view pattern) {
    std::vector<std::u32string> sets;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == U'[') {
            const std::size_t end = pattern.find(U']', i);
            sets.emplace_back(pattern.substr(i + 1, end - i - 1));
            i = end;
        } else {
            sets.emplace_back(1, pattern[i]);
        }
    }
    return sets;
}

std::map<char, std::vector<Affix>> read_affixes() {
    std::map<char, std::vector<Affix>> affixes;
    for (const std::string& line : lines_of(affixes_path)) {
        std::istringstream words(line);
        std::string kind, flag, strip, add, condition;
        if (!(words >> kind >> flag >> strip >> add >> condition) || kind != "SFX") continue;
        affixes[flag.front()].push_back({strip == "0" ? std::u32string() : letters_of(strip), letters_of(add),
                                         condition_of(letters_of(condition))});
    }
    return affixes;
}

/// Whether a form is one that the documented order of endings, voicing, harmony and assimilation allow: an independent,
/// plain check of a stem whose last vowel is one of the eight that show harmony.
class Possible {
public:
    bool operator()(std::u32string_view stem, std::u32string_view form) {
        const std::size_t last_vowel = stem.find_last_of(U"аоұыәеөүіиуюяэё");
        if (last_vowel == std::u32string_view::npos || !in(U"аоұыәеөүі", stem[last_vowel])) return false;
        const bool is_back = in(U"аоұы", stem[last_vowel]);
        if (!take_stem(stem, form)) return false;
        for (const std::u32string_view fixed : {U"менен", U"бенен", U"пенен", U"мен", U"бен", U"пен"}) {
            if (!rest_.ends_with(fixed)) continue;
            if (!has_harmony(rest_.substr(0, rest_.size() - fixed.size()), is_back)) return false;
            return chain(fixed);
        }
        return has_harmony(rest_, is_back) && chain({});
    }

private:
    bool take_stem(std::u32string_view stem, std::u32string_view form) {
        last_ = stem.back();
        if (form.starts_with(stem)) {
            rest_ = form.substr(stem.size());
            return !rest_.empty() && !(in(U"кқп", last_) && in(U"ыі", rest_.front()));
        }
        if (form.size() <= stem.size() || form.substr(0, stem.size() - 1) != stem.substr(0, stem.size() - 1))
            return false;
        const char32_t voiced = form[stem.size() - 1];
        rest_ = form.substr(stem.size());
        const bool is_voiced =
            (last_ == U'п' && voiced == U'б') || (last_ == U'к' && voiced == U'г') || (last_ == U'қ' && voiced == U'ғ');
        return is_voiced && in(U"ыі", rest_.front());
    }

    static bool has_harmony(std::u32string_view ending, bool is_back) {
        return ending.find_first_of(is_back ? U"әеөүі" : U"аоұы") == std::u32string_view::npos;
    }

    /// Plural, possessive and case in this order, each as the sound before it demands.
    bool chain(std::u32string_view fixed_case) {
        rest_.remove_suffix(fixed_case.size());
        for (const std::u32string_view ending : {U"лар", U"лер", U"дар", U"дер", U"тар", U"тер"}) {
            if (rest_.starts_with(ending)) {
                if (ending.front() != (is_voiceless() ? U'т' : in(U"лмнңзж", last_) ? U'д' : U'л')) return false;
                take(ending.size());
                break;
            }
        }
        take_possessive();
        if (!fixed_case.empty()) {
            return rest_.empty() && fixed_case.front() == (is_voiceless() ? U'п' : in(U"зж", last_) ? U'б' : U'м');
        }
        return rest_.empty() || is_case();
    }

    void take_possessive() {
        for (const std::u32string_view ending : {U"ымыз", U"іміз", U"ыңыз", U"іңіз", U"мыз", U"міз", U"ңыз", U"ңіз",
                                                 U"ым", U"ім", U"ың", U"ің", U"сы", U"сі", U"м", U"ң", U"ы", U"і"}) {
            if (rest_ == ending && is_vowel(last_) != is_vowel(ending.front())) return take(ending.size());
        }
    }

    bool is_case() const {
        const char32_t first = rest_.front();
        const bool nasal = in(U"мнң", last_);
        const auto is = [this](std::u32string_view back, std::u32string_view front) {
            const std::u32string_view tail = rest_.substr(1);
            return tail == back || tail == front;
        };
        if (is(U"ың", U"ің")) return first == (is_voiceless() ? U'т' : is_vowel(last_) || nasal ? U'н' : U'д');
        if (is(U"ы", U"і")) return first == (is_voiceless() ? U'т' : is_vowel(last_) ? U'н' : U'д');
        if (is(U"ан", U"ен")) return first == (is_voiceless() ? U'т' : nasal ? U'н' : U'д');
        if (is(U"а", U"е")) return in(is_voiceless() ? U"қкт" : U"ғгд", first);
        return false;
    }

    void take(std::size_t size) {
        last_ = rest_[size - 1];
        rest_.remove_prefix(size);
    }

    bool is_voiceless() const { return in(U"кқпстфхцчшщһбвгғд", last_); }
    static bool is_vowel(char32_t c) { return in(U"аоұыәеөүі", c); }

    std::u32string_view rest_;
    char32_t last_ = 0;
};

struct Dictionary {
    std::vector<std::u32string> nouns; ///< with the flags of nouns
    std::vector<std::u32string>
        not_forms; ///< verbs, and nouns in -шы, -ші, -лас, -лес, -ша, -ше: never forms of another word
};

bool is_derived(const std::string& word) {
    constexpr std::string_view suffixes[] = {"шы", "ші", "лас", "лес", "ша", "ше", "дай", "дей"};
    return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return word.ends_with(suffix); });
}

Dictionary read_dictionary() {
    Dictionary dictionary;
    for (const std::string& line : lines_of(words_path)) {
        const std::string word = line.substr(0, line.find('/'));
        if (word.empty() || word.find_first_of("0123456789-. ") != std::string::npos) continue;
        const std::string folded = fold(word);
        if (line.contains("/AB")) dictionary.nouns.push_back(letters_of(folded));
        if (line.contains("/Mm") || is_derived(folded)) dictionary.not_forms.push_back(letters_of(folded));
    }
    return dictionary;
}

bool is_installed() {
    if (std::ifstream(words_path).is_open()) return true;
    WARN("SKIPPED: the grammar of Kazakh is not measured, for " << words_path
                                                                << " is missing (apt-get install hunspell-kk)");
    return false;
}

} // namespace

TEST_CASE("Nearly all forms that hunspell-kk generates by the documented rules are recognised", "[rules][kazakh]") {
    if (!is_installed()) return;
    const auto affixes = read_affixes();
    std::size_t possible = 0, impossible = 0, recognised = 0;
    std::vector<std::string> missed;
    std::size_t number = 0;
    for (const std::u32string& noun : read_dictionary().nouns) {
        if (++number % 10 != 0) continue; // a tenth is enough, and takes a second
        const std::string word = text_of(noun);
        for (const char flag : std::string_view("ABbCcDdEeFfGgHhIiJjKkLl")) {
            for (const Affix& affix : affixes.at(flag)) {
                if (!affix.fits(noun)) continue;
                const std::u32string form = noun.substr(0, noun.size() - affix.strip.size()) + affix.add;
                if (!Possible()(noun, form)) {
                    ++impossible;
                    continue;
                }
                ++possible;
                if (kazakh::is_form(word, text_of(form))) {
                    ++recognised;
                } else if (missed.size() < 20) {
                    missed.push_back(word + " " + text_of(form));
                }
            }
        }
    }
    WARN("hunspell-kk: " << possible << " possible forms, " << recognised << " recognised; " << impossible
                         << " filtered out");
    CAPTURE(missed);
    REQUIRE(possible > 50'000);
    CHECK(recognised * 100 >= possible * 98);
}

TEST_CASE("Verbs and derived words that begin like a noun are not taken for its forms", "[rules][kazakh]") {
    if (!is_installed()) return;
    const Dictionary dictionary = read_dictionary();
    const std::unordered_set<std::u32string> nouns(dictionary.nouns.begin(), dictionary.nouns.end());
    std::size_t pairs = 0;
    std::vector<std::string> taken;
    for (const std::u32string& word : dictionary.not_forms) {
        for (std::size_t size = 2; size < word.size(); ++size) {
            const std::u32string noun = word.substr(0, size);
            if (!nouns.contains(noun)) continue;
            ++pairs;
            if (kazakh::is_form(text_of(noun), text_of(word))) taken.push_back(text_of(noun) + " " + text_of(word));
        }
    }
    WARN("hunspell-kk: " << pairs << " verbs and derived words begin with a noun, " << taken.size()
                         << " are taken for its forms");
    REQUIRE(pairs > 10'000);
    CAPTURE(taken);
    CHECK(taken.size() * 100 < pairs * 3);
}
