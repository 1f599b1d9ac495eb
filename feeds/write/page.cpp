#include "feeds/write/page.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/write/document.hpp"

namespace arna {
namespace {

void meta(XmlWriter& html, std::string_view name, std::string_view content) {
    html.line_break();
    html.start("meta");
    html.attribute("name", name);
    html.attribute("content", content);
    html.end();
}

void charset(XmlWriter& html) {
    html.line_break();
    html.start("meta");
    html.attribute("charset", "utf-8");
    html.end();
}

void alternate(XmlWriter& html, const PageFeed& feed) {
    html.line_break();
    html.start("link");
    html.attribute("rel", "alternate");
    html.attribute("type", feed.type);
    html.attribute("href", feed.url);
    html.attribute("title", feed.title);
    html.end();
}

} // namespace

void begin_page(XmlWriter& html, const PageHead& head) {
    html.start("html");
    html.attribute("lang", head.language);
    html.line_break();
    html.start("head");
    charset(html);
    meta(html, "viewport", "width=device-width, initial-scale=1");
    meta(html, "color-scheme", "light dark");
    meta(html, "referrer", "no-referrer");
    if (!head.description.empty()) meta(html, "description", head.description);
    html.line_break();
    html.element("title", head.title);
    html.line_break();
    html.start("link");
    html.attribute("rel", "canonical");
    html.attribute("href", head.canonical);
    html.end();
    for (const PageFeed& feed : head.feeds) alternate(html, feed);
    html.line_break();
    html.element("style", page_style());
    html.line_break();
    html.end();
    html.line_break();
    html.start("body");
}

void end_page(XmlWriter& html, const PageWords& words) {
    html.line_break();
    html.start("footer");
    html.text(words.times_are_utc);
    html.text(" ");
    html.text(words.made_by);
    html.text(" arna.");
    html.end();
    html.line_break();
    html.end();
    html.line_break();
    html.end();
}

void write_anchor(XmlWriter& html, std::string_view href, std::string_view text) {
    if (href.empty()) {
        html.text(text);
        return;
    }
    html.start("a");
    html.attribute("href", href);
    html.text(text);
    html.end();
}

void write_time(XmlWriter& html, Time time, const PageWords& words) {
    html.start("time");
    html.attribute("datetime", format_rfc3339(time));
    html.text(shown_time(time, words));
    html.end();
}

} // namespace arna
