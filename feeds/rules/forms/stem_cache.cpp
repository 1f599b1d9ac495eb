#include "feeds/rules/forms/stem_cache.hpp"

#include "feeds/rules/forms/snowball.hpp"
#include "feeds/rules/forms/word_forms.hpp"
#include "feeds/rules/index/term_table.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace arna {
namespace {

/// A word has one place, and takes it from the word that had it before.
struct Place {
    static constexpr std::size_t longest = 40;

    std::uint32_t hash = 0; ///< of the stem
    Language language = Language::kazakh;
    std::uint8_t size = 0; ///< 0: free
    std::array<char, longest> letters{};

    [[nodiscard]] bool is_of(Language of, std::string_view word) const {
        return language == of && std::string_view(letters.data(), size) == word;
    }
    void set(Language of, std::string_view word) {
        hash = stem_hash(snowball_stem(of, word));
        language = of;
        size = static_cast<std::uint8_t>(word.size());
        std::ranges::copy(word, letters.begin());
    }
};

constexpr std::size_t places = 4096;

} // namespace

std::uint32_t cached_stem_hash(Language language, std::string_view word) {
    if (word.empty() || word.size() > Place::longest) return stem_hash(snowball_stem(language, word));
    thread_local const auto cache = std::make_unique<std::array<Place, places>>();
    BeginningHash hash;
    hash.add(word);
    hash.add(static_cast<char>(language));
    Place& place = (*cache)[hash.value() >> 40U & (places - 1)];
    if (!place.is_of(language, word)) place.set(language, word);
    return place.hash;
}

} // namespace arna
