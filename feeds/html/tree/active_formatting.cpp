#include "feeds/html/tree/active_formatting.hpp"

#include "feeds/html/tree/element_traits.hpp"

namespace arna {

void ActiveFormatting::add(const Entry& entry) {
    const auto number = static_cast<std::uint32_t>(entries_.size() + 1);
    std::uint32_t& last = last_[static_cast<std::size_t>(entry.tag)];
    const std::uint32_t marker = links_.empty() ? 0 : links_.back().marker;
    links_.push_back({.same_before = last, .marker = entry.node == no_node ? number : marker});
    last = number;
    entries_.push_back(entry);
}

void ActiveFormatting::drop_last() {
    last_[static_cast<std::size_t>(entries_.back().tag)] = links_.back().same_before;
    entries_.pop_back();
    links_.pop_back();
}

void ActiveFormatting::clear_to_marker() {
    while (!entries_.empty()) {
        const bool was_marker = is_marker(entries_.size() - 1);
        drop_last();
        if (was_marker) return;
    }
}

std::size_t ActiveFormatting::find(HtmlTag tag) const {
    const std::uint32_t last = last_[static_cast<std::size_t>(tag)];
    return last == 0 || last < links_.back().marker ? nowhere : last - 1;
}

bool ActiveFormatting::holds(NodeId node, HtmlTag tag) const {
    if (traits_of(tag).end != BodyEnd::formatting || links_.empty()) return false;
    const std::uint32_t marker = links_.back().marker;
    std::uint32_t number = last_[static_cast<std::size_t>(tag)];
    while (number > marker && entries_[number - 1].node != node) number = links_[number - 1].same_before;
    return number > marker;
}

std::size_t ActiveFormatting::find(NodeId node) const {
    std::size_t at = entries_.size() - 1;
    while (entries_[at].node != node) --at;
    return at;
}

void ActiveFormatting::insert(std::size_t at, const Entry& entry) {
    const std::vector<Entry> after(entries_.begin() + static_cast<std::ptrdiff_t>(at), entries_.end());
    while (entries_.size() > at) drop_last();
    add(entry);
    for (const Entry& each : after) add(each);
}

void ActiveFormatting::remove(std::size_t at) {
    const std::vector<Entry> after(entries_.begin() + static_cast<std::ptrdiff_t>(at) + 1, entries_.end());
    while (entries_.size() > at) drop_last();
    for (const Entry& each : after) add(each);
}

} // namespace arna
