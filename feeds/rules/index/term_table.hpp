#pragma once
#include "feeds/rules/forms/languages.hpp"
#include "feeds/rules/forms/word_forms.hpp"
#include "feeds/rules/index/bits.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// The number of a word that rules look for; equal words of several rules share it.
using TermId = std::uint32_t;

/// The hash of the beginning of a word, extended byte by byte.
class BeginningHash {
public:
    constexpr void add(char byte) { value_ = (std::rotl(value_, 5) ^ static_cast<unsigned char>(byte)) * factor; }
    constexpr void add(std::string_view bytes) {
        for (const char byte : bytes) add(byte);
    }
    [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

private:
    static constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
    std::uint64_t value_ = 0xcbf29ce484222325U;
};

/// The beginnings of words and how to meet a word by them: a hash table behind a filter of bits that ends most
/// look-ups.
/// Immutable once made.
class TermTable {
public:
    /// One way to meet a word by its beginning.
    struct Row {
        FormKey::Kind kind = FormKey::Kind::whole;
        LanguageSet languages;
        std::uint32_t detail = 0; ///< as in FormKey
        bool is_long = false;
        bool is_whole_too = false; ///< also met as FormKey::Kind::whole
        TermId term = 0;

        [[nodiscard]] bool is_met_like(const Row& other) const {
            return kind == other.kind && languages == other.languages && detail == other.detail &&
                   is_long == other.is_long && is_whole_too == other.is_whole_too;
        }
        friend auto operator<=>(const Row&, const Row&) = default;
    };
    /// One way to meet all terms that share it, such as words with the same stem.
    struct Entry {
        LanguageSet languages;
        std::uint32_t detail = 0;
        std::uint32_t first = 0; ///< in terms_; the term itself where there is one
        FormKey::Kind kind : 4 = FormKey::Kind::whole;
        bool is_long : 1 = false;
        bool is_whole_too : 1 = false;
        std::uint32_t count : 24 = 0;
    };
    struct Key {
        std::uint32_t letters = 0; ///< in letters_
        std::uint32_t first = 0;   ///< in entries_; the next key's is the end
        std::uint16_t size = 0;
    };

    TermTable() = default;
    explicit TermTable(std::map<std::string, std::vector<Row>> rows);

    [[nodiscard]] bool empty() const { return slots_.empty(); }
    [[nodiscard]] std::size_t memory() const;

    /// The size of the longest key in bytes.
    [[nodiscard]] std::size_t longest() const { return longest_; }

    /// Whether there may be a key of a hash.
    /// Requires: !empty().
    [[nodiscard]] bool may_have(std::uint64_t hash) const { return has_bit(filter_, filter_bit(hash)); }

    /// Prefetches the memory that find() will need.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[slot_of(hash)]); }

    /// The key of `letters`, whose hash is `hash`; null if there is none.
    [[nodiscard]] const Key* find(std::uint64_t hash, std::string_view letters) const;

    [[nodiscard]] std::span<const Entry> entries_of(const Key& key) const {
        return std::span(entries_).subspan(key.first, (&key + 1)->first - key.first);
    }
    [[nodiscard]] std::span<const TermId> terms_of(const Entry& entry) const {
        return entry.count == 1 ? std::span(&entry.first, 1) : std::span(terms_).subspan(entry.first, entry.count);
    }

private:
    /// Open addressing; a part of the hash spares most looks at other keys.
    struct Slot {
        std::uint32_t key = 0; ///< index + 1; 0 is free
        std::uint32_t hash = 0;
    };

    [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const { return (hash >> 32U) * slots_.size() >> 32U; }
    [[nodiscard]] std::size_t slot_behind(std::size_t slot) const { return slot + 1 == slots_.size() ? 0 : slot + 1; }
    [[nodiscard]] std::size_t filter_bit(std::uint64_t hash) const { return (hash >> 20U) & (filter_.size() * 64 - 1); }
    [[nodiscard]] std::string_view letters_of(const Key& key) const {
        return std::string_view(letters_).substr(key.letters, key.size);
    }
    void add_key(std::string_view letters, std::vector<Row>& rows);
    void add_entry(std::span<const Row> rows);
    void add_slot(std::string_view letters);

    std::string letters_;
    std::vector<Key> keys_; ///< and one more, for the end of the last
    std::vector<Entry> entries_;
    std::vector<TermId> terms_;
    std::vector<Slot> slots_;
    Bits filter_; ///< a bit for some hashes
    std::size_t longest_ = 0;
};

} // namespace arna
