#include "feeds/parse/texts.hpp"

#include "feeds/parse/markup.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/base64.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

Text inherited(const Element& element) {
    Text text;
    text.lang = element.lang();
    text.base = element.base();
    return text;
}

std::string trimmed(std::string text) {
    const auto kept = trim_html_space(text);
    if (kept.size() == text.size()) return text;
    return std::string(kept);
}

/// A CDATA section around a text that was escaped once too often.
std::string_view without_cdata(std::string_view text) {
    constexpr std::string_view begin = "<![CDATA[";
    constexpr std::string_view end = "]]>";
    if (!text.starts_with(begin) || !text.ends_with(end) || text.find(end) + end.size() != text.size()) return text;
    return trim_html_space(text.substr(begin.size(), text.size() - begin.size() - end.size()));
}

std::string literal(const Element& element) {
    std::string room;
    return std::string(without_cdata(trim_html_space(element.text(room))));
}

/// The <div> that Atom 1.0 wants around XHTML is no part of it (RFC 4287 §3.1.1.3); Atom 0.3 has no such rule.
std::string markup_in(const Reader& reader, const Element& element, Between between) {
    if (reader.format == FeedFormat::atom_0_3) return trimmed(inner_markup(element, between));
    Element only;
    std::size_t count = 0;
    element.each_child([&](const Element& child) {
        only = child;
        ++count;
    });
    std::string room;
    const bool is_wrapped =
        count == 1 && equals_ignoring_case(only.name, "div") && trim_html_space(element.text(room)).empty();
    return trimmed(inner_markup(is_wrapped ? only : element, between));
}

/// "text/html; charset=utf-8" → "text/html"
std::string media_type(std::string_view type) { return ascii_lowered(without_parameters(type)); }

Text::Type type_of(std::string_view media) {
    if (media.empty() || media == "text" || media == "plain" || media == "text/plain") return Text::Type::plain;
    if (media == "html" || media == "text/html") return Text::Type::html;
    if (media == "xhtml" || media == "application/xhtml+xml") return Text::Type::xhtml;
    return Text::Type::other;
}

/// What RFC 4287 §4.1.3.3 wants in Base64: neither text nor XML.
bool is_binary(std::string_view media) {
    return media.find('/') != std::string_view::npos && !media.starts_with("text/") && !media.ends_with("/xml") &&
           !media.ends_with("+xml");
}

/// Base64 of what turns out to be text is decoded.
void decode_if_text(std::string& value) {
    auto decoded = from_base64(value);
    if (!decoded.empty() && xml_characters(decoded) == decoded) value = trimmed(std::move(decoded));
}

} // namespace

Text rss_text(Reader&, const Element& element, RssText kind) {
    auto text = inherited(element);
    if (element.has_elements()) {
        text.type = Text::Type::xhtml;
        text.value = trimmed(inner_markup(element, Between::escaped));
        return text;
    }
    text.value = literal(element);
    const bool is_html = kind == RssText::html || looks_like_html(text.value);
    text.type = is_html ? Text::Type::html : Text::Type::plain;
    return text;
}

Text atom_text(Reader& reader, const Element& element) {
    auto text = inherited(element);
    const auto media = media_type(element.attribute("type"));
    text.type = type_of(media);
    if (text.type == Text::Type::other) text.media_type = media;
    if (const auto src = element.attribute("src"); !src.empty()) {
        text.src = reader.url(element, src);
        return text;
    }
    if (equals_ignoring_case(element.attribute("mode"), "base64")) {
        text.value = trimmed(xml_characters(from_base64(literal(element))));
    } else if (equals_ignoring_case(element.attribute("mode"), "escaped") && !element.has_elements()) {
        text.value = literal(element);
    } else if (text.type == Text::Type::html && element.has_elements()) {
        text.value = markup_in(reader, element, Between::escaped);
    } else if (text.type == Text::Type::xhtml || element.has_elements()) {
        if (text.type != Text::Type::other) text.type = Text::Type::xhtml;
        text.value = markup_in(reader, element, Between::literal);
    } else {
        text.value = literal(element);
        if (is_binary(media)) decode_if_text(text.value);
    }
    return text;
}

} // namespace arna
