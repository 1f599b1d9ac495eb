#include "tests/hostile/shape.hpp"

#include <fmt/format.h>

namespace arna::hostile {
namespace {

void append(std::string& document, std::string_view piece, std::size_t number) {
    const auto mark = piece.find('~');
    if (mark == std::string_view::npos) {
        document += piece;
        return;
    }
    document += piece.substr(0, mark);
    document += std::to_string(number);
    append(document, piece.substr(mark + 1), number);
}

Shape shape_of(std::string_view piece, const Place& place) {
    return {.name = fmt::format("{}: {}", place.name, piece),
            .before = place.before,
            .piece = std::string(piece),
            .after = place.after};
}

} // namespace

std::string Shape::document(std::size_t size) const {
    std::string made;
    made.reserve(size + piece.size() + 32);
    made = before;
    std::size_t number = 0;
    do append(made, piece, number++);
    while (made.size() + after.size() + piece.size() < size);
    return made += after;
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string made;
    made.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) append(made, piece, i);
    return made;
}

std::vector<Shape> in_places(const std::vector<std::string>& pieces, const std::vector<Place>& places) {
    std::vector<Shape> made;
    for (const auto& place : places) {
        for (const auto& piece : pieces) made.push_back(shape_of(piece, place));
    }
    return made;
}

std::vector<Shape> in_turn(const std::vector<std::string>& pieces, const std::vector<Place>& places) {
    std::vector<Shape> made;
    for (const auto& place : places) {
        for (const auto& first : pieces) {
            for (const auto& second : pieces) {
                if (&first != &second) made.push_back(shape_of(first + second, place));
            }
        }
    }
    return made;
}

} // namespace arna::hostile
