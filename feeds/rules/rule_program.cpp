#include "feeds/rules/rule_program.hpp"

#include "feeds/rules/query/fields.hpp"

#include <algorithm>

namespace arna {
namespace {

template <class T>
std::size_t bytes_of(const std::vector<T>& values) {
    return values.capacity() * sizeof(T);
}

} // namespace

bool SourceFilter::admits(std::string_view source) const {
    const bool is_wanted =
        only.empty() || std::ranges::binary_search(only, source, {}, [](std::string_view s) { return s; });
    return is_wanted && !std::ranges::binary_search(never, source, {}, [](std::string_view s) { return s; });
}

bool RuleProgram::has_feature(const RuleNode& node) const {
    return node.kind == RuleNode::Kind::word || node.kind == RuleNode::Kind::name || node.kind == RuleNode::Kind::regex;
}

FeatureId RuleProgram::feature_of(const RuleNode& node) const {
    switch (node.kind) {
    case RuleNode::Kind::name: return term_count + node.operand;
    case RuleNode::Kind::regex: return term_count + names.size() + node.operand;
    default: return node.operand;
    }
}

bool RuleProgram::asks_for_tags() const {
    return names.has(Field::tag, false) || names.has(Field::tag, true) || (regex_fields & field_bit(Field::tag)) != 0;
}

std::size_t RuleProgram::memory() const {
    std::size_t size = bytes_of(nodes) + bytes_of(node_texts) + bytes_of(rules) + bytes_of(filters) + texts.capacity() +
                       strict.memory() + loose.memory() + bytes_of(phrases) + bytes_of(patterns) + bytes_of(ages) +
                       bytes_of(dates) + bytes_of(access.first) + bytes_of(access.rules) + bytes_of(access.always);
    for (const auto& phrase : phrases) size += bytes_of(phrase);
    return size;
}

} // namespace arna
