#include "feeds/html/select/xpath/xpath_value.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>
#include <unordered_map>

namespace arna {
namespace {

/// XML's: a form feed is none.
bool is_xml_space(char c) { return is_html_space(c) && c != '\f'; }

} // namespace

double xpath_number(std::string_view text) {
    text = trim(text, is_xml_space);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const bool is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    if (text.find_first_not_of("0123456789.") != std::string_view::npos || text.empty() || text == ".") return none;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error == std::errc::result_out_of_range)
        number = std::numeric_limits<double>::infinity();
    else if (error != std::errc{} || end != text.data() + text.size())
        return none;
    return is_negative ? -number : number;
}

std::string xpath_string(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return "0";    // also the negative one
    std::array<char, 400> digits{}; // the longest has 309 before the point, or as many behind it
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
    return error == std::errc{} ? std::string(digits.data(), end) : "NaN";
}

double xpath_round(double number) {
    if (!std::isfinite(number)) return number;
    return std::floor(number + 0.5);
}

std::string xpath_substring(std::string_view text, double begin, double end) {
    std::string cut;
    double position = 1;
    for (std::size_t at = 0; at < text.size(); ++position) {
        const std::size_t before = at;
        (void)next_code_point(text, at);
        if (position >= begin && position < end) cut += text.substr(before, at - before);
    }
    return cut;
}

std::string xpath_translate(std::string_view text, std::string_view from, std::string_view to) {
    constexpr char32_t left_out = 0xFFFF'FFFF;
    std::unordered_map<char32_t, char32_t> table;
    for (std::size_t at = 0, to_at = 0; at < from.size();) {
        const char32_t replaced = next_code_point(from, at);
        const char32_t by = to_at < to.size() ? next_code_point(to, to_at) : left_out;
        table.emplace(replaced, by); // of two the first counts
    }
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const auto found = table.find(c);
        if (found == table.end())
            append_utf8(out, c);
        else if (found->second != left_out)
            append_utf8(out, found->second);
    }
    return out;
}

std::string xpath_normalize_space(std::string_view text) {
    std::string out;
    bool has_space = false;
    for (const char c : text) {
        if (is_html_space(c)) {
            has_space = true;
            continue;
        }
        if (has_space && !out.empty()) out += ' ';
        has_space = false;
        out += c;
    }
    return out;
}

} // namespace arna
