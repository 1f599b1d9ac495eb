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

/// The length of a slash at the beginning of `path`, also a percent-encoded one; 0 if there is none.
std::size_t slash_length(std::string_view path) {
    if (path.starts_with('/')) return 1;
    return percent_encoded_byte(path) == '/' ? 3 : 0;
}

} // namespace

std::string logged_path(std::string_view path) {
    std::size_t begin = 0; // of a segment
    for (std::size_t at = 0; at < path.size(); ++at) {
        const auto slash = slash_length(path.substr(at));
        if (slash == 0) continue;
        if (is_private(path.substr(begin, at - begin))) return escaped_text(path.substr(0, at + slash)) + "…";
        begin = at + slash;
    }
    return escaped_text(path);
}

} // namespace arna
