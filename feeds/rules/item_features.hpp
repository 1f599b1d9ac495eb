#pragma once
#include "feeds/rules/item_words.hpp"
#include "feeds/rules/names.hpp"
#include "feeds/rules/query_fields.hpp"
#include "feeds/rules/rule_program.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// An item as the rules of a program see it: its words, names and texts, found once for all rules. Holds views of the item and
/// of the program, which must outlive it.
class ItemFeatures {
public:
    ItemFeatures(const RuleProgram& program, const MatchItem& item);

    [[nodiscard]] const MatchItem& item() const { return item_; }
    [[nodiscard]] const ItemWords& words() const { return words_; }
    [[nodiscard]] const ItemNames& names() const { return names_; }

    /// The words of the item that are a term's, in order.
    [[nodiscard]] std::span<const TermHit> words_of(TermId term) const;

    /// Whether a word of the item, by index, is a term's.
    [[nodiscard]] bool is_word_of(std::uint32_t word, TermId term) const;

    /// Whether a term has a word in one of the fields.
    [[nodiscard]] bool has_word_in(TermId term, std::uint32_t fields) const;

    /// A text that a regular expression was found in.
    struct RegexHit {
        RegexId regex = 0;
        std::uint32_t order = 0; ///< of the text in the item
        Field field = Field::text;
        std::string_view label; ///< how findings name the field
        std::string_view text;  ///< NFC
    };
    [[nodiscard]] std::span<const RegexHit> texts_of(RegexId regex) const;

    /// The item's address as it is compared.
    [[nodiscard]] const std::string& comparable_url(bool loose) const;

    /// The rules that can match, sorted, each once.
    [[nodiscard]] std::vector<std::uint32_t> candidates() const;

private:
    struct TermWords {
        TermId term = 0;
        std::uint32_t first = 0; ///< in hits_
        std::uint32_t count = 0;
        std::uint32_t fields = 0; ///< bits
    };

    void find_words();
    void find_regexes();
    void find_regexes_in(Field field, std::string_view label, std::string_view text);
    [[nodiscard]] const TermWords* find(TermId term) const;
    void add_rules_of(FeatureId feature, std::vector<std::uint32_t>& rules) const;

    const RuleProgram& program_;
    const MatchItem& item_;
    ItemWords words_;
    ItemNames names_;
    std::vector<TermHit> hits_;
    std::vector<TermWords> terms_; ///< sorted by term
    std::array<std::uint64_t, 64>
        seen_terms_{};                 ///< a bit by the number of each term, modulo: most are not there at all
    std::vector<RegexHit> regex_hits_; ///< sorted by expression
    std::deque<std::string> nfc_texts_;
    mutable std::array<std::optional<std::string>, 2> urls_; ///< strict and loose, made when asked for
};

} // namespace arna
