#include "feeds/identity/story_words.hpp"

#include "feeds/identity/story_names.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/folded_words.hpp"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <string>
#include <utility>

namespace arna {
namespace {

using Kind = StoryWord::Kind;

constexpr std::size_t longest_text = std::size_t{64} << 10; ///< bytes that are read

std::uint32_t hash_of(std::string_view bytes) {
    return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

bool is_number(std::string_view word) { return !word.empty() && std::ranges::all_of(word, is_ascii_digit); }

bool is_capitalised(std::string_view word) {
    std::size_t at = 0;
    return u_isupper(static_cast<UChar32>(next_code_point(word, at))) != 0;
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
    return first > 0 && is_ascii_digit(plain[first]) ? plain.substr(first) : plain;
}

StoryWord story_word(std::string_view word, std::string_view folded, bool begins_sentence) {
    StoryWord made{.kind = kind_of(word, folded, begins_sentence)};
    made.hash = hash_of(is_figure(made) ? plain_figure(folded) : folded);
    const bool is_common = made.kind == Kind::weekday || made.kind == Kind::month;
    if (!is_figure(made) && (is_common || is_capitalised(word))) made.letters = letters_of(folded);
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
        const bool begins = begins_sentence(between);
        if (begins) beginnings_.push_back(words_.size());
        words_.push_back(story_word(*word, folded_, begins));
        last_size_ = word->size();
        return true;
    }

    [[nodiscard]] bool begins_sentence(std::string_view between) const {
        constexpr std::size_t longest_short_form = 4; // bytes: г. Алматы, ул. Абая
        if (words_.empty()) return true;
        if (between.starts_with('.') && last_size_ <= longest_short_form) return false;
        return between.find_first_of(".!?:\n") != std::string_view::npos || between.contains("…");
    }

    /// A word that is capitalised where a sentence begins is a name if it is one elsewhere.
    void mark_beginnings() {
        std::vector<StoryWord> names;
        auto next = beginnings_.begin();
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const bool begins = next != beginnings_.end() && *next == i;
            if (begins) ++next;
            if (!begins && is_name(words_[i].kind)) names.push_back(words_[i]);
        }
        for (const std::size_t i : beginnings_) {
            const auto is_same = [&](const StoryWord& name) { return are_one_name(name, words_[i]); };
            if (is_name(words_[i].kind) && std::ranges::none_of(names, is_same)) words_[i].kind = Kind::plain;
        }
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
