#include "feeds/parse/xml/tag.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/parse/xml/byte_scan.hpp"
#include "feeds/parse/xml/known_tags.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace arna {
namespace {

enum class CharClass : std::uint8_t { other, blank, name, name_start };

// What pugixml takes for names: ASCII letters, digits, "_:-.", and everything above ASCII.
constexpr auto classes = [] {
    std::array<CharClass, 256> made{};
    for (const char c : {' ', '\t', '\r', '\n'}) made[static_cast<unsigned char>(c)] = CharClass::blank;
    for (int c = '0'; c <= '9'; ++c) made[static_cast<std::size_t>(c)] = CharClass::name;
    made['-'] = made['.'] = CharClass::name;
    for (int c = 'A'; c <= 'Z'; ++c)
        made[static_cast<std::size_t>(c)] = made[static_cast<std::size_t>(c + 32)] = CharClass::name_start;
    made['_'] = made[':'] = CharClass::name_start;
    for (std::size_t c = 0x80; c < 0x100; ++c) made[c] = c < 0xC0 ? CharClass::name : CharClass::name_start;
    return made;
}();

CharClass class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

constexpr std::size_t compared = 16; ///< so many attributes are searched for duplicates

/// The quick reader: gives up at the first thing that is not regular.
class RegularTag {
public:
    RegularTag(std::string_view text, std::size_t at, XmlTag& tag) : text_(text), at_(at), tag_(tag) {}

    bool read() {
        while (true) {
            const bool spaced = skip_blanks();
            if (at_ >= text_.size()) return false;
            const char c = text_[at_];
            if (c == '>' || c == '/') return close();
            if (!spaced || !begins_name(text_, at_) || !attribute()) return false;
        }
    }

private:
    bool skip_blanks() {
        const auto from = at_;
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
        return at_ > from;
    }

    bool close() {
        if (text_[at_] == '/') {
            tag_.is_empty = true;
            if (++at_ >= text_.size() || text_[at_] != '>') return false;
        }
        tag_.end = at_ + 1;
        return true;
    }

    bool attribute() {
        const auto name_end = end_of_name(text_, at_);
        const auto name = text_.substr(at_, name_end - at_);
        at_ = name_end;
        skip_blanks();
        if (at_ >= text_.size() || text_[at_] != '=') return false;
        ++at_;
        skip_blanks();
        if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return false;
        const auto end = text_.find(text_[at_], at_ + 1);
        if (end == std::string_view::npos) return false;
        const auto value = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        note(name);
        return tag_.attribute_count <= limits::attributes_of_one && check(value);
    }

    void note(std::string_view name) {
        const auto first = names_.begin();
        const auto last = first + static_cast<std::ptrdiff_t>(std::min(tag_.attribute_count, compared));
        tag_.has_duplicates = tag_.has_duplicates || std::find(first, last, name) != last;
        if (tag_.attribute_count < compared) names_[tag_.attribute_count] = name;
        ++tag_.attribute_count;
    }

    bool check(std::string_view value) {
        const auto found = find_markup(value, 0);
        tag_.has_references = tag_.has_references || found < value.size();
        return value.find('<', found) == std::string_view::npos;
    }

    std::string_view text_;
    std::size_t at_;
    XmlTag& tag_;
    std::array<std::string_view, compared> names_;
};

/// Whether this can follow the name of a tag: not in "<name@mail.example>", "<https://…>", "<string, int>".
bool ends_a_name(std::string_view rest) {
    constexpr std::string_view ends = "/><=\"'";
    return rest.empty() || is_blank(rest.front()) ||
           (ends.find(rest.front()) != std::string_view::npos && !rest.starts_with("//"));
}

/// The patient reader.
class OddTag {
public:
    OddTag(std::string_view text, std::size_t at, XmlTag& tag) : text_(text), at_(at), tag_(tag) {}

    void read() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '>') return end(XmlTag::Form::odd);
            if (c == '<') return end(XmlTag::Form::no_tag);
            if (begins_name(text_, at_)) {
                attribute();
            } else {
                if (!is_blank(c)) tag_.is_empty = c == '/';
                ++at_;
            }
        }
        end(XmlTag::Form::cut);
    }

