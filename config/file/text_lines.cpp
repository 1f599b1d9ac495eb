#include "config/file/text_lines.hpp"

namespace arna {

Place place_at(std::string_view text, std::size_t offset, std::uint32_t file) {
    Place place{.file = file, .line = 1, .column = 1};
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++place.column;
        }
    }
    return place;
}

TextLines::TextLines(std::string_view text) : text_(text), begins_{0} {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
        begins_.push_back(static_cast<std::uint32_t>(end + 1));
}

std::string_view TextLines::from(std::uint32_t line) const {
    return line == 0 || line > begins_.size() ? std::string_view{} : text_.substr(begins_[line - 1]);
}

} // namespace arna
