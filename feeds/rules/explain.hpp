#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arna {

/// How much of a text that a term found is quoted, in bytes.
inline constexpr std::size_t max_found_bytes = 1024;

/// A place where a term of a rule holds.
struct Finding {
    std::string field;      ///< "title", "category", "hashtag", "source", …
    std::string found;      ///< as the item has it, its first max_found_bytes
    std::size_t offset = 0; ///< in the field's text, in bytes; 0 where the field is no running text

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A part of a rule and its outcome, in the tree of the QueryNodes.
struct ExplainedNode {
    QueryNode::Kind kind = QueryNode::Kind::term;
    bool holds = false;
    bool decides = false;          ///< of a term: if it were otherwise, so would be the whole rule
    std::string text;              ///< of a term: as it is written, with its field
    std::vector<Finding> findings; ///< of a term that holds: the first places in each field
    std::vector<ExplainedNode> children;
};

/// Why an item is in a tag, or why not.
struct Explanation {
    bool matches = false;
    bool source_admitted = true; ///< whether the tag takes anything from the item's source
    ExplainedNode root;

    /// The outcome and the terms that decide it: "in: референдум (Референдумға in title)", "out: #Дауыс is not there",
    /// "out: excluded by спорт (Спорт in title)".
    [[nodiscard]] std::string summary() const;
};

/// An explanation as text: a line for each node, indented by depth, such as "+ референдум   title: Референдумға".
[[nodiscard]] std::string format_explanation(const Explanation& explanation);

} // namespace arna
