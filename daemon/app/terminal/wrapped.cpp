#include "daemon/app/terminal/wrapped.hpp"

#include "feeds/text/unicode.hpp"

#include <algorithm>

namespace arna {
namespace {

constexpr std::size_t least_room = 24, least_indent = 4;
constexpr auto npos = std::string_view::npos;

/// Where to break so that at most `columns` stand before it: between columns of a table, of which the first end at
/// `after`; else at the last blank. npos: it fits, or there is no place.
std::size_t break_of(std::string_view line, std::size_t columns, std::size_t after) {
    std::size_t gap = npos, blank = npos;
    auto at = std::min(line.find_first_not_of(' '), line.size());
    auto width = at;
    while (at < line.size()) {
        const auto end = std::min(line.find(' ', at), line.size());
        width += code_points(line.substr(at, end - at));
        if (width > columns && blank != npos) return gap != npos ? gap : blank;
        if (end == line.size()) break;
        at = std::min(line.find_first_not_of(' ', end), line.size());
        if (at - end > 1 && width > after) gap = end;
        blank = end;
        width += at - end;
    }
    return width > columns ? blank : npos;
}

} // namespace

std::string wrapped(std::string_view line, std::size_t columns, std::size_t indent) {
    std::string lines;
    std::size_t room = columns, after = indent;
    if (columns < indent + least_room) indent = std::min(indent, least_indent);
    while (true) {
        const auto end = break_of(line, room, after);
        lines.append(line.substr(0, end));
        if (end == npos) return lines;
        line.remove_prefix(std::min(line.find_first_not_of(' ', end), line.size()));
        if (line.empty()) return lines;
        lines.append("\n").append(indent, ' ');
        room = columns > indent ? columns - indent : 0;
        after = 0;
    }
}

} // namespace arna
