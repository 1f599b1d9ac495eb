#pragma once
#include "feeds/html/tree/tree.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace arna {

/// The list of active formatting elements (HTML §13.2.4.3): those that a later paragraph opens again, and markers. What
/// lies before the last marker counts for nothing until the marker goes.
class ActiveFormatting {
public:
    struct Entry {
        NodeId node = no_node; ///< no_node: a marker
        HtmlTag tag = HtmlTag::none;
        std::size_t hash = 0; ///< of its attributes; 0: not known yet
    };

    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    void add(const Entry& entry);
    void add_marker() { add(Entry{}); }
    void clear_to_marker();

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] const Entry& operator[](std::size_t at) const { return entries_[at]; }
    [[nodiscard]] bool is_marker(std::size_t at) const { return entries_[at].node == no_node; }

    /// The last of that name after the last marker; nowhere if there is none. Takes constant time.
    [[nodiscard]] std::size_t find(HtmlTag tag) const;

    /// Whether that node is in the list, after the last marker.
    [[nodiscard]] bool holds(NodeId node, HtmlTag tag) const;

    /// Where that node is; looks for it from the end. Requires: it is in the list.
    [[nodiscard]] std::size_t find(NodeId node) const;

    /// These take time linear in how many entries come after `at`.
    void insert(std::size_t at, const Entry& entry);
    void remove(std::size_t at);

    void replace_node(std::size_t at, NodeId node) { entries_[at].node = node; }
    void set_hash(std::size_t at, std::size_t hash) { entries_[at].hash = hash; }

private:
    void drop_last();

    /// Of each entry, one more than the place: of the one before it of the same name, of the last marker at or before
    /// it.
    struct Links {
        std::uint32_t same_before = 0;
        std::uint32_t marker = 0;
    };

    std::vector<Entry> entries_;
    std::vector<Links> links_;
    std::array<std::uint32_t, static_cast<std::size_t>(HtmlTag::first_unlisted)> last_{}; ///< by name, likewise
};

} // namespace arna
