#include "feeds/write/document.hpp"
#include "feeds/write/shown.hpp"
#include "feeds/write/xml_writer.hpp"

namespace arna {

std::string write_opml(std::string_view title, std::span<const Channel> channels) {
    XmlWriter xml;
    xml.start("opml");
    xml.attribute("version", "2.0");
    xml.line_break();
    xml.start("head");
    xml.element("title", title);
    xml.end();
    xml.line_break();
    xml.start("body");
    for (const Channel& channel : channels) {
        xml.line_break();
        xml.start("outline");
        xml.attribute("type", "rss"); // of every subscription list, whatever the feed's format
        xml.attribute("text", channel.title);
        xml.attribute("title", channel.title);
        xml.attribute("xmlUrl", channel.atom);
        xml.optional_attribute("htmlUrl", channel.page);
        xml.optional_attribute("description", channel.description);
        xml.optional_attribute("language", shown_language(channel.language));
        xml.end();
    }
    xml.line_break();
    xml.end();
    xml.line_break();
    xml.end();
    return std::move(xml).take();
}

} // namespace arna
