#include "config/file/toml_bounds.hpp"

#include "config/file/text_lines.hpp"
#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

/// Counts nodes from the front to the back of a document.
class NodeCounter {
public:
    explicit NodeCounter(std::string_view text) : text_(text) {}

    /// Steps over one thing; false at the end.
    bool step() {
        if (at_ >= text_.size()) return false;
        const char c = text_[at_];
        if (c == '"' || c == '\'') {
            skip_string(c);
        } else if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else {
            count(c);
            ++at_;
        }
        return true;
    }

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::size_t tables() const { return tables_; }
    [[nodiscard]] std::size_t values() const { return values_; }
    [[nodiscard]] std::size_t key_parts() const { return key_parts_; } ///< but the first

private:
    void count(char c) {
        const bool is_in_key = is_ascii_alphanumeric(c) || c == '_' || c == '-' || c == ' ' || c == '\t';
        if (c == '.') {
            ++tables_;
            ++key_parts_;
        } else if (!is_in_key) {
            key_parts_ = 0;
        }
        const bool opens = c == '[' || c == '{';
        if (opens && (c == '{' || is_line_start_)) ++tables_;
        if (c == '=' || c == ',' || (opens && !is_line_start_)) ++values_;
        is_line_start_ = c == '\n' || (is_line_start_ && is_html_space(c));
    }

    void skip_string(char quote) {
        const bool is_multiline = text_.substr(at_, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
        at_ += is_multiline ? 3 : 1;
        is_line_start_ = false;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\\' && quote == '"')
                ++at_;
            else if (c == '\n' && !is_multiline)
                return; // it does not end: the parser stops here
            else if (c == quote && (!is_multiline || (text_.substr(at_ + 1, 2) == std::string(2, quote))))
                break;
        }
        at_ = std::min(at_ + (is_multiline ? 3 : 1), text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t tables_ = 0, values_ = 0, key_parts_ = 0;
    bool is_line_start_ = true;
};

} // namespace

std::optional<TomlError> find_excess(std::string_view text, std::uint32_t file) {
    NodeCounter nodes(text);
    const auto error = [&](std::string message) {
        return TomlError{place_at(text, nodes.at() - 1, file), std::move(message)};
    };
    constexpr std::string_view what_to_do = "in one file; move some of them into another one in conf.d/";
    while (nodes.step()) {
        if (nodes.key_parts() > most_key_parts)
            return error(fmt::format("a key of more than {} parts; there is no such key", most_key_parts));
        if (nodes.tables() > most_toml_tables)
            return error(fmt::format("more than {} tables {}", most_toml_tables, what_to_do));
        if (nodes.values() > most_toml_values)
            return error(fmt::format("more than {} values {}", most_toml_values, what_to_do));
    }
    return std::nullopt;
}

} // namespace arna
