#include "feeds/parse/xml/open_tags.hpp"

#include "feeds/parse/xml/known_tags.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <string>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;

} // namespace

void OpenTags::push(std::string_view name, std::size_t name_place, std::size_t begin) {
    const bool is_item = is_item_tag(name);
    open_.push_back({.name = name, .item = is_item ? items_.size() : npos, .is_container = is_container_tag(name)});
    if (is_item) items_.push_back({.name = name_place, .begin = begin, .end = begin});
}

void OpenTags::note_empty(std::string_view name, std::size_t name_place, std::size_t begin, std::size_t end) {
    if (is_item_tag(name)) items_.push_back({.name = name_place, .begin = begin, .end = end});
}

void OpenTags::pop(std::size_t at) {
    if (open_.back().item != npos) items_[open_.back().item].end = at;
    open_.pop_back();
}

void OpenTags::close_down_to(std::size_t count, std::size_t at) {
    while (open_.size() > count) {
        copy_.insert(at, "</" + std::string(open_.back().name) + ">");
        pop(at);
    }
}

std::size_t OpenTags::count_outside(std::string_view name) const {
    auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) { return open.name == name; });
    if (found == open_.rend())
        found = std::find_if(open_.rbegin(), open_.rend(),
                             [&](const Open& open) { return equals_ignoring_case(open.name, name); });
    return found == open_.rend() ? npos : static_cast<std::size_t>(open_.rend() - found) - 1;
}

std::size_t OpenTags::count_before(std::string_view name) const {
    const auto container =
        std::find_if(open_.rbegin(), open_.rend(), [](const Open& open) { return open.is_container; });
    if (container == open_.rend()) return open_.size();
    auto count = static_cast<std::size_t>(open_.rend() - container);
    if (count < open_.size() && !implies_end(open_[count].name, name)) return open_.size();
    while (is_item_tag(name) && count > 0 && is_item_tag(open_[count - 1].name)) --count;
    return count;
}

} // namespace arna
