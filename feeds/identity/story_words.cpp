#include "feeds/identity/story_words.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/folded_words.hpp"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

namespace arna {
namespace {

using Kind = StoryWord::Kind;

constexpr std::size_t longest_text = std::size_t{64} << 10; ///< bytes that are read

std::uint32_t hash_of(std::string_view bytes) {
    return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view word) { return !word.empty() && std::ranges::all_of(word, is_digit); }

bool is_upper(std::string_view word, std::size_t& at) {
    return u_isupper(static_cast<UChar32>(next_code_point(word, at))) != 0;
}

/// Its first letters: names take endings.
std::uint32_t stem_of(std::string_view folded) {
    constexpr int letters = 4;
    std::size_t end = 0;
    for (int n = 0; n < letters && end < folded.size(); ++n) (void)next_code_point(folded, end);
    return hash_of(folded.substr(0, end));
}

/// The first letters, as a set: other spellings of a name share most, as Kiev and Kyiv do.
std::uint32_t letters_of(std::string_view folded, int letters) {
    std::uint32_t set = 0;
    std::size_t end = 0;
    for (int n = 0; n < letters && end < folded.size(); ++n) set |= 1U << next_code_point(folded, end) % 32;
    return set;
}

/// A figure as every outlet writes it: 523,41 is 523.41, 1,200 is 1200, 05 is 5.
std::string plain_figure(std::string_view word) {
    constexpr std::size_t group = 3;
    std::string plain;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] != ',' && word[at] != '.') {
            plain += word[at];
            continue;
        }
        const auto end = std::min(word.find_first_of(",.", at + 1), word.size());
        if (end - at - 1 != group) plain += '.';
    }
    const auto first = std::min(plain.find_first_not_of('0'), plain.size() - 1);
    return first > 0 && is_digit(plain[first]) ? plain.substr(first) : plain;
}

// How words of a kind begin, folded as all that is compared; none begins another one.
constexpr std::string_view weekdays[] = {"monday", "tuesday",     "wednesday", "thursday", "friday",   "saturday",
                                         "sunday", "понедельник", "вторник",   "среду",    "четверг",  "пятниц",
                                         "суббот", "воскресень",  "дүйсенбі",  "сейсенбі", "сәрсенбі", "бейсенбі",
                                         "жұма",   "сенбі",       "жексенбі"};
constexpr std::string_view months[] = {
    "january", "february", "april",  "june",  "july",  "august", "september", "october", "november", "december",
    "январ",   "феврал",   "апрел",  "июн",   "июл",   "август", "сентябр",   "октябр",  "ноябр",    "декабр",
    "қаңтар",  "ақпан",    "наурыз", "сәуір", "мамыр", "маусым", "шілде",     "тамыз",   "қыркүйек", "желтоқсан"};
constexpr std::string_view attributions[] = {"report",   "correspond", "agency",  "сообща", "сообщи",  "передает",
                                             "передают", "передал",    "пишет",   "пишут",  "ссылк",   "корреспонд",
                                             "агентств", "агенттігі",  "хабарла", "жазады", "сілтеме", "тілші"};

using Beginning = std::pair<std::string_view, Kind>;

constexpr auto beginnings = [] {
    std::array<Beginning, std::size(weekdays) + std::size(months) + std::size(attributions)> all;
    auto end = all.begin();
    for (const auto letters : weekdays) *end++ = {letters, Kind::weekday};
    for (const auto letters : months) *end++ = {letters, Kind::month};
    for (const auto letters : attributions) *end++ = {letters, Kind::attribution};
    std::ranges::sort(all, {}, &Beginning::first);
    return all;
}();

Kind kind_of_common(std::string_view folded) {
    if (folded == "марта" || folded == "мая" || folded == "march") return Kind::month;
    const auto behind = std::ranges::upper_bound(beginnings, folded, {}, &Beginning::first);
    if (behind == beginnings.begin()) return Kind::plain;
    const auto& [letters, kind] = *std::prev(behind);
    return folded.starts_with(letters) ? kind : Kind::plain;
}

