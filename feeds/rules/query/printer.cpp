#include "feeds/rules/query/fields.hpp"
#include "feeds/rules/query/query.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace arna {
namespace {

using Kind = QueryNode::Kind;

/// How tightly a node binds: a child that binds less than its parent is put in parentheses.
int binding(Kind kind) {
    switch (kind) {
    case Kind::any: return 0;
    case Kind::all: return 1;
    case Kind::negation: return 2;
    case Kind::term: return 3;
    }
    return 3;
}

void print(std::string& out, const QueryNode& node);

void print_child(std::string& out, const QueryNode& parent, const QueryNode& child) {
    const bool grouped = !child.is_list() && binding(child.kind) < binding(parent.kind);
    if (grouped) out += '(';
    print(out, child);
    if (grouped) out += ')';
}

void print(std::string& out, const QueryNode& node) {
    if (node.kind == Kind::term || node.is_list()) {
        out += with_field(node.term.field, node.term.text);
        return;
    }
    if (node.kind == Kind::negation) out += "NOT ";
    for (const QueryNode& child : node.children) {
        if (&child != &node.children.front()) out += node.kind == Kind::all ? " AND " : " OR ";
        print_child(out, node, child);
    }
}

struct Names {
    std::vector<std::string> in_order;
    std::unordered_set<std::string_view> known; ///< views into the query

    void collect(const QueryNode& node, Field field) {
        if (node.kind == Kind::term && node.term.field == field) {
            const auto* name = std::get_if<NameTerm>(&node.term.test);
            if (name != nullptr && known.insert(name->name).second) in_order.push_back(name->name);
        }
        for (const QueryNode& child : node.children) collect(child, field);
    }
};

} // namespace

std::string print_query(const QueryNode& node) {
    std::string out;
    print(out, node);
    return out;
}

std::vector<std::string> lists_in(const QueryNode& node) {
    std::vector<std::string> names;
    std::unordered_set<std::string_view> known;
    const auto collect = [&](const auto& self, const QueryNode& below) -> void {
        if (below.is_list() && known.insert(below.term.text).second)
            names.push_back(below.term.text.substr(below.term.text.find(':') + 1));
        for (const QueryNode& child : below.children) self(self, child);
    };
    collect(collect, node);
    for (std::string& name : names) std::erase(name, '"');
    return names;
}

std::vector<std::string> names_in(const QueryNode& node, Field field) {
    Names names;
    names.collect(node, field);
    return std::move(names.in_order);
}

} // namespace arna
