#include "feeds/write/document.hpp"
#include "feeds/write/page.hpp"
#include "feeds/write/shown.hpp"

#include <array>
#include <utility>

namespace arna {
namespace {

/// The language of most channels, of those that pages have words for.
const PageWords& words_for(std::span<const Channel> channels) {
    std::size_t kazakh = 0;
    std::size_t russian = 0;
    for (const Channel& channel : channels) {
        const auto language = page_words(channel.language).language;
        kazakh += language == "kk" ? 1 : 0;
        russian += language == "ru" ? 1 : 0;
    }
    const auto others = channels.size() - kazakh - russian;
    if (kazakh >= russian && kazakh > others) return page_words("kk");
    return page_words(russian > others ? "ru" : "en");
}

void write_channel(XmlWriter& html, const Channel& channel, const PageWords& words) {
    html.line_break();
    html.start("article");
    html.start("h2");
    html.optional_attribute("lang", shown_language(channel.language));
    write_anchor(html, channel.page, channel.title);
    html.end();
    if (!channel.description.empty()) {
        html.start("p");
        html.optional_attribute("lang", shown_language(channel.language));
        html.text(channel.description);
        html.end();
    }
    html.start("p");
    html.attribute("class", "by");
    html.text(words.updated);
    html.text(" ");
    write_time(html, channel.updated, words);
    html.end();
    html.start("p");
    html.attribute("class", "formats");
    std::string_view separator;
    for (const auto& [name, url] : {std::pair<std::string_view, std::string_view>("Atom", channel.atom),
                                    {"RSS", channel.rss},
                                    {"JSON", channel.json}}) {
        html.text(std::exchange(separator, " "));
        write_anchor(html, url, name);
    }
    html.end();
    html.end();
}

} // namespace

std::string write_index(const Site& site, std::span<const Channel> channels) {
    const PageWords& words = words_for(channels);
    std::vector<PageFeed> feeds;
    feeds.reserve(channels.size());
    for (const Channel& channel : channels) {
        feeds.push_back({"Atom", "application/atom+xml", channel.atom, channel.title});
    }
    XmlWriter html(XmlWriter::Syntax::html);
    begin_page(
        html,
        {.title = site.title, .description = {}, .canonical = site.page, .language = words.language, .feeds = feeds});
    html.line_break();
    html.start("header");
    html.element("h1", site.title);
    html.start("p");
    html.attribute("class", "formats");
    html.text(words.all_feeds);
    html.text(": ");
    write_anchor(html, site.opml, "OPML");
    html.end();
    html.end();
    html.line_break();
    html.start("main");
    if (channels.empty()) html.element("p", words.nothing_yet);
    for (const Channel& channel : channels) write_channel(html, channel, words);
    html.end();
    end_page(html, words);
    return std::move(html).take();
}

} // namespace arna
