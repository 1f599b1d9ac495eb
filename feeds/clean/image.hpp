#pragma once
#include "feeds/clean/safe_address.hpp"
#include "feeds/html/tokenizer.hpp"

#include <span>
#include <string>

namespace arna {

/// An <img> (or a <source> of a picture) as it is to be written. Where scripts would have loaded it, what they would load.
struct Image {
    std::string src;
    std::string srcset;
    std::string alt;
    bool is_tracker = false;  ///< a pixel that reports who reads; never written
    bool was_refused = false; ///< it named addresses, but none that may be written

    [[nodiscard]] bool is_shown() const { return !is_tracker && (!src.empty() || !srcset.empty()); }
};

[[nodiscard]] Image read_image(std::span<const Attribute> attributes, const AddressOptions& options);

} // namespace arna
