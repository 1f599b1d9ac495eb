#include "feeds/write/opml.hpp"

#include "feeds/write/shown.hpp"
#include "feeds/write/xml_writer.hpp"

#include <utility>

namespace arna {

std::string write_opml(std::string_view title, std::span<const Subscription> subscriptions) {
    XmlWriter xml;
    xml.start("opml");
    xml.attribute("version", "2.0");
    xml.line_break();
    xml.start("head");
    xml.element("title", title);
    xml.end();
    xml.line_break();
    xml.start("body");
    for (const Subscription& each : subscriptions) {
        xml.line_break();
        xml.start("outline");
        xml.attribute("type", "rss"); // of every subscription list, whatever the feed's format
        xml.attribute("text", each.title);
        xml.attribute("title", each.title);
        xml.attribute("xmlUrl", each.url);
        xml.optional_attribute("htmlUrl", each.page);
        xml.optional_attribute("description", each.description);
        xml.optional_attribute("language", shown_language(each.language));
        xml.optional_attribute("category", each.categories);
        xml.end();
    }
    xml.line_break();
    xml.end();
    xml.line_break();
    xml.end();
    return std::move(xml).take();
}

std::vector<Subscription> subscriptions_of(std::span<const Channel> channels) {
    std::vector<Subscription> subscriptions;
    subscriptions.reserve(channels.size());
    for (const Channel& channel : channels)
        subscriptions.push_back({.title = channel.title,
                                 .url = channel.atom,
                                 .page = channel.page,
                                 .description = channel.description,
                                 .language = channel.language});
    return subscriptions;
}

} // namespace arna
