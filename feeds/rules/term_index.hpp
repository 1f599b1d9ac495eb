#pragma once
#include "feeds/rules/item_words.hpp"
#include "feeds/rules/languages.hpp"
#include "feeds/rules/query.hpp"
#include "feeds/rules/word_forms.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// Numbers a word that rules look for: the same word of several rules has one number.
using TermId = std::uint32_t;

/// A word of an item that is one of a term's.
struct TermHit {
    TermId term = 0;
    std::uint32_t word = 0; ///< index in ItemWords

    friend auto operator<=>(const TermHit&, const TermHit&) = default;
};

/// Finds the words of all rules in a text at once: for each word of the text its beginnings are looked up in one hash table,
/// and only what is found there is looked at closer. Immutable once built.
class TermIndex {
public:
    class Builder;

    /// Appends a hit for every word of `words` and every term that it is a word of, loosely folded words where the index is
    /// of loose terms. Not sorted; a hit may be given twice.
    void find(const ItemWords& words, std::string_view language, std::vector<TermHit>& hits) const;

    [[nodiscard]] bool empty() const { return keys_.empty(); }
    [[nodiscard]] std::size_t memory() const;

private:
    /// What can begin here: entries from `first` on. Those that only Latin languages other than English need
    /// stand behind the others: their keys are short, and so their number can be great.
    struct Key {
        std::uint32_t letters = 0; ///< in letters_
        std::uint16_t size = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t count_of_others = 0;
    };
    /// One way to be met, with all terms that share it: words with the same stem.
    struct Entry {
        LanguageSet languages;
        std::uint32_t detail = 0;
        FormKey::Kind kind = FormKey::Kind::whole;
        bool is_long = false;
        std::uint32_t first = 0; ///< in terms_; the term itself where there is one
        std::uint32_t count = 0;
    };
    /// What add_key() makes entries of.
    struct Row {
        FormKey::Kind kind = FormKey::Kind::whole;
        LanguageSet languages;
        std::uint32_t detail = 0;
        bool is_long = false;
        TermId term = 0;

        [[nodiscard]] bool is_met_like(const Row& other) const {
            return kind == other.kind && languages == other.languages && detail == other.detail &&
                   is_long == other.is_long;
        }
        friend auto operator<=>(const Row&, const Row&) = default;
    };
    class Finder;

    [[nodiscard]] bool may_have(std::uint64_t hash) const;
    [[nodiscard]] const Key* find_key(std::uint64_t hash, std::string_view letters) const;
    [[nodiscard]] std::string_view letters_of(const Key& key) const {
        return std::string_view(letters_).substr(key.letters, key.size);
    }
    [[nodiscard]] std::span<const TermId> terms_of(const Entry& entry) const {
        return entry.count == 1 ? std::span(&entry.first, 1) : std::span(terms_).subspan(entry.first, entry.count);
    }
    void add_key(std::string_view letters, std::vector<Row>& rows);
    void add_entry(std::span<const Row> rows);
    void add_slot(std::string_view letters);

    std::string letters_;
    std::vector<Key> keys_;
    std::vector<Entry> entries_;
    std::vector<TermId> terms_;
    std::vector<std::uint32_t> slots_;  ///< open addressing: index of a key + 1, 0 is free
    std::vector<std::uint64_t> filter_; ///< a bit for some hashes, so that most look-ups end here
    std::size_t longest_ = 0;           ///< bytes of the longest key
    bool is_loose_ = false;
    bool has_stem_keys_ = false;
};

/// Collects terms and makes the index of them.
class TermIndex::Builder {
public:
    explicit Builder(bool is_loose) : is_loose_(is_loose) {}

    /// The number of a word; `numbers` is the next free one and is raised for a new word, so that several indexes share
    /// one numbering.
    TermId add(const QueryWord& word, TermId& numbers);

    [[nodiscard]] TermIndex build() &&;

private:
    std::map<std::pair<std::string, QueryWord::Match>, TermId> terms_;
    bool is_loose_;
};

} // namespace arna
