#pragma once
#include "feeds/model/raw_feed.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace arna {

/// What a part of the model takes besides its own size.
[[nodiscard]] std::size_t heap_bytes(const std::string& text);
[[nodiscard]] std::size_t heap_bytes(const Text& text);
[[nodiscard]] std::size_t heap_bytes(const Person& person);
[[nodiscard]] std::size_t heap_bytes(const Category& category);
[[nodiscard]] std::size_t heap_bytes(const Link& link);
[[nodiscard]] std::size_t heap_bytes(const Enclosure& enclosure);
[[nodiscard]] std::size_t heap_bytes(const Media& media);
[[nodiscard]] std::size_t heap_bytes(const Media::Thumbnail& thumbnail);
[[nodiscard]] std::size_t heap_bytes(const Media::Credit& credit);
[[nodiscard]] std::size_t heap_bytes(const Chapter& chapter);
[[nodiscard]] std::size_t heap_bytes(const Reply& reply);

/// What a feed may still take in memory. It is in proportion to the document, for a part of the model takes a hundred
/// bytes and more, and a document can name one in ten. Ordinary feeds come nowhere near it.
class Room {
public:
    /// For a document of that size.
    explicit Room(std::size_t document_bytes);

    /// Adds a part to a list, if there is room and the list has fewer than `most`; false if it was left out.
    template <class Part>
    bool add(std::vector<Part>& list, Part part, std::size_t most = no_bound) {
        if (list.size() >= most || !take(sizeof(Part) + heap_bytes(part))) return false;
        list.push_back(std::move(part));
        return true;
    }

    /// Whether there were so many bytes left; they are gone then. From the first time that there were not nothing is
    /// left.
    bool take(std::size_t bytes);

    /// Counts what an item takes that was read: its texts and addresses. Its lists are counted already.
    void count(const RawItem& item);

    /// Whether something was left out for want of room.
    [[nodiscard]] bool was_short() const { return was_short_; }

private:
    static constexpr std::size_t no_bound = static_cast<std::size_t>(-1);

    std::size_t left_;
    bool was_short_ = false;
};

} // namespace arna
