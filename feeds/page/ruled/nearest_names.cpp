#include "feeds/page/ruled/nearest_names.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_names = 5;
constexpr std::size_t most_bytes = 200'000;
constexpr std::size_t longest_name = 64;

/// Pairs of neighbouring letters, in lower case: what names have in common whatever stands where.
std::unordered_set<std::uint16_t> pairs_of(std::string_view name) {
    std::unordered_set<std::uint16_t> pairs;
    for (std::size_t i = 1; i < name.size(); ++i)
        pairs.insert(static_cast<std::uint16_t>((static_cast<unsigned char>(ascii_lower(name[i - 1])) << 8U) |
                                                static_cast<unsigned char>(ascii_lower(name[i]))));
    return pairs;
}

/// From 0 to 1 (Dice's coefficient).
double likeness(const std::unordered_set<std::uint16_t>& a, const std::unordered_set<std::uint16_t>& b) {
    if (a.empty() || b.empty()) return 0;
    const auto shared = std::ranges::count_if(a, [&](std::uint16_t pair) { return b.contains(pair); });
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

using Names = std::unordered_map<std::string, std::size_t>; ///< with how often they stand there

Names names_of(const HtmlTree& tree) {
    Names names;
    std::size_t bytes = 0;
    const auto add = [&](char sign, std::string_view name) {
        bytes += name.size();
        if (!name.empty() && name.size() <= longest_name) ++names[sign + std::string(name)];
    };
    for (std::uint32_t i = 0; i < tree.size() && bytes < most_bytes; ++i) {
        add('#', tree.value(NodeId{i}, "id"));
        std::string_view list = tree.value(NodeId{i}, "class").substr(0, 1024);
        for (auto name = take_word(list); !name.empty(); name = take_word(list)) add('.', name);
    }
    return names;
}

} // namespace

std::vector<std::string> nearest_names(const HtmlTree& tree, const Selector& selector) {
    std::vector<std::unordered_set<std::uint16_t>> wanted;
    for (const std::string& name : selector.names()) wanted.push_back(pairs_of(name));
    struct Rated {
        std::string name;
        double likeness;
        std::size_t count;
    };
    std::vector<Rated> rated;
    for (const auto& [name, count] : names_of(tree)) {
        const auto pairs = pairs_of(std::string_view(name).substr(1));
        double best = 0;
        for (const auto& one : wanted) best = std::max(best, likeness(pairs, one));
        rated.push_back({name, best, count});
    }
    constexpr double near = 0.4;
    const bool has_near = std::ranges::any_of(rated, [](const Rated& one) { return one.likeness >= near; });
    std::erase_if(rated, [&](const Rated& one) { return has_near ? one.likeness < near : one.name.front() == '#'; });
    std::ranges::sort(rated, [&](const Rated& a, const Rated& b) {
        if (has_near && a.likeness != b.likeness) return a.likeness > b.likeness;
        return a.count != b.count ? a.count > b.count : a.name < b.name;
    });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rated.size() && i < most_names; ++i) names.push_back(std::move(rated[i].name));
    return names;
}

} // namespace arna
