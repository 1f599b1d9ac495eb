#include "feeds/parse/xml/doctype.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/parse/xml/character_reference.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Reads the internal subset, "[ … ]", declaration by declaration.
class SubsetReader {
public:
    SubsetReader(std::string_view text, std::size_t at, Doctype& doctype) : text_(text), at_(at), doctype_(doctype) {}

    /// Behind the "]", or npos where there is none.
    std::size_t read() {
        while (at_ < text_.size()) {
            const auto rest = text_.substr(at_);
            if (rest.front() == ']') return at_ + 1;
            if (rest.starts_with("<!--")) {
                if (!skip_to("-->")) return std::string_view::npos;
            } else if (rest.starts_with("<?")) {
                if (!skip_to("?>")) return std::string_view::npos;
            } else if (rest.starts_with("<!ENTITY")) {
                at_ += 8;
                read_entity();
                if (!skip_declaration()) return std::string_view::npos;
            } else if (rest.starts_with("<!")) {
                if (!skip_declaration()) return std::string_view::npos;
            } else {
                ++at_;
            }
        }
        return std::string_view::npos;
    }

private:
    bool skip_to(std::string_view end) {
        const auto found = text_.find(end, at_);
        if (found == std::string_view::npos) return false;
        at_ = found + end.size();
        return true;
    }

    /// To behind the '>' that is in no quotes.
    bool skip_declaration() {
        while (true) {
            at_ = text_.find_first_of("\"'>", at_);
            if (at_ == std::string_view::npos) return false;
            const char found = text_[at_++];
            if (found == '>') return true;
            at_ = text_.find(found, at_);
            if (at_ == std::string_view::npos) return false;
            ++at_;
        }
    }

    std::string_view word() {
        const auto first = text_.find_first_not_of(blanks, at_);
        if (first == std::string_view::npos) return {};
        const auto end = text_.find_first_of(" \t\r\n\"'>", first);
        if (end == std::string_view::npos) return {};
        at_ = end;
        return text_.substr(first, end - first);
    }

    /// `name "value"`, `name SYSTEM "…"`; a parameter entity (`% name …`) is no concern of ours.
    void read_entity() {
        const auto name = word();
        if (name.empty() || name == "%" || doctype_.entities.size() >= limits::entities) return;
        const auto quote = text_.find_first_not_of(blanks, at_);
        if (quote == std::string_view::npos) return;
        if (text_[quote] != '"' && text_[quote] != '\'') {
            doctype_.entities.try_emplace(name, Doctype::Entity{.value = {}, .is_refused = true});
            return;
        }
        const auto end = text_.find(text_[quote], quote + 1);
        if (end == std::string_view::npos) return;
        doctype_.entities.try_emplace(name, entity(text_.substr(quote + 1, end - quote - 1)));
    }

    /// Character references are decoded when the entity is declared, and what has become one then when it is referred
    /// to (XML 1.0 §4.5): "&#38;#160;", "&#38;lt;", "AT&amp;T".
    static Doctype::Entity entity(std::string_view literal) {
        auto value = decoded(literal, Keep::predefined);
        if (!value) return {.value = {}, .is_refused = true};
        return {.value = *decoded(*value, Keep::unknown), .is_refused = false};
    }

    enum class Keep {
        predefined, ///< "&amp;" stays for later; other entities are refused
        unknown,    ///< only what is no character stays
    };

    static std::optional<std::string> decoded(std::string_view text, Keep keep) {
        struct Predefined {
            std::string_view reference;
            char character;
        };
        constexpr std::array<Predefined, 5> predefined = {
            {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
        std::string made;
        while (!text.empty()) {
            const auto plain = text.substr(0, text.find('&'));
            made += plain;
            text.remove_prefix(plain.size());
            if (text.empty()) break;
            const auto* known =
                std::ranges::find_if(predefined, [&](const auto& each) { return text.starts_with(each.reference); });
            if (const auto number = text.starts_with("&#") ? read_character_reference(text) : std::nullopt) {
                if (number->character != 0) append_utf8(made, number->character);
                text.remove_prefix(number->length);
            } else if (known != predefined.end()) {
                keep == Keep::predefined ? made += known->reference : made += known->character;
                text.remove_prefix(known->reference.size());
            } else if (keep == Keep::unknown) {
                made += '&';
                text.remove_prefix(1);
            } else {
                return std::nullopt;
            }
        }
        return made;
    }

    std::string_view text_;
    std::size_t at_;
    Doctype& doctype_;
};

} // namespace

Doctype read_doctype(std::string_view text, std::size_t begin) {
    Doctype doctype;
    auto at = begin;
    while (true) {
        at = text.find_first_of("\"'>[", at);
        if (at == std::string_view::npos) break;
        if (text[at] == '>') {
            doctype.end = at + 1;
            return doctype;
        }
        at = text[at] == '[' ? SubsetReader(text, at + 1, doctype).read() : text.find(text[at], at + 1);
        if (at == std::string_view::npos) break;
        if (text[at] == '"' || text[at] == '\'') ++at;
    }
    const auto first = text.find('>', begin);
    doctype.end = first == std::string_view::npos ? text.size() : first + 1;
    return doctype;
}

} // namespace arna
