#pragma once
#include "feeds/text/charset/charset_labels.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// Bytes as UTF-8, and how many places could not be decoded and became U+FFFD.
struct Transcoded {
    std::string text;
    std::size_t invalid = 0;
};

/// Decodes `bytes` from a charset that charset_of_label() gave. Linear in time; the result is at most three times as
/// long.
[[nodiscard]] Transcoded transcode(std::string_view bytes, const Charset& charset);

} // namespace arna
