#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna::hostile {

/// A kind of document that can be made in any size: `before`, then `piece` again and again, then `after`. A '~' in the
/// piece is
/// a number that counts up, so that pieces can differ.
struct Shape {
    std::string name; ///< what a failing test says
    std::string before, piece, after;

    /// At least one piece, and not more than `size` bytes if that is possible.
    [[nodiscard]] std::string document(std::size_t size) const;
};

/// `piece` so many times.
[[nodiscard]] std::string repeated(std::string_view piece, std::size_t times);

/// What stands around the pieces of a shape.
struct Place {
    std::string_view name;
    std::string before, after;
};

/// Every piece in every place.
[[nodiscard]] std::vector<Shape> in_places(const std::vector<std::string>& pieces, const std::vector<Place>& places);

/// Every two pieces in turn, both ways round, in every place.
[[nodiscard]] std::vector<Shape> in_turn(const std::vector<std::string>& pieces, const std::vector<Place>& places);

} // namespace arna::hostile
