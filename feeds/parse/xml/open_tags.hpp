#pragma once
#include "feeds/parse/xml/edited_copy.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna {

/// An item or entry: its element in the original, from '<' to behind the last '>', and where its name stands in the
/// copy.
struct ItemSpan {
    std::size_t name;
    std::size_t begin;
    std::size_t end;
};

/// The elements that are open while a document is repaired, outermost first, and what missing and superfluous tags mean
/// for them.
class OpenTags {
public:
    explicit OpenTags(EditedCopy& copy) : copy_(copy) {}

    [[nodiscard]] bool empty() const { return open_.empty(); }
    [[nodiscard]] std::size_t size() const { return open_.size(); }
    [[nodiscard]] std::string_view outermost() const { return open_.front().name; }
    [[nodiscard]] std::string_view innermost() const { return open_.back().name; }
    /// Whether the innermost element holds items or their parts: white space directly in it says nothing.
    [[nodiscard]] bool is_in_container() const { return open_.back().is_container; }
    [[nodiscard]] std::string_view name(std::size_t index) const { return open_[index].name; }

    /// A start tag from `begin` to `end` was written; `name_place` is its name's place in the copy.
    void push(std::string_view name, std::size_t name_place, std::size_t begin);

    /// An empty-element tag was.
    void note_empty(std::string_view name, std::size_t name_place, std::size_t begin, std::size_t end);

    /// The innermost element's end tag ends at `at`.
    void pop(std::size_t at);

    /// Writes end tags at `at` until `count` elements are open.
    void close_down_to(std::size_t count, std::size_t at);

    /// How many elements stay open when the innermost one of that name ends; an exact name before one in another case.
    /// npos if there is none, which is told without looking at each.
    [[nodiscard]] std::size_t count_outside(std::string_view name) const;

    /// How many elements stay open when an element of that name begins: all, or those outside of what it implies to
    /// have ended (implies_end() of known_tags.hpp).
    [[nodiscard]] std::size_t count_before(std::string_view name) const;

    /// In the order of their names' places.
    [[nodiscard]] std::vector<ItemSpan> take_items() { return std::move(items_); }

private:
    struct Open {
        std::string_view name;
        std::size_t item;   ///< its index in items_, or npos
        std::uint32_t hash; ///< of its name, whatever the case
        bool is_container;
    };

    [[nodiscard]] std::uint16_t& open_with(std::uint32_t hash) { return open_with_[hash % open_with_.size()]; }

    EditedCopy& copy_;
    std::vector<Open> open_;
    std::vector<std::size_t> containers_;         ///< indexes in open_
    std::array<std::uint16_t, 1024> open_with_{}; ///< how many elements are open, by a part of their hash
    std::vector<ItemSpan> items_;
};

} // namespace arna
