#include "config/file/string_place.hpp"

#include "feeds/text/utf8.hpp"

namespace arna {
namespace {

/// Walks a document by code points and counts lines and columns.
class Walker {
public:
    /// `text` begins at the first column of `line`.
    Walker(std::string_view text, std::uint32_t file, std::uint32_t line)
        : text_(text), place_{.file = file, .line = line, .column = 1} {}

    [[nodiscard]] bool is_at_end() const { return offset_ >= text_.size(); }
    [[nodiscard]] Place place() const { return place_; }
    [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(offset_).starts_with(expected); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return offset_ + ahead < text_.size() ? text_[offset_ + ahead] : '\0';
    }

    void step() {
        if (is_at_end()) return;
        if (next_code_point(text_, offset_) == U'\n') {
            ++place_.line;
            place_.column = 1;
        } else {
            ++place_.column;
        }
    }

    void step(std::size_t count) {
        for (; count > 0; --count) step();
    }

    void skip_line_break() {
        if (sees("\r\n")) step();
        if (sees("\n")) step();
    }

private:
    std::string_view text_;
    std::size_t offset_ = 0;
    Place place_;
};

/// A backslash at the end of a line drops the line break and all white space that follows.
bool skips_white_space(const Walker& at) {
    for (std::size_t ahead = 1;; ++ahead) {
        const char c = at.peek(ahead);
        if (c == '\n') return true;
        if (c != ' ' && c != '\t' && c != '\r') return false;
    }
}

void step_escape(Walker& at, bool is_multiline) {
    if (is_multiline && skips_white_space(at)) {
        at.step();
        while (at.peek() == ' ' || at.peek() == '\t' || at.peek() == '\r' || at.peek() == '\n') at.step();
        return;
    }
    at.step();
    at.step(at.peek() == 'u' ? 5 : at.peek() == 'U' ? 9 : 1);
}

} // namespace

Place place_in_string(const TextLines& document, Place begin, std::size_t index) {
    Walker at(document.from(begin.line), begin.file, begin.line);
    while (!at.is_at_end() && at.place().line == begin.line && at.place().column < begin.column) at.step();
    const char quote = at.peek();
    if (at.place() != begin || (quote != '"' && quote != '\'')) return begin;
    const bool is_multiline = at.peek(1) == quote && at.peek(2) == quote;
    at.step(is_multiline ? 3 : 1);
    if (is_multiline) at.skip_line_break();
    const auto is_escape = [&] { return quote == '"' && at.peek() == '\\'; };
    while (is_multiline && is_escape() && skips_white_space(at)) step_escape(at, true);
    for (; index > 0 && !at.is_at_end(); --index) {
        if (is_escape())
            step_escape(at, is_multiline);
        else
            at.step();
        while (is_multiline && is_escape() && skips_white_space(at)) step_escape(at, true);
    }
    return at.place();
}

} // namespace arna
