#include "daemon/http/message/logged_path.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/escaped_text.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>

namespace arna {
namespace {

/// Also as somebody might write it by mistake: in capitals, percent-encoded.
bool is_private(std::string_view segment) {
    constexpr std::size_t longest = 3 * std::string_view("private").size();
    if (segment.size() > longest) return false;
    std::string decoded;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const auto byte = percent_encoded_byte(segment.substr(i));
        decoded += byte ? static_cast<char>(*byte) : segment[i];
        if (byte) i += 2;
    }
    return equals_lower(decoded, "private");
}

} // namespace

std::string logged_path(std::string_view path) {
    for (std::size_t begin = 0; begin < path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        if (end < path.size() && is_private(path.substr(begin, end - begin)))
            return escaped_text(path.substr(0, end + 1)) + "…";
        begin = end + 1;
    }
    return escaped_text(path);
}

} // namespace arna
