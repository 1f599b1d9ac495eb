#pragma once
#include "feeds/rules/index/hits_by_term.hpp"
#include "feeds/rules/item/names.hpp"
#include "feeds/rules/item/words.hpp"
#include "feeds/rules/query/fields.hpp"
#include "feeds/rules/rule_program.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// An item as the rules of a program see it: its words, names and texts, found once for all rules.
/// Requires: the item and the program outlive it.
class ItemFeatures {
public:
    ItemFeatures(const RuleProgram& program, const MatchItem& item);

    [[nodiscard]] const MatchItem& item() const { return item_; }
    [[nodiscard]] const ItemWords& words() const { return words_; }
    [[nodiscard]] const ItemNames& names() const { return names_; }

    /// The words of the item that a term matches, as indexes in order.
    [[nodiscard]] std::span<const std::uint32_t> words_of(TermId term) const { return hits_.words_of(term); }

    /// Whether a term matches the word of an index.
    [[nodiscard]] bool is_word_of(std::uint32_t word, TermId term) const {
        return std::ranges::binary_search(hits_.words_of(term), word);
    }

    /// Whether a term matches a word in one of the fields.
    [[nodiscard]] bool has_word_in(TermId term, std::uint32_t fields) const {
        return (hits_.fields_of(term) & fields) != 0;
    }

    /// A text that a regular expression matches.
    struct RegexHit {
        RegexId regex = 0;
        std::uint32_t order = 0; ///< of the text in the item
        Field field = Field::text;
        std::string_view label; ///< the name of the field in findings
        std::string_view text;  ///< NFC
    };
    [[nodiscard]] std::span<const RegexHit> texts_of(RegexId regex) const;

    /// The first match in the text of a hit, searched for once.
    [[nodiscard]] std::string_view first_match(const RegexHit& hit) const;

    /// The item's address in the form that `url:` compares.
    [[nodiscard]] const std::string& comparable_url(bool loose) const;

    /// The rules that may match, sorted, each once.
    [[nodiscard]] std::vector<std::uint32_t> candidates() const;

private:
    [[nodiscard]] bool passes(const HangingRule& hanging) const;
    void find_regexes();
    void find_regexes_in(Field field, std::string_view label, std::string_view text);

    const RuleProgram& program_;
    const MatchItem& item_;
    ItemWords words_;
    ItemNames names_;
    HitsByTerm hits_;
    std::vector<RegexHit> regex_hits_; ///< sorted by expression
    mutable std::vector<std::string_view>
        first_matches_; ///< by index of the hit; without data where it was not asked for
    std::deque<std::string> nfc_texts_;
    mutable std::array<std::optional<std::string>, 2> urls_; ///< strict and loose, made when asked for
};

} // namespace arna
