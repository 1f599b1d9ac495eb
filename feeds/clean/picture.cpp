#include "feeds/clean/picture.hpp"

#include "feeds/clean/bounds.hpp"
#include "feeds/clean/enclosures.hpp"
#include "feeds/clean/picture_credit.hpp"
#include "feeds/clean/plain_field.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace arna {
namespace {

/// An image smaller than this stands for a mood or a button.
constexpr std::int32_t smallest_picture = 100;

std::string web_address(std::string_view value, std::string_view base) {
    return field_address(value, AddressUse::media, base);
}

bool is_image(const Media& media) { return media.medium == "image" || starts_with_lower(media.type, "image/"); }

const Media* best_image(const std::vector<Media>& media) {
    const Media* best = nullptr;
    for (const Media& one : media) {
        if (!is_image(one) || one.url.empty()) continue;
        const auto rank = [](const Media& m) { return std::pair(m.is_default, m.width.value_or(0)); };
        if (best == nullptr || rank(one) > rank(*best)) best = &one;
    }
    return best;
}

Picture of_media(const RawItem& item, std::string_view base) {
    const Media* media = best_image(item.media);
    if (media == nullptr) return {};
    return {.url = web_address(media->url, base),
            .type = clean_media_type(media->type),
            .alt = plain_line(media->title),
            .credit = {},
            .width = media->width,
            .height = media->height};
}

Picture of_enclosures(const RawItem& item, std::string_view base) {
    for (const Enclosure& enclosure : item.enclosures) {
        if (!starts_with_lower(enclosure.type, "image/")) continue;
        std::string url = web_address(enclosure.url, base);
        if (!url.empty()) return {.url = std::move(url), .type = clean_media_type(enclosure.type)};
    }
    return {};
}

Picture of_item(const RawItem& item, std::string_view base) {
    std::string url = web_address(item.image, base);
    if (url.empty() && item.itunes) url = web_address(item.itunes->image, base);
    return {.url = std::move(url)};
}

Picture of_thumbnails(const RawItem& item, std::string_view base) {
    const Media::Thumbnail* best = nullptr;
    for (const Media& one : item.media) {
        for (const Media::Thumbnail& thumbnail : one.thumbnails) {
            if (best == nullptr || thumbnail.width.value_or(0) > best->width.value_or(0)) best = &thumbnail;
        }
    }
    if (best == nullptr) return {};
    return {.url = web_address(best->url, base), .width = best->width, .height = best->height};
}

std::optional<std::int32_t> pixels(std::string_view value) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc{} && end == value.data() + value.size() ? std::optional(number) : std::nullopt;
}

Picture of_tag(const Token& token) {
    Picture picture;
    for (const Attribute& attribute : token.attributes) {
        std::string value = decode_char_refs(attribute.value, CharRefPlace::attribute);
        if (attribute.name == "src") picture.url = web_address(value, {});
        if (attribute.name == "alt") picture.alt = truncate_at_word(plain_field(value), bounds::field_characters);
        if (attribute.name == "width") picture.width = pixels(value);
        if (attribute.name == "height") picture.height = pixels(value);
    }
    return picture;
}

Picture of_markup(std::string_view markup) {
    Tokenizer tokens(markup);
    Token token;
    while (tokens.next(token)) {
        if (token.kind != TokenKind::start_tag || token.name != "img") continue;
        Picture picture = of_tag(token);
        const bool is_small = picture.width.value_or(smallest_picture) < smallest_picture ||
                              picture.height.value_or(smallest_picture) < smallest_picture;
        if (!picture.url.empty() && !is_small) return picture;
    }
    return {};
}

/// What Media RSS says: the credit of the object that the picture is from, else of any.
std::string media_credit(const std::vector<Media>& media) {
    const Media* best = best_image(media);
    for (const Media* one : {best, media.empty() ? nullptr : &media.front()}) {
        if (one == nullptr) continue;
        for (const Media::Credit& credit : one->credits) {
            if (std::string name = plain_line({.value = credit.name}); !name.empty()) return name;
        }
        if (auto named = picture_credit(plain_line(one->description))) return *named;
        if (auto named = picture_credit(plain_line(one->title))) return *named;
    }
    return {};
}

/// A line of the text that names whom the picture is from; only a short one is a caption.
std::string credit_in_text(std::string_view text) {
    constexpr std::size_t longest_caption = 400;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (line.size() <= longest_caption) {
            if (auto named = picture_credit(line)) return *named;
        }
        at = end + 1;
    }
    return {};
}

} // namespace

Picture choose_picture(const RawItem& item, const SafeHtml& markup, std::string_view text, std::string_view base) {
    Picture picture = of_media(item, base);
    if (picture.url.empty()) picture = of_enclosures(item, base);
    if (picture.url.empty()) picture = of_item(item, base);
    if (picture.url.empty()) picture = of_thumbnails(item, base);
    if (picture.url.empty()) picture = of_markup(markup.str());
    if (picture.url.empty()) return {};
    picture.credit = media_credit(item.media);
    if (picture.credit.empty()) picture.credit = credit_in_text(text);
    if (picture.credit.empty()) picture.credit = picture_credit(picture.alt).value_or("");
    return picture;
}

} // namespace arna
