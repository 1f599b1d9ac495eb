#pragma once
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/query/query.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A text of an item in which words are looked for.
struct ItemPart {
    Field field = Field::text; ///< title, summary, content, author or section
    std::string_view text;
};

/// A word of an item. Offsets and sizes are in bytes.
struct ItemWord {
    std::uint32_t part = 0;   ///< index of the part
    std::uint32_t offset = 0; ///< in the part's text
    std::uint32_t size = 0;
    std::uint32_t folded = 0; ///< where its folded form begins
    std::uint32_t folded_size = 0;
    std::uint32_t block = 0; ///< a phrase stays within one block
    /// Follows a word with only a hyphen or a quote between, and may be its Kazakh ending: "2026-ға", «Отан»ның.
    bool is_ending = false;
};

/// The words of an item, folded once for all rules.
/// Requires: the item outlives it.
class ItemWords {
public:
    /// Folds loosely as well if `loosely`.
    ItemWords(const MatchItem& item, bool loosely);

    [[nodiscard]] const std::vector<ItemPart>& parts() const { return parts_; }
    [[nodiscard]] const std::vector<ItemWord>& words() const { return words_; }

    [[nodiscard]] std::string_view folded(const ItemWord& word) const {
        return std::string_view(folded_).substr(word.folded, word.folded_size);
    }
    /// The loosely folded form of the word of an index.
    /// Requires: they were wanted.
    [[nodiscard]] std::string_view loosely_folded(std::size_t index) const;

    [[nodiscard]] Field field_of(const ItemWord& word) const { return parts_[word.part].field; }

    /// The first 512 bytes or so of title, summary and content: what its language can be guessed by.
    [[nodiscard]] std::string beginning() const;

    /// The item's text from one word to another of the same part.
    [[nodiscard]] std::string_view text_of(std::size_t first, std::size_t last) const;

private:
    void add_part(Field field, std::string_view text);
    void add_words(std::uint32_t part);
    void add_loosely(std::string_view folded_word);

    std::vector<ItemPart> parts_;
    std::vector<ItemWord> words_;
    std::string folded_;
    std::vector<std::uint32_t> loose_ends_; ///< in loosely_folded_, by index of the word, if wanted
    std::string loosely_folded_;
    std::uint32_t block_ = 0;
    bool loosely_ = false;
};

} // namespace arna
