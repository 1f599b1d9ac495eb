#include "feeds/text/words/hashtags.hpp"

#include "feeds/text/utf8.hpp"
#include "feeds/text/words/tag_key.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>

#include <unordered_set>

namespace arna {
namespace {

constexpr std::string_view number_sign = "#";
constexpr std::string_view full_width_number_sign = "\uFF03";

struct Sign {
    std::size_t offset;
    std::size_t size;
};

/// The next '#' or '＃' from `from` on; nothing when there is none.
std::optional<Sign> find_sign(std::string_view text, std::size_t from, bool has_full_width) {
    for (std::size_t at = has_full_width ? from : text.find('#', from); at < text.size(); ++at) {
        const std::string_view here = text.substr(at);
        if (here.starts_with(number_sign)) return Sign{at, number_sign.size()};
        if (here.starts_with(full_width_number_sign)) return Sign{at, full_width_number_sign.size()};
    }
    return std::nullopt;
}

/// Follows a text from left to right and knows whether a place is inside of an address.
class Addresses {
public:
    explicit Addresses(std::string_view text) : text_(text) {}

    /// Whether a number sign at `offset`, which never decreases, is part of an address: behind a character that joins
    /// it to one, or behind "://" in the same run without blanks.
    bool hold(std::size_t offset) {
        const auto passed = text_.substr(at_, offset - at_);
        const auto blank = passed.find_last_of(" \t\r\n");
        if (blank != std::string_view::npos) in_address_ = false;
        if (passed.substr(blank + 1).contains("://")) in_address_ = true;
        at_ = offset;
        return in_address_ || (offset > 0 && std::string_view("/?=&%;~@").contains(text_[offset - 1]));
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    bool in_address_ = false;
};

constexpr bool is_joiner(char32_t c) { return c == U'_' || c == U'-' || c == U'\u2010' || c == U'\u2011'; }

/// The hashtag that begins at `start`: word characters, and single joiners between them.
std::string_view tag_at(std::string_view text, std::size_t start) {
    std::size_t end = start;
    bool has_letter = false;
    bool joined = false;
    for (std::size_t at = start; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (is_word_character(c)) {
            has_letter = has_letter || u_isalpha(static_cast<UChar32>(c)) != 0;
            joined = false;
            end = at;
        } else if (is_joiner(c) && (!joined || c == U'_')) {
            joined = true;
        } else {
            break;
        }
    }
    return has_letter ? text.substr(start, end - start) : std::string_view();
}

} // namespace

std::vector<std::string> hashtags(std::string_view text) {
    std::vector<std::string> found;
    std::unordered_set<std::string> keys;
    Addresses addresses(text);
    const bool has_full_width = text.contains(full_width_number_sign);
    std::size_t from = 0;
    while (found.size() < max_hashtags) {
        const auto sign = find_sign(text, from, has_full_width);
        if (!sign) break;
        from = sign->offset + sign->size;
        if (sign->offset > 0 && is_word_character(code_point_before(text, sign->offset))) continue;
        if (addresses.hold(sign->offset)) continue;
        const std::string_view tag = tag_at(text, from);
        from += tag.size();
        if (!tag.empty() && keys.insert(tag_key(tag)).second) found.emplace_back(tag);
    }
    return found;
}

} // namespace arna
