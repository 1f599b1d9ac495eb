#include "feeds/html/select/css/css_scanner.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

namespace arna {
namespace {

constexpr std::int32_t largest_number = 1'000'000; // more siblings than a tree has nodes

bool is_name_start(char c) { return is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name_character(char c) { return is_name_start(c) || is_ascii_digit(c) || c == '-'; }
bool is_line_feed(char c) { return c == '\n' || c == '\r' || c == '\f'; }

bool sees_escape(const ProgramBuilder& in, std::size_t ahead = 0) {
    return in.peek(ahead) == '\\' && !is_line_feed(in.peek(ahead + 1));
}

/// CSS Syntax 3 §4.3.7. Requires: a backslash is here.
void append_escape(ProgramBuilder& in, std::string& out) {
    in.skip();
    if (in.is_at_end()) return append_utf8(out, replacement_character);
    if (hex_digit(in.peek()) < 0) return append_utf8(out, in.next());
    char32_t code_point = 0;
    for (int digits = 0; digits < 6 && hex_digit(in.peek()) >= 0; ++digits, in.skip())
        code_point = code_point * 16 + static_cast<char32_t>(hex_digit(in.peek()));
    if (!in.take("\r\n") && is_html_space(in.peek())) in.skip();
    const bool is_scalar = code_point != 0 && code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
    append_utf8(out, is_scalar ? code_point : replacement_character);
}

/// The digits here; nothing where there are none.
std::optional<std::int32_t> digits(ProgramBuilder& in) {
    if (!is_ascii_digit(in.peek())) return std::nullopt;
    std::int32_t number = 0;
    for (; is_ascii_digit(in.peek()); in.skip())
        if (number < largest_number) number = number * 10 + (in.peek() - '0');
    return number;
}

/// "+" or "-" here as 1 or -1; 0 where there is none.
std::int32_t sign(ProgramBuilder& in) { return in.take("+") ? 1 : in.take("-") ? -1 : 0; }

} // namespace

void skip_css_comments(ProgramBuilder& in) {
    while (in.sees("/*")) {
        const std::size_t comment = in.at();
        in.skip(2);
        while (!in.is_at_end() && !in.sees("*/")) in.skip();
        if (!in.take("*/")) in.fail(comment, "the comment is not closed; write */ behind it");
    }
}

bool skip_css_space(ProgramBuilder& in) {
    bool has_space = false;
    for (skip_css_comments(in); is_html_space(in.peek()); skip_css_comments(in)) {
        has_space = true;
        while (is_html_space(in.peek())) in.skip();
    }
    return has_space;
}

bool sees_css_name(const ProgramBuilder& in) {
    if (in.peek() != '-') return is_name_start(in.peek()) || sees_escape(in);
    return in.peek(1) == '-' || is_name_start(in.peek(1)) || sees_escape(in, 1);
}

std::string css_name(ProgramBuilder& in, std::string_view what) {
    std::string name;
    if (!sees_css_name(in)) {
        const bool is_digit = is_ascii_digit(in.peek());
        in.fail(in.at(), fmt::format("{} is expected, not {}{}", what, in.shown(),
                                     is_digit ? fmt::format("; write the digit as \\3{} ", in.peek()) : ""));
        return name;
    }
    while (is_name_character(in.peek()) || sees_escape(in)) {
        if (in.peek() == '\\')
            append_escape(in, name);
        else
            append_utf8(name, in.next());
    }
    return name;
}

std::string css_string(ProgramBuilder& in) {
    const std::size_t begin = in.at();
    const char quote = in.peek();
    std::string value;
    for (in.skip(); !in.is_at_end() && in.peek() != quote && !is_line_feed(in.peek());) {
        if (in.peek() != '\\') {
            append_utf8(value, in.next());
        } else if (is_line_feed(in.peek(1))) {
            in.skip(in.sees("\\\r\n") ? 3 : 2); // goes on in the next line
        } else {
            append_escape(in, value);
        }
    }
    if (in.peek() == quote && !in.is_at_end())
        in.skip();
    else
        in.fail(begin, fmt::format("the string is not closed; write {} behind it", quote));
    return value;
}

std::string css_argument(ProgramBuilder& in, std::size_t open) {
    skip_css_space(in);
    if (in.peek() == '"' || in.peek() == '\'') {
        std::string value = css_string(in);
        skip_css_space(in);
        return value;
    }
    std::string value;
    for (int depth = 0; !in.is_at_end() && (depth > 0 || in.peek() != ')');) {
        if (in.peek() == '(') ++depth;
        if (in.peek() == ')') --depth;
        if (in.peek() == '\\' && !is_line_feed(in.peek(1)))
            append_escape(in, value);
        else
            append_utf8(value, in.next());
    }
    if (in.is_at_end()) in.fail(open, "'(' is not closed; write ) behind what stands in it");
    return std::string(trim_html_space(value));
}

std::string unexpected_css(const ProgramBuilder& in) {
    if (in.peek() == ')' || in.peek() == ']') return fmt::format("{} closes nothing; remove it", in.shown());
    if (in.peek() == '|') return "namespaces are not supported; leave out the name before '|' and the sign";
    if (in.peek() == '@') return "'@' is of XPath; write \"::attr(name)\" for an attribute";
    return fmt::format("{} is not expected here; a selector is made of names, .classes, #ids, [attributes] and "
                       ":pseudo-classes",
                       in.shown());
}

std::optional<AnPlusB> css_an_plus_b(ProgramBuilder& in) {
    const std::size_t begin = in.at();
    const auto wrong = [&] {
        in.fail(begin, "a number, 2n+1, odd or even is expected");
        return std::nullopt;
    };
    const auto is_word = [&](std::string_view word) {
        for (std::size_t i = 0; i < word.size(); ++i)
            if (ascii_lower(in.peek(i)) != word[i]) return false;
        if (is_name_character(in.peek(word.size()))) return false;
        in.skip(word.size());
        return true;
    };
    if (is_word("odd")) return AnPlusB{.step = 2, .offset = 1};
    if (is_word("even")) return AnPlusB{.step = 2, .offset = 0};
    const std::int32_t first_sign = sign(in);
    const auto first = digits(in);
    const std::int32_t signed_first = (first_sign < 0 ? -1 : 1) * first.value_or(1);
    if (ascii_lower(in.peek()) != 'n') {
        if (!first) return wrong();
        return AnPlusB{.step = 0, .offset = signed_first};
    }
    in.skip();
    skip_css_space(in);
    const std::int32_t second_sign = sign(in);
    if (second_sign == 0) return AnPlusB{.step = signed_first, .offset = 0};
    skip_css_space(in);
    const auto second = digits(in);
    if (!second) return wrong();
    return AnPlusB{.step = signed_first, .offset = second_sign * *second};
}

} // namespace arna
