#include "feeds/rules/forms/snowball.hpp"

#include "feeds/text/utf8.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace arna {
namespace {

struct DeleteStemmer {
    void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, DeleteStemmer>;

constexpr std::size_t longest_word = 256;

/// In the order of Language.
constexpr std::array<const char*, language_count> algorithms = {
    nullptr,   nullptr,   "english",    "arabic",  "armenian",  "basque",     "catalan",   "danish",
    "dutch",   "finnish", "french",     "german",  "greek",     "hindi",      "hungarian", "indonesian",
    "irish",   "italian", "lithuanian", "nepali",  "norwegian", "portuguese", "romanian",  "serbian",
    "spanish", "swedish", "tamil",      "turkish", "yiddish",
};

/// A stemmer holds the word it works on, so every thread has its own.
sb_stemmer& stemmer_of(Language language) {
    thread_local std::array<Stemmer, language_count> stemmers;
    Stemmer& stemmer = stemmers[static_cast<std::size_t>(language)];
    if (!stemmer) stemmer.reset(sb_stemmer_new(algorithms[static_cast<std::size_t>(language)], nullptr));
    if (!stemmer) throw std::bad_alloc();
    return *stemmer;
}

/// Without its last `count` code points, but never empty.
std::string_view without_last(std::string_view word, std::size_t count) {
    std::size_t end = word.size();
    for (; count > 0 && end > 0; --count) {
        do --end;
        while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80);
    }
    if (end > 0) return word.substr(0, end);
    std::size_t first = 0;
    if (!word.empty()) (void)next_code_point(word, first);
    return word.substr(0, first);
}

/// The English stemmer puts e, i, y and bl in place of endings: hoping, hope; happiness, happi; sensibility, sensibl.
std::string_view english_beginning(std::string_view stem) {
    const std::size_t end = stem.find_last_not_of("eiy");
    if (end == std::string_view::npos) return stem.substr(0, 1);
    const std::string_view beginning = stem.substr(0, end + 1);
    return beginning.size() > 2 && beginning.ends_with("bl") ? without_last(beginning, 1) : beginning;
}

} // namespace

std::string_view snowball_stem(Language language, std::string_view word) {
    if (word.size() > longest_word) return word;
    sb_stemmer& stemmer = stemmer_of(language);
    const auto* letters = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(&stemmer, letters, static_cast<int>(word.size()));
    if (stem == nullptr) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(&stemmer))};
}

bool changes_beginnings(Language language) {
    return language == Language::arabic || language == Language::indonesian || language == Language::irish ||
           language == Language::serbian;
}

std::string_view common_beginning(Language language, std::string_view stem) {
    if (language == Language::english) return english_beginning(stem);
    return without_last(stem, 3);
}

} // namespace arna