Kind kind_of_capitalised(std::string_view word) {
    if (word.contains('.')) return Kind::attribution; // Zakon.kz
    constexpr unsigned char first_not_latin = 0xCD;   // U+0340 and later
    std::size_t at = 0;
    (void)next_code_point(word, at);
    if (at == word.size()) return Kind::plain; // an initial
    if (is_upper(word, at)) return Kind::acronym;
    return static_cast<unsigned char>(word.front()) < first_not_latin ? Kind::latin_name : Kind::name;
}

StoryWord story_word(std::string_view word, std::string_view folded) {
    if (!folded.empty() && is_digit(folded.front()))
        return {.hash = hash_of(plain_figure(folded)), .kind = Kind::figure};
    std::size_t at = 0;
    const bool is_capitalised = is_upper(word, at);
    Kind kind = kind_of_common(folded);
    const bool is_common = kind == Kind::weekday || kind == Kind::month;
    if (kind == Kind::plain && is_capitalised) kind = kind_of_capitalised(word);
    StoryWord made{.hash = hash_of(folded), .kind = kind};
    if (!is_capitalised && !is_common) return made;
    made.stem = stem_of(folded);
    made.letters = letters_of(folded, 6);
    made.initial = letters_of(folded, 1);
    return made;
}

bool is_name(Kind kind) { return kind == Kind::name || kind == Kind::latin_name; }

/// Reads words, and which of them begin a sentence.
class StoryWords {
public:
    explicit StoryWords(std::string_view text) : text_(text), folded_words_(text) {}

    std::vector<StoryWord> read(std::size_t most) {
        while (words_.size() < most && read_one()) {
        }
        mark_beginnings();
        return std::move(words_);
    }

private:
    bool read_one() {
        folded_.clear();
        const auto word = folded_words_.next(folded_);
        if (!word) return false;
        const std::string_view between(behind_, static_cast<std::size_t>(word->data() - behind_));
        const bool is_group = !number_.empty() && folded_.size() == 3 && is_number(folded_) &&
                              between.find_first_not_of(" \xC2\xA0\xE2\x80\xAF\x89") == std::string_view::npos;
        behind_ = word->data() + word->size();
        if (is_group) {
            number_ += folded_;
            words_.back().hash = hash_of(number_);
            return true;
        }
        number_ = is_number(folded_) && folded_.size() <= 3 ? folded_ : std::string();
        words_.push_back(story_word(*word, folded_));
        if (begins_sentence(between)) beginnings_.push_back(words_.size() - 1);
        last_size_ = word->size();
        return true;
    }

    [[nodiscard]] bool begins_sentence(std::string_view between) const {
        constexpr std::size_t longest_short_form = 4; // bytes: г. Алматы, ул. Абая
        if (words_.size() == 1) return true;
        if (between.starts_with('.') && last_size_ <= longest_short_form) return false;
        return between.find_first_of(".!?:\n") != std::string_view::npos || between.contains("…");
    }

    /// A word that is capitalised where a sentence begins is a name if it is one elsewhere.
    void mark_beginnings() {
        std::vector<std::uint32_t> names;
        auto next = beginnings_.begin();
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const bool begins = next != beginnings_.end() && *next == i;
            if (begins) ++next;
            if (!begins && is_name(words_[i].kind)) names.push_back(words_[i].stem);
        }
        std::ranges::sort(names);
        for (const std::size_t i : beginnings_)
            if (is_name(words_[i].kind) && !std::ranges::binary_search(names, words_[i].stem))
                words_[i].kind = Kind::plain;
    }

    std::string_view text_;
    FoldedWords folded_words_;
    std::string folded_;
    std::string number_; ///< of the groups of digits read so far
    const char* behind_ = text_.data();
    std::size_t last_size_ = 0; ///< bytes of the word before
    std::vector<StoryWord> words_;
    std::vector<std::size_t> beginnings_;
};

} // namespace

std::vector<StoryWord> story_words(std::string_view text, std::size_t most) {
    return StoryWords(text.substr(0, longest_text)).read(most);
}

} // namespace arna
