#include "feeds/parse/xml/open_tags.hpp"

#include "feeds/parse/xml/known_tags.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <string>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;

std::uint32_t hash_of(std::string_view name) {
    std::uint64_t hash = name.size();
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 0x9E3779B97F4A7C15;
    return static_cast<std::uint32_t>(hash >> 32);
}

} // namespace

void OpenTags::push(std::string_view name, std::size_t name_place, std::size_t begin) {
    const bool is_item = is_item_tag(name);
    const bool is_container = is_container_tag(name);
    const auto hash = hash_of(name);
    if (is_container) containers_.push_back(open_.size());
    ++open_with(hash);
    open_.push_back({.name = name, .item = is_item ? items_.size() : npos, .hash = hash, .is_container = is_container});
    if (is_item) items_.push_back({.name = name_place, .begin = begin, .end = begin});
}

void OpenTags::note_empty(std::string_view name, std::size_t name_place, std::size_t begin, std::size_t end) {
    if (is_item_tag(name)) items_.push_back({.name = name_place, .begin = begin, .end = end});
}

void OpenTags::pop(std::size_t at) {
    if (open_.back().item != npos) items_[open_.back().item].end = at;
    if (open_.back().is_container) containers_.pop_back();
    --open_with(open_.back().hash);
    open_.pop_back();
}

void OpenTags::close_down_to(std::size_t count, std::size_t at) {
    while (open_.size() > count) {
        copy_.insert(at, "</" + std::string(open_.back().name) + ">");
        pop(at);
    }
}

std::size_t OpenTags::count_outside(std::string_view name) const {
    const auto hash = hash_of(name);
    if (open_with_[hash % open_with_.size()] == 0) return npos;
    auto alike = npos;
    for (auto i = open_.size(); i-- > 0;) {
        if (open_[i].hash != hash) continue;
        if (open_[i].name == name) return i;
        if (alike == npos && equals_ignoring_case(open_[i].name, name)) alike = i;
    }
    return alike;
}

std::size_t OpenTags::count_before(std::string_view name) const {
    if (containers_.empty()) return open_.size();
    auto count = containers_.back() + 1;
    if (count < open_.size() && !implies_end(open_[count].name, name)) return open_.size();
    while (is_item_tag(name) && count > 0 && is_item_tag(open_[count - 1].name)) --count;
    return count;
}

} // namespace arna
