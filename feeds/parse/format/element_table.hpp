#pragma once
#include "feeds/parse/reader.hpp"
#include "feeds/parse/xml/document.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace arna {

/// Ranks of elements that could fill the same field, first those that count before the others.
namespace rank {
inline constexpr std::uint8_t own = 0; ///< the element of the feed's own vocabulary
inline constexpr std::uint8_t own_second = 1, own_third = 2;
inline constexpr std::uint8_t atom = 3, atom_old = 4;
inline constexpr std::uint8_t dc = 5, dcterms = 6, module = 7;
} // namespace rank

/// What an element of a feed, item or source means. Of several elements that could fill a field the one of the lowest
/// rank
/// counts, and of those the last: elements are read by falling rank, then in the order of the document, and what is
/// read
/// later replaces what was read before. Lists keep the order of the document as long as their rules share a rank.
template <class Part>
struct FieldRule {
    Ns ns;
    std::string_view name; ///< in lower case
    void (*read)(Reader& reader, const Element& element, Part& part);
    std::uint8_t rank = rank::own;
};

/// The rules of a format, found by namespace and name without regard to case. Of two rules for an element the first
/// counts.
template <class Part>
class ElementTable {
public:
    using Rule = FieldRule<Part>;

    explicit ElementTable(std::span<const Rule> own, std::span<const std::span<const Rule>> others = {}) {
        std::size_t count = own.size();
        for (const auto group : others) count += group.size();
        slots_.resize(std::bit_ceil(2 * count + 1));
        add(own);
        for (const auto group : others) add(group);
    }

    /// Null if the model does not hold the element.
    [[nodiscard]] const Rule* find(Ns ns, std::string_view name) const { return slots_[slot_of(ns, name)]; }

private:
    void add(std::span<const Rule> group) {
        for (const auto& rule : group) {
            auto& slot = slots_[slot_of(rule.ns, rule.name)];
            if (slot == nullptr) slot = &rule;
        }
    }

    /// Where the rule is, or the free place where it would be.
    [[nodiscard]] std::size_t slot_of(Ns ns, std::string_view name) const {
        std::size_t hash = static_cast<std::size_t>(ns) + 1;
        for (const char c : name) hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 0x9E3779B97F4A7C15;
        for (auto slot = hash >> 32;; ++slot) {
            slot &= slots_.size() - 1;
            const auto* rule = slots_[slot];
            if (rule == nullptr || (rule->ns == ns && equals_ignoring_case(rule->name, name))) return slot;
        }
    }

    std::vector<const Rule*> slots_; ///< a power of two, at most half full
};

/// Several groups of rules as one.
template <class Part, std::size_t... Sizes>
constexpr auto joined(const std::array<FieldRule<Part>, Sizes>&... groups) {
    std::array<FieldRule<Part>, (Sizes + ...)> made{};
    auto next = made.begin();
    ((next = std::ranges::copy(groups, next).out), ...);
    return made;
}

/// Reads the children of an element by a table; what the table does not know goes to `part.ext`.
template <class Part>
void read_children(Reader& reader, const Element& element, const ElementTable<Part>& table, Part& part) {
    struct Known {
        Element element;
        const FieldRule<Part>* rule;
    };
    std::vector<Known> known;
    known.reserve(static_cast<std::size_t>(std::distance(element.node.begin(), element.node.end())));
    std::uint8_t rank = 0;
    element.each_child([&](const Element& child) {
        if (const auto* rule = table.find(child.ns, child.name)) {
            known.push_back({child, rule});
            rank = std::max(rank, rule->rank);
        } else if constexpr (requires { part.ext; }) {
            add_extension(reader, child, part.ext);
        }
    });
    while (true) {
        for (const auto& [child, rule] : known) {
            if (rule->rank == rank) rule->read(reader, child, part);
        }
        if (rank-- == 0) return;
    }
}

} // namespace arna
