#include "feeds/identity/story_sketch.hpp"

#include "feeds/html/plain_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/folded_words.hpp"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string>

namespace arna {
namespace {

constexpr std::size_t longest_text = std::size_t{64} << 10; ///< bytes that are read
constexpr std::size_t few_words = 12;                       ///< with so few of content, title and summary count too

std::uint32_t hash_of(std::string_view bytes) {
    return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view word) { return !word.empty() && std::ranges::all_of(word, is_digit); }

bool has_capital(std::string_view word) {
    std::size_t at = 0;
    return u_isupper(static_cast<UChar32>(next_code_point(word, at))) != 0;
}

struct TextWord {
    std::uint32_t hash = 0;
    bool has_digit = false;
    bool has_capital = false;
};

/// The words of a text, "10 000" as one.
std::vector<TextWord> words_of(std::string_view text, std::size_t most) {
    std::vector<TextWord> words;
    FoldedWords folded_words(text);
    std::string folded;
    std::string number; // of the groups of digits read so far
    const char* behind = nullptr;
    while (words.size() < most) {
        folded.clear();
        const auto word = folded_words.next(folded);
        if (!word) break;
        const bool is_group = !number.empty() && folded.size() == 3 && is_number(folded) &&
                              std::string_view(behind, static_cast<std::size_t>(word->data() - behind))
                                      .find_first_not_of(" \xC2\xA0\xE2\x80\xAF\x89") == std::string_view::npos;
        behind = word->data() + word->size();
        if (is_group) {
            number += folded;
            words.back().hash = hash_of(number);
            continue;
        }
        number = is_number(folded) && folded.size() <= 3 ? folded : std::string();
        words.push_back({hash_of(folded), std::ranges::any_of(folded, is_digit), has_capital(*word)});
    }
    return words;
}

/// Whether a line says no more than who took the picture or where a text is from.
bool is_credit(std::string_view line) {
    constexpr std::size_t longest_credit = 120; ///< bytes
    constexpr std::string_view begins[] = {"фото",  "сурет",  "источник", "дереккөз", "автор",
                                           "photo", "source", "видео",    "video",    "читайте также"};
    if (line.size() > longest_credit) return false;
    const std::string folded = fold(line);
    return std::ranges::any_of(begins, [&](std::string_view begin) {
        if (!folded.starts_with(begin)) return false;
        const std::string_view rest = std::string_view(folded).substr(begin.size());
        return rest.empty() || rest.starts_with(':') || rest.starts_with(" -") || rest.starts_with(" –") ||
               rest.starts_with(" ©");
    });
}

/// Without the place and the agency that agencies put before a text: up to a dash behind a few capitalised words.
std::string_view without_agency(std::string_view text) {
    constexpr std::size_t longest_prefix = 80; ///< bytes
    if (text.empty() || !has_capital(text)) return text;
    const std::string_view beginning = text.substr(0, longest_prefix);
    for (const std::string_view dash : {" — ", " – ", " - ", ". —", ". –"}) {
        const std::size_t at = beginning.find(dash);
        if (at == std::string_view::npos) continue;
        const std::string_view prefix = beginning.substr(0, at);
        const bool names = prefix.contains('.') || prefix.contains('/') || prefix.contains("азТАГ");
        std::size_t second = 0;
        (void)next_code_point(text, second);
        if (names || has_capital(text.substr(second))) return text.substr(at + dash.size());
    }
    return text;
}

std::string without_credits(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim_html_space(text.substr(0, end));
        if (!is_credit(line)) (out += line) += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::vector<std::uint32_t> sorted_set(std::vector<std::uint32_t> hashes) {
    std::ranges::sort(hashes);
    hashes.erase(std::ranges::unique(hashes).begin(), hashes.end());
    return hashes;
}

/// The shingles of so many words from the beginning; of fewer than three words one of them all.
std::vector<std::uint32_t> shingles(const std::vector<TextWord>& words, std::size_t most) {
    const std::size_t count = std::min(words.size(), most);
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i + 3 <= count; ++i) {
        const std::array<std::uint32_t, 3> three = {words[i].hash, words[i + 1].hash, words[i + 2].hash};
        out.push_back(static_cast<std::uint32_t>(XXH3_64bits(three.data(), sizeof three)));
    }
    if (out.empty() && count > 0) out.push_back(words[0].hash ^ (words[count - 1].hash >> 1U));
    return sorted_set(std::move(out));
}

} // namespace

StorySketch sketch_story(const StoryText& text) {
    StorySketch sketch;
    const std::string content = without_credits(without_agency(trim_html_space(text.content.substr(0, longest_text))));
    auto words = words_of(content, StorySketch::most_words);
    if (words.size() < few_words) {
        std::string all(text.title.substr(0, longest_text));
        (((all += '\n') += text.summary.substr(0, longest_text)) += '\n') += content;
        words = words_of(all, StorySketch::most_words);
    }
    sketch.words = words.size();
    sketch.head = shingles(words, StorySketch::head_words);
    sketch.body = shingles(words, StorySketch::most_words);
    for (const std::uint32_t hash : sketch.body)
        sketch.filter[hash / 64 % sketch.filter.size()] |= std::uint64_t{1} << hash % 64;

    std::vector<std::uint32_t> figures;
    for (const TextWord& word : words) {
        if (word.has_digit && figures.size() < StorySketch::most_figures) figures.push_back(word.hash);
    }
    sketch.figures = sorted_set(std::move(figures));

    const auto title = words_of(text.title.substr(0, longest_text), 64);
    for (std::size_t i = 0; i < title.size(); ++i) {
        sketch.title.push_back(title[i].hash);
        if (title[i].has_digit || (i > 0 && title[i].has_capital)) sketch.title_names |= std::uint64_t{1} << i;
    }
    return sketch;
}

StorySketch sketch_story(const Entry& entry) {
    const auto summary = plain_text(entry.summary.str());
    const auto content = plain_text(entry.content.str());
    return sketch_story({.title = entry.title, .summary = summary, .content = content});
}

std::vector<std::uint32_t> story_keys(const StorySketch& sketch) {
    // Copies share half of a beginning at least, some 40 shingles: of these one in eight is a key of both.
    constexpr std::uint32_t one_in = 8;
    std::vector<std::uint32_t> keys;
    if (sketch.words < StorySketch::least_words) return keys;
    for (const auto hash : sketch.head)
        if (hash % one_in == 0 && keys.size() < most_story_keys) keys.push_back(hash);
    if (keys.empty()) keys.push_back(sketch.head.front());
    return keys;
}

} // namespace arna
