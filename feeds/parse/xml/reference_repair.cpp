#include "feeds/parse/xml/reference_repair.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/xml/character_reference.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <string>

namespace arna {
namespace {

constexpr std::size_t longest_name = 64; ///< bytes of an entity's name

std::string escaped(std::string_view text) {
    std::string made;
    for (const char c : text) {
        switch (c) {
        case '&': made += "&amp;"; break;
        case '<': made += "&lt;"; break;
        case '"': made += "&quot;"; break;
        case '\'': made += "&apos;"; break;
        default: made += c;
        }
    }
    return made;
}

bool is_predefined(std::string_view name) {
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
}

} // namespace

std::size_t ReferenceRepair::reference(std::size_t at) {
    const auto rest = text_.substr(at + 1);
    if (rest.starts_with("lt;") || rest.starts_with("gt;")) return at + 4; // most of all in escaped markup
    if (rest.starts_with('#')) return numeric_reference(at);
    const auto length = end_of_name(rest.substr(0, longest_name), 0);
    if (length == 0 || length >= rest.size() || rest[length] != ';') return bare_ampersand(at);
    const auto name = rest.substr(0, length);
    const auto end = at + length + 2;
    return is_predefined(name) ? end : entity(at, end, name);
}

std::size_t ReferenceRepair::bare_ampersand(std::size_t at) {
    problems_.add("xml-bare-ampersand", at, "an '&' that begins no reference");
    copy_.replace(at, at + 1, "&amp;");
    return at + 1;
}

std::size_t ReferenceRepair::numeric_reference(std::size_t at) {
    const auto found = read_character_reference(text_.substr(at));
    if (!found) return bare_ampersand(at);
    const auto end = at + found->length;
    if (found->is_exact) return end;
    if (found->character == 0) {
        problems_.add("xml-illegal-character", at, "a reference to a character that no text holds was left out");
        copy_.drop(at, end);
    } else {
        if (!found->is_well_formed)
            problems_.add("xml-not-well-formed", at, "the reference {:.20}", text_.substr(at, end - at));
        copy_.replace(at, end, fmt::format("&#{};", static_cast<std::uint32_t>(found->character)));
    }
    return end;
}

std::size_t ReferenceRepair::entity(std::size_t at, std::size_t end, std::string_view name) {
    const auto declared = doctype_.entities.find(name);
    const bool is_declared = declared != doctype_.entities.end();
    if (is_declared && !declared->second.is_refused) {
        expanded_ += declared->second.value.size();
        if (expanded_ <= limits::entity_bytes) {
            copy_.replace(at, end, escaped(declared->second.value));
            return end;
        }
    }
    const auto html = read_char_ref(text_.substr(at, end - at), CharRefPlace::text);
    if (!is_declared && html.length == end - at) {
        std::string characters;
        append_utf8(characters, html.first);
        if (html.second != 0) append_utf8(characters, html.second);
        copy_.replace(at, end, escaped(characters));
        return end;
    }
    problems_.add(is_declared ? "entity-refused" : "entity-undefined", at, "&{}; stays as it is written", name);
    copy_.replace(at, at + 1, "&amp;");
    return end;
}

void ReferenceRepair::clean(std::size_t from, std::size_t to) {
    for (auto at = text_.find('&', from); at < to; at = text_.find('&', at)) at = reference(at);
}

void ReferenceRepair::rewrite(const XmlTag& tag, bool is_empty) {
    const auto place = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - text_.data()); };
    auto done = place(tag.name) + tag.name.size();
    for (const auto& [name, value] : tag.attributes) {
        const auto name_end = place(name) + name.size();
        const auto begin = value.empty() ? name_end : place(value);
        copy_.replace(done, place(name), " ");
        copy_.replace(name_end, begin, "=\"");
        clean_value(begin, begin + value.size());
        done = begin + value.size();
        copy_.insert(done, "\"");
    }
    copy_.replace(done, tag.end, is_empty ? "/>" : ">");
}

/// What is to stand between double quotes.
void ReferenceRepair::clean_value(std::size_t from, std::size_t to) {
    for (auto at = from; at < to;) {
        if (text_[at] == '&') {
            at = reference(at);
        } else if (text_[at] == '<' || text_[at] == '"') {
            copy_.replace(at, at + 1, text_[at] == '<' ? "&lt;" : "&quot;");
            ++at;
        } else {
            ++at;
        }
    }
}

} // namespace arna
