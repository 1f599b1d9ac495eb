#include "feeds/write/page/page_frame.hpp"

#include "feeds/text/words/language_name.hpp"
#include "feeds/write/page/page_time.hpp"
#include "feeds/write/page/pages.hpp"
#include "feeds/write/shown.hpp"

#include <fmt/format.h>

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

void style(XmlWriter& html) {
    html.line_break();
    html.element("style", page_style());
    html.line_break();
}

void canonical(XmlWriter& html, std::string_view url) {
    html.line_break();
    html.start("link");
    html.attribute("rel", "canonical");
    html.attribute("href", url);
    html.end();
}

void translation(XmlWriter& html, std::string_view language, std::string_view url) {
    html.line_break();
    html.start("link");
    html.attribute("rel", "alternate");
    html.attribute("hreflang", language);
    html.attribute("href", url);
    html.end();
}

void translations(XmlWriter& html, const PageSetting& page) {
    for (const PageLanguage language : page_languages)
        translation(html, language_code(language), address_of(page, language));
    translation(html, "x-default", address_of(page, std::nullopt));
}

void feed(XmlWriter& html, const PageFeed& feed) {
    html.line_break();
    html.start("link");
    html.attribute("rel", "alternate");
    html.attribute("type", feed.type);
    html.optional_attribute("hreflang", feed.language);
    html.attribute("href", feed.url);
    html.attribute("title", feed.title);
    html.end();
}

void write_head(XmlWriter& html, const PageHead& head, const PageSetting& page) {
    html.start("head");
    charset(html);
    meta(html, "viewport", "width=device-width, initial-scale=1");
    meta(html, "color-scheme", "light dark");
    meta(html, "referrer", "no-referrer");
    if (!head.description.empty()) meta(html, "description", head.description);
    html.line_break();
    html.element("title", head.title);
    canonical(html, address_of(page));
    translations(html, page);
    for (const PageFeed& one : head.feeds) feed(html, one);
    style(html);
    html.end();
}

void write_skip_link(XmlWriter& html, Phrase skip, const PageSetting& page) {
    html.line_break();
    html.start("a");
    html.attribute("class", "skip");
    html.attribute("href", "#main");
    html.text(say(skip, page.language));
    html.end();
}

void write_languages(XmlWriter& html, const PageSetting& page) {
    html.line_break();
    html.start("nav");
    html.attribute("aria-label", say(Phrase::languages, page.language));
    for (const PageLanguage language : page_languages) {
        html.line_break();
        html.start("a");
        html.attribute("lang", language_code(language));
        html.attribute("hreflang", language_code(language));
        if (language == page.language) html.attribute("aria-current", "true");
        html.attribute("href", link_to_language(page, language));
        html.text(own_language_name(language_code(language)));
        html.end();
    }
    html.line_break();
    html.end();
}

std::string_view name_of(const Branch& branch, PageLanguage language) {
    switch (branch.kind) {
    case Branch::Kind::daily_digest: return say(Phrase::daily_digest, language);
    case Branch::Kind::weekly_digest: return say(Phrase::weekly_digest, language);
    case Branch::Kind::edition: break;
    }
    return branch.name;
}

} // namespace

void begin_page(XmlWriter& html, const PageHead& head, const PageSetting& page) {
    html.start("html");
    html.attribute("lang", language_code(page.language));
    html.line_break();
    write_head(html, head, page);
    html.line_break();
    html.start("body");
    if (head.is_wide) html.attribute("class", "wide");
    write_skip_link(html, head.skip, page);
    html.line_break();
    html.start("header");
    html.attribute("class", "top");
    write_languages(html, page);
}

void begin_main(XmlWriter& html) {
    html.line_break();
    html.end();
    html.line_break();
    html.start("main");
    html.attribute("id", "main");
}

void end_page(XmlWriter& html, const PageSetting& page, Time at) {
    html.line_break();
    html.end();
    html.line_break();
    html.start("footer");
    html.attribute("class", "foot");
    html.text(fmt::format(fmt::runtime(say(Phrase::times_are_in, page.language)), shown_zone(page.time_zone, at)));
    html.text(" ");
    html.text(fmt::format(fmt::runtime(say(Phrase::made_by, page.language)), "arna"));
    html.end();
    html.line_break();
    html.end();
    html.line_break();
    html.end();
}

void begin_notice(XmlWriter& html, std::string_view title, PageLanguage language) {
    html.start("html");
    html.attribute("lang", language_code(language));
    html.line_break();
    html.start("head");
    charset(html);
    meta(html, "viewport", "width=device-width, initial-scale=1");
    meta(html, "color-scheme", "light dark");
    meta(html, "referrer", "no-referrer");
    meta(html, "robots", "noindex");
    html.line_break();
    html.element("title", title);
    style(html);
    html.end();
    html.line_break();
    html.start("body");
    html.line_break();
    html.start("main");
    html.attribute("class", "notice");
}

void end_notice(XmlWriter& html) {
    for (int element = 0; element < 3; ++element) { // main, body, html
        html.line_break();
        html.end();
    }
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

void write_time(XmlWriter& html, Time time, const PageSetting& page) {
    html.start("time");
    html.attribute("datetime", format_rfc3339(time, page.time_zone));
    html.text(shown_time(time, page.time_zone, page.language));
    html.end();
}

void begin_fact(XmlWriter& html, std::string_view language) {
    html.start("span");
    html.optional_attribute("lang", language);
    html.element("i", " · ");
}

void mark_language(XmlWriter& html, std::string_view language, const PageSetting& page) {
    const auto shown = shown_language(language);
    if (shown != language_code(page.language)) html.optional_attribute("lang", shown);
}

void write_ways(XmlWriter& html, std::span<const Way> ways, const PageSetting& page) {
    html.line_break();
    html.start("dl");
    html.attribute("class", "ways");
    for (const Way& way : ways) {
        html.line_break();
        html.start("div");
        html.start("dt");
        write_anchor(html, way.href, way.name);
        html.end();
        html.element("dd", say(way.meaning, page.language));
        html.end();
    }
    html.line_break();
    html.end();
}

void write_branches(XmlWriter& html, std::span<const Branch> branches, const PageSetting& page) {
    if (branches.empty()) return;
    html.line_break();
    html.start("p");
    html.attribute("class", "branches");
    html.text(say(Phrase::also_as, page.language));
    for (const Branch& branch : branches) {
        html.text(" ");
        html.start("a");
        html.optional_attribute("hreflang", shown_language(branch.language));
        html.optional_attribute("lang", shown_language(branch.language));
        html.attribute("href", link_to_page(page, branch.path));
        html.text(name_of(branch, page.language));
        html.end();
    }
    html.end();
}

} // namespace arna
