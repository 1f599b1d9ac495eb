#include "feeds/rules/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

using Kind = QueryNode::Kind;

void collect_deciding(const ExplainedNode& node, std::vector<const ExplainedNode*>& terms) {
    if (node.kind == Kind::term && node.decides) terms.push_back(&node);
    for (const ExplainedNode& child : node.children) collect_deciding(child, terms);
}

/// "Референдумға in title"
std::string place(const Finding& finding) { return fmt::format("{} in {}", finding.found, finding.field); }

std::string found_terms(std::span<const ExplainedNode* const> terms) {
    std::string out;
    for (const ExplainedNode* term : terms) {
        if (!term->holds || term->findings.empty()) continue;
        out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", term->text, place(term->findings.front()));
    }
    return out;
}

std::string missing_terms(std::span<const ExplainedNode* const> terms) {
    std::string out;
    for (const ExplainedNode* term : terms) {
        if (!term->holds) out += fmt::format("{}{}", out.empty() ? "" : ", ", term->text);
    }
    return out;
}

void format_node(std::string& out, const ExplainedNode& node, std::size_t depth) {
    out += fmt::format("{:{}}{} ", "", depth * 2, node.holds ? '+' : '-');
    switch (node.kind) {
    case Kind::all: out += "all of"; break;
    case Kind::any: out += "any of"; break;
    case Kind::negation: out += "not"; break;
    case Kind::term: out += node.text; break;
    }
    for (const Finding& finding : node.findings) {
        out += fmt::format("{}{}: {}", &finding == &node.findings.front() ? "   " : "; ", finding.field, finding.found);
    }
    if (node.decides) out += "   <- decides";
    out += '\n';
    for (const ExplainedNode& child : node.children) format_node(out, child, depth + 1);
}

} // namespace

std::string Explanation::summary() const {
    if (!source_admitted) return "out: the tag takes nothing from this source";
    std::vector<const ExplainedNode*> terms;
    collect_deciding(root, terms);
    const std::string found = found_terms(terms);
    const std::string missing = missing_terms(terms);
    if (matches) return found.empty() ? fmt::format("in: {} is not there", missing) : fmt::format("in: {}", found);
    if (found.empty()) return fmt::format("out: {} is not there", missing);
    if (missing.empty()) return fmt::format("out: excluded by {}", found);
    return fmt::format("out: {} is not there, and it is excluded by {}", missing, found);
}

std::string format_explanation(const Explanation& explanation) {
    std::string out;
    format_node(out, explanation.root, 0);
    return out;
}

} // namespace arna