private:
    void end(XmlTag::Form form) {
        tag_.form = form;
        tag_.end = std::min(at_ + 1, text_.size());
    }

    std::size_t skip_blanks(std::size_t at) const {
        while (at < text_.size() && is_blank(text_[at])) ++at;
        return at;
    }

    void attribute() {
        tag_.is_empty = false;
        const auto name_end = end_of_name(text_, at_);
        const auto name = text_.substr(at_, name_end - at_);
        at_ = name_end;
        const auto equals = skip_blanks(at_);
        std::string_view value;
        if (equals < text_.size() && text_[equals] == '=') {
            at_ = skip_blanks(equals + 1);
            value = read_value(name.starts_with("xmlns") || is_container_tag(tag_.name));
        }
        const auto same = [&](const auto& known) { return known.first == name; };
        if (tag_.attributes.size() < limits::attributes_of_one && std::ranges::none_of(tag_.attributes, same))
            tag_.attributes.emplace_back(name, value);
    }

    /// `keeps_slash`: the "/" of a value before the '>' is its own, for the tag cannot be empty.
    std::string_view read_value(bool keeps_slash) {
        if (at_ >= text_.size()) return {};
        const char quote = text_[at_];
        if (quote != '"' && quote != '\'') return to_end_of_word(keeps_slash);
        const auto close = text_.find(quote, at_ + 1);
        if (close != std::string_view::npos && is_believable(close)) {
            const auto value = text_.substr(at_ + 1, close - at_ - 1);
            at_ = close + 1;
            return value;
        }
        ++at_; // the closing quote was forgotten
        return to_end_of_word(keeps_slash);
    }

    /// A quote that closes a value with '<' inside must stand at the end of a value; else it opens the next one.
    bool is_believable(std::size_t close) const {
        if (text_.substr(at_, close - at_).find('<') == std::string_view::npos) return true;
        const auto next = text_.substr(close + 1);
        return next.empty() || is_blank(next.front()) || next.starts_with('>') || next.starts_with("/>");
    }

    std::string_view to_end_of_word(bool keeps_slash) {
        const auto from = at_;
        while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '>' && text_[at_] != '<') ++at_;
        if (!keeps_slash && at_ > from && at_ < text_.size() && text_[at_] == '>' && text_[at_ - 1] == '/') --at_;
        return text_.substr(from, at_ - from);
    }

    std::string_view text_;
    std::size_t at_;
    XmlTag& tag_;
};

} // namespace

bool begins_name(std::string_view text, std::size_t at) {
    return at < text.size() && class_of(text[at]) == CharClass::name_start;
}

bool is_blank(char c) { return class_of(c) == CharClass::blank; }

std::size_t end_of_name(std::string_view text, std::size_t at) {
    if (!begins_name(text, at)) return at;
    while (at < text.size() && class_of(text[at]) >= CharClass::name) ++at;
    return at;
}

XmlTag read_tag(std::string_view text, std::size_t begin) {
    const auto name_end = end_of_name(text, begin + 1);
    XmlTag tag{.name = text.substr(begin + 1, name_end - begin - 1)};
    if (RegularTag(text, name_end, tag).read()) {
        tag.form = XmlTag::Form::regular;
        return tag;
    }
    tag = XmlTag{.name = tag.name};
    if (ends_a_name(text.substr(name_end))) {
        OddTag(text, name_end, tag).read();
    } else {
        tag.form = XmlTag::Form::no_tag;
        tag.end = name_end;
    }
    return tag;
}

XmlEndTag read_end_tag(std::string_view text, std::size_t begin) {
    const auto name_end = end_of_name(text, begin + 2);
    XmlEndTag tag{.name = text.substr(begin + 2, name_end - begin - 2), .end = name_end};
    while (tag.end < text.size() && is_blank(text[tag.end])) ++tag.end;
    tag.is_cut = tag.end == text.size();
    tag.is_regular = !tag.is_cut && text[tag.end] == '>';
    if (!tag.is_regular) tag.end = std::min(text.find_first_of("<>", tag.end), text.size());
    if (tag.end < text.size() && text[tag.end] == '>') ++tag.end;
    return tag;
}

} // namespace arna
