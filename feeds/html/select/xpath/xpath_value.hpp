#pragma once
#include <string>
#include <string_view>

/// Strings and numbers as XPath 1.0 converts and cuts them. Positions count code points.
namespace arna {

/// The number that a string is (§4.4); NaN where it is none.
[[nodiscard]] double xpath_number(std::string_view text);

/// A number as a string (§4.2): "NaN", "Infinity", "2", "-0.5"; never with an exponent.
[[nodiscard]] std::string xpath_string(double number);

/// To the nearest whole number, of two the greater.
[[nodiscard]] double xpath_round(double number);

/// The code points whose positions, from 1, are at least `begin` and less than `end`; none where one is NaN.
[[nodiscard]] std::string xpath_substring(std::string_view text, double begin, double end);

/// `text` with each code point of `from` replaced by the one in its place in `to`, or left out.
[[nodiscard]] std::string xpath_translate(std::string_view text, std::string_view from, std::string_view to);

/// Without white space at its ends, and one blank for each white space within.
[[nodiscard]] std::string xpath_normalize_space(std::string_view text);

} // namespace arna
