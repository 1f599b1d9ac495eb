#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace arna {

/// What a document type declaration says of general entities. Nothing is ever fetched.
struct Doctype {
    struct Entity {
        std::string value;       ///< the characters that it stands for
        bool is_refused = false; ///< external, or it refers to other entities: never expanded
    };
    std::unordered_map<std::string_view, Entity> entities; ///< keys are views into the document
    std::size_t end = 0;                                   ///< behind the declaration
};

/// Reads the declaration that starts at `begin` ("<!DOCTYPE"). One that does not end ends at its first '>'. At most
/// limits::entities are kept.
[[nodiscard]] Doctype read_doctype(std::string_view text, std::size_t begin);

} // namespace arna
