#pragma once
#include "feeds/html/tree/tree.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A node of a tree or an attribute of one. They compare in document order: a node, its attributes, its children.
class NodeRef {
public:
    explicit NodeRef(NodeId node) : key_(std::uint64_t{index_of(node)} << 32U) {}
    NodeRef(NodeId node, std::uint32_t attribute) : key_((std::uint64_t{index_of(node)} << 32U) | (attribute + 1)) {}

    [[nodiscard]] NodeId node() const { return NodeId{static_cast<std::uint32_t>(key_ >> 32U)}; } ///< or its owner
    [[nodiscard]] bool is_attribute() const { return static_cast<std::uint32_t>(key_) != 0; }
    /// Requires: it is an attribute.
    [[nodiscard]] const HtmlAttribute& attribute(const HtmlTree& tree) const {
        return tree.attributes(node())[static_cast<std::uint32_t>(key_) - 1];
    }

    friend auto operator<=>(NodeRef, NodeRef) = default;

private:
    std::uint64_t key_;
};

/// In document order, each once.
using NodeSet = std::vector<NodeRef>;

} // namespace arna
