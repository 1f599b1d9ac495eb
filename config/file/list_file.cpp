#include "config/file/list_file.hpp"

#include "config/file/file_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace arna {

Result<std::vector<std::string>> read_list_file(const std::filesystem::path& file) {
    constexpr std::size_t limit = 1u << 20;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const auto text = read_file(file, limit);
    if (!text) {
        if (text.error().code == Errc::limit_exceeded)
            return fail(Errc::limit_exceeded, "is larger than 1 MiB; make several lists of it");
        return std::unexpected(text.error());
    }
    if (utf8_prefix(*text) != text->size()) return fail(Errc::bad_input, "is not UTF-8; save it as UTF-8");
    std::string_view rest = *text;
    if (rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
    std::vector<std::string> terms;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trim_html_space(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty() || line == "#" || line.starts_with("# ")) continue;
        if (tag_key(line).empty()) {
            return fail(Errc::bad_input,
                        fmt::format("has a line without a letter or digit, '{}'; remove it, or begin it "
                                    "with '# '",
                                    truncate_at_word(line, 40)));
        }
        terms.emplace_back(line);
    }
    return terms;
}

} // namespace arna
