#include "feeds/html/select/xpath/xpath_reader.hpp"

#include "feeds/html/select/xpath/xpath_syntax.hpp"
#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace arna {

using namespace xpath_syntax;

void XpathReader::skip_space() {
    while (is_html_space(in_.peek())) in_.skip();
}

std::string XpathReader::unexpected() const {
    const char c = in_.peek();
    if (c == ')' || c == ']') return fmt::format("{} closes nothing; remove it", in_.shown());
    if (c == '$') return "variables are not supported; write the value itself";
    if (c == '!' || c == '&')
        return fmt::format("{} is no operator of XPath; there are !=, and, or, not()", in_.shown());
    return fmt::format("{} is not expected here", in_.shown());
}

std::string_view XpathReader::name() {
    const std::size_t begin = in_.at();
    if (is_name_start(in_.peek()))
        while (is_name_character(in_.peek())) in_.skip();
    return in_.since(begin);
}

bool XpathReader::sees_primary() const {
    const char c = in_.peek();
    if (c == '(' || c == '"' || c == '\'' || c == '$' || is_ascii_digit(c)) return true;
    if (c == '.') return is_ascii_digit(in_.peek(1));
    if (!is_name_start(c)) return false;
    std::size_t ahead = 0;
    while (is_name_character(in_.peek(ahead))) ++ahead;
    const std::size_t end = ahead;
    if (in_.peek(ahead) == ':' && is_name_start(in_.peek(ahead + 1))) // a call of another library
        for (++ahead; is_name_character(in_.peek(ahead));) ++ahead;
    const bool is_prefixed = ahead != end;
    while (is_html_space(in_.peek(ahead))) ++ahead;
    if (in_.peek(ahead) != '(') return false;
    const auto is_type = [&](const auto& type) { return type.first.size() == end && in_.sees(type.first); };
    return is_prefixed || std::ranges::none_of(node_types, is_type);
}

void XpathReader::need_more(std::size_t open) {
    skip_space();
    if (in_.is_at_end()) not_closed(open);
}

void XpathReader::not_closed(std::size_t open) {
    const bool is_bracket = in_.byte(open) == '[';
    in_.fail(open, fmt::format("'{}' is not closed; write {} behind it", in_.byte(open), is_bracket ? ']' : ')'));
}

void XpathReader::close(std::size_t open, char closing) {
    skip_space();
    if (in_.has_failed() || in_.take(std::string_view(&closing, 1))) return;
    if (in_.is_at_end())
        not_closed(open);
    else
        in_.fail(in_.at(), unexpected());
}

Axis XpathReader::axis() {
    if (in_.take("@")) {
        skip_space();
        return Axis::attribute;
    }
    std::size_t ahead = 0;
    if (is_name_start(in_.peek()))
        while (is_name_character(in_.peek(ahead))) ++ahead;
    const std::size_t end = ahead;
    while (is_html_space(in_.peek(ahead))) ++ahead;
    if (end == 0 || in_.peek(ahead) != ':' || in_.peek(ahead + 1) != ':') return Axis::child;
    const std::size_t begin = in_.at();
    const std::string_view axis_name = name();
    const auto* found = std::ranges::find(axes, axis_name, &NamedAxis::name);
    if (found == axes.end()) {
        in_.fail(begin, axis_name == "namespace" ? std::string("namespaces are not supported")
                                                 : fmt::format("'{}' is no axis", axis_name));
        return Axis::child;
    }
    skip_space();
    in_.skip(2);
    skip_space();
    return found->axis;
}

std::string XpathReader::literal() {
    const std::size_t begin = in_.at();
    const char quote = in_.peek();
    in_.skip();
    while (!in_.is_at_end() && in_.peek() != quote) in_.skip();
    if (in_.is_at_end()) {
        in_.fail(begin, fmt::format("the string is not closed; write {} behind it", quote));
        return {};
    }
    const std::string value(in_.since(begin + 1));
    in_.skip();
    return value;
}

double XpathReader::number_literal() {
    const std::size_t begin = in_.at();
    while (is_ascii_digit(in_.peek())) in_.skip();
    if (in_.take("."))
        while (is_ascii_digit(in_.peek())) in_.skip();
    const std::string_view digits = in_.since(begin);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
    return number;
}

} // namespace arna
