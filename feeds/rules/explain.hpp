#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arna {

/// How much of what a term found is told, in bytes.
inline constexpr std::size_t max_found_bytes = 1024;

/// A place at which a term of a rule holds.
struct Finding {
    std::string field;      ///< "title", "category", "hashtag", "source", …
    std::string found;      ///< as the item has it, its first max_found_bytes
    std::size_t offset = 0; ///< in the field's text, in bytes; 0 where the field is no running text

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A part of a rule, with what became of it. The tree is that of QueryNode.
struct ExplainedNode {
    QueryNode::Kind kind = QueryNode::Kind::term;
    bool holds = false;
    bool decides = false;          ///< a term on which the outcome hangs: were it otherwise, so would be the whole
    std::string text;              ///< of a term: as the rule has it, with its field
    std::vector<Finding> findings; ///< of a term that holds: where, the first ones of each field
    std::vector<ExplainedNode> children;
};

/// Why an item is in a tag, or why not.
struct Explanation {
    bool matches = false;
    bool source_admitted = true; ///< false: the tag takes nothing from the item's source, whatever the rule says
    ExplainedNode root;

    /// The outcome in a sentence, which names the deciding terms: "in, by category: #Референдум-2026 (Референдум-2026)",
    /// "out: nothing is found for референдум", "out because of -спорт, found in title: спорттық".
    [[nodiscard]] std::string summary() const;
};

/// An explanation as lines of text, a node each, indented by depth: "+ референдум   title: Референдумға".
[[nodiscard]] std::string format_explanation(const Explanation& explanation);

} // namespace arna
