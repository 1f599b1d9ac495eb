#pragma once
#include "feeds/clean/markup/safe_address.hpp"
#include "feeds/html/tokenizer.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arna {

/// An <img> (or a <source> of a picture) as it is to be written. Where scripts would have loaded it, what they would
/// load.
struct Image {
    std::string src;
    std::string srcset;
    std::string alt;
    bool is_tracker = false;  ///< a pixel that reports who reads; never written
    bool was_refused = false; ///< it named addresses, but none that may be written

    [[nodiscard]] bool is_shown() const { return !is_tracker && (!src.empty() || !srcset.empty()); }
};

/// Reads images, one after the other, without allocating for each.
class ImageReader {
public:
    explicit ImageReader(const AddressOptions& options) : options_(options) {}

    /// The image of these attributes; valid until the next call.
    [[nodiscard]] const Image& read(std::span<const Attribute> attributes);

private:
    /// What an attribute of an image says, in the order in which it is believed: scripts put the first two in place of
    /// the others.
    enum class Part : std::uint8_t { lazy_src, lazy_srcset, src, srcset, alt, width, height };

    struct KnownAttribute {
        std::string_view name;
        Part part;
    };

    static const KnownAttribute* find(std::string_view name);
    void clear();
    void take(Part part, std::string_view value);
    std::string_view address(std::string_view value);

    const AddressOptions& options_;
    Image image_;
    std::string src_, srcset_, lazy_src_, lazy_srcset_, decoded_, storage_;
    std::optional<int> width_, height_;
};

} // namespace arna
