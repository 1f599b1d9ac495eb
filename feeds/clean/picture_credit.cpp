#include "feeds/clean/picture_credit.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// What stands before a credit, folded in case only; the longer of two that begin alike comes first.
constexpr std::array<std::string_view, 20> markers = {
    "сурет авторы", "сурет дереккөзі", "фотосурет",     "сурет",      "автор фото",
    "фото автора",  "источник фото",   "фотограф",      "фото",       "картинка",
    "photo credit", "photo by",        "photograph by", "photograph", "photo",
    "image credit", "image",           "picture",       "foto",       "credit"};

/// Between a marker and a credit. "by" is part of its marker.
constexpr std::array<std::string_view, 5> joints = {":", "-", "–", "—", "©"};

std::string lower(std::string_view text) {
    // Two-byte Cyrillic letters keep their size in lower case, and with them every offset.
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (lead == 0xD0 && next >= 0x90 && next <= 0xAF) {
            const bool is_first_half = next < 0xA0;
            out += is_first_half ? '\xD0' : '\xD1';
            out += static_cast<char>(is_first_half ? next + 0x20 : next - 0x20);
            ++i;
        } else {
            out += ascii_lower(text[i]);
        }
    }
    return out;
}

bool is_word_byte(char c) { return is_ascii_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Where the credit begins behind a marker that ends at `at`; 0 if there is no joint.
std::size_t start_of_credit(std::string_view text, std::size_t at, bool needs_joint) {
    while (at < text.size() && text[at] == ' ') ++at;
    bool has_joint = false;
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view joint : joints) {
            if (!text.substr(at).starts_with(joint)) continue;
            at += joint.size();
            while (at < text.size() && text[at] == ' ') ++at;
            found = has_joint = true;
        }
    }
    return has_joint || !needs_joint ? at : 0;
}

/// Offset of a date "23.02.2026" or of the end.
std::size_t date_in(std::string_view text) {
    for (std::size_t at = 0; at + 10 <= text.size(); ++at) {
        const auto matches = [&](std::string_view shape) {
            for (std::size_t i = 0; i < shape.size(); ++i) {
                if (shape[i] == '0' ? !is_ascii_digit(text[at + i]) : text[at + i] != shape[i]) return false;
            }
            return true;
        };
        if (matches("00.00.0000")) return at;
    }
    return text.size();
}

/// A credit without what news sites put behind it: the date, and before that the word for news.
std::string trimmed_credit(std::string_view credit) {
    credit = credit.substr(0, credit.find_first_of("|\n"));
    if (const std::size_t date = date_in(credit); date < credit.size()) {
        credit = credit.substr(0, date);
        for (const std::string_view word : {"жаңалық ", "новость ", "новости ", "news "}) {
            if (credit.ends_with(word)) credit.remove_suffix(word.size());
        }
    }
    while (!credit.empty() && std::string_view(" .,;:)]\"'").contains(credit.back())) credit.remove_suffix(1);
    while (!credit.empty() && std::string_view(" ([\"'").contains(credit.front())) credit.remove_prefix(1);
    return std::string(credit);
}

} // namespace

std::optional<std::string> picture_credit(std::string_view caption) {
    constexpr std::size_t longest_credit = 80; // characters
    constexpr std::size_t looked_at = 512;     // bytes behind a marker: a credit, and what is cut off behind it
    const std::string text = lower(caption);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && is_word_byte(text[at - 1])) continue;
        const auto marker =
            std::ranges::find_if(markers, [&](auto one) { return std::string_view(text).substr(at).starts_with(one); });
        if (marker == markers.end()) continue;
        const std::size_t start = start_of_credit(text, at + marker->size(), !marker->ends_with(" by"));
        if (start == 0) continue;
        std::string credit = trimmed_credit(caption.substr(start, looked_at));
        const std::size_t size = code_points(credit);
        if (size >= 2 && size <= longest_credit) return credit;
    }
    return std::nullopt;
}

} // namespace arna
