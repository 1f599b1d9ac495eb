#include "feeds/write/media_writer.hpp"

#include "feeds/write/shown.hpp"

#include <string>

namespace arna {
namespace {

/// Zero stands for "not known" in feeds, where only a positive number is valid.
void optional_number(XmlWriter& xml, std::string_view name, const std::optional<std::int32_t>& value) {
    if (value.value_or(0) > 0) xml.attribute(name, std::to_string(*value));
}

} // namespace

void write_picture(XmlWriter& xml, const Picture& picture) {
    const auto url = shown_web_address(picture.url);
    if (url.empty()) return;
    xml.start("media:content");
    xml.attribute("url", url);
    xml.attribute("medium", "image");
    xml.optional_attribute("type", shown_media_type(picture.type));
    optional_number(xml, "width", picture.width);
    optional_number(xml, "height", picture.height);
    if (!picture.alt.empty()) {
        xml.start("media:description");
        xml.attribute("type", "plain");
        xml.text(picture.alt);
        xml.end();
    }
    xml.optional_element("media:credit", picture.credit);
    xml.end();
    xml.start("media:thumbnail");
    xml.attribute("url", url);
    optional_number(xml, "width", picture.width);
    optional_number(xml, "height", picture.height);
    xml.end();
}

} // namespace arna
