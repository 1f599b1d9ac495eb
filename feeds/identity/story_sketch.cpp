#include "feeds/identity/story_sketch.hpp"

#include "feeds/html/plain_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t longest_text = std::size_t{64} << 10; ///< bytes that are read
constexpr std::size_t most_title_words = 64;                ///< a title of more is cut

bool has_capital(std::string_view word) {
    std::size_t at = 0;
    return u_isupper(static_cast<UChar32>(next_code_point(word, at))) != 0;
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
    hashes.shrink_to_fit();
    return hashes;
}

/// The shingles of so many words from the beginning; of fewer than three words one of them all.
std::vector<std::uint32_t> shingles(const std::vector<StoryWord>& words, std::size_t most) {
    const std::size_t count = std::min(words.size(), most);
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i + 3 <= count; ++i) {
        const std::array<std::uint32_t, 3> three = {words[i].hash, words[i + 1].hash, words[i + 2].hash};
        out.push_back(static_cast<std::uint32_t>(XXH3_64bits(three.data(), sizeof three)));
    }
    if (out.empty() && count > 0) out.push_back(words[0].hash ^ (words[count - 1].hash >> 1U));
    return sorted_set(std::move(out));
}

/// The words of the content, or of the summary where the content is too short to be compared and the summary says more.
std::vector<StoryWord> words_of_longest(const StoryText& text) {
    const auto read = [](std::string_view part) {
        return story_words(without_credits(without_agency(trim_html_space(part.substr(0, longest_text)))),
                           StorySketch::most_words);
    };
    auto words = read(text.content);
    if (words.size() < StorySketch::least_words)
        if (auto summary = read(text.summary); summary.size() > words.size()) words = std::move(summary);
    return words.empty() ? read(text.title) : words;
}

/// The figures, and what stands around each.
void add_figures(StorySketch& sketch, std::span<const StoryWord> words) {
    constexpr std::uint32_t any_figure = 1; // a figure beside a figure may be another one
    const auto beside = [&](std::size_t at) {
        if (at >= words.size()) return std::uint32_t{0}; // also before the first
        return is_figure(words[at]) ? any_figure : words[at].hash;
    };
    std::vector<std::uint32_t> figures;
    for (std::size_t i = 0; i < words.size() && figures.size() < StorySketch::most_figures; ++i) {
        if (!is_figure(words[i])) continue;
        figures.push_back(words[i].hash);
        const std::array<std::uint32_t, 3> around = {beside(i - 2), beside(i - 1), beside(i + 1)};
        if (around[1] <= any_figure && around[2] <= any_figure) continue; // in a row of figures none has a place
        sketch.places.emplace_back(static_cast<std::uint32_t>(XXH3_64bits(around.data(), sizeof around)),
                                   words[i].hash);
    }
    sketch.figures = sorted_set(std::move(figures));
    std::ranges::sort(sketch.places);
    sketch.places.erase(std::ranges::unique(sketch.places).begin(), sketch.places.end());
    sketch.places.shrink_to_fit();
}

} // namespace

StorySketch sketch_story(const StoryText& text) {
    StorySketch sketch;
    auto words = words_of_longest(text);
    sketch.words = words.size();
    sketch.head = shingles(words, StorySketch::head_words);
    sketch.body = shingles(words, StorySketch::most_words);
    for (const std::uint32_t hash : sketch.body)
        sketch.filter[hash / 64 % sketch.filter.size()] |= std::uint64_t{1} << hash % 64;
    add_figures(sketch, words);
    sketch.title = story_words(text.title, most_title_words);
    sketch.title.shrink_to_fit();
    sketch.text = std::move(words);
    sketch.text.shrink_to_fit();
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
