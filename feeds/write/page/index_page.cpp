#include "feeds/write/page/page_frame.hpp"
#include "feeds/write/page/page_time.hpp"
#include "feeds/write/page/pages.hpp"
#include "feeds/write/page/sparkline.hpp"
#include "feeds/write/shown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// The path of an address of ours below base_url.
std::string_view path_of(std::string_view address, const PageSetting& page) {
    return address.substr(page.base_url.size());
}

/// Writes the tags and sources of an index.
class IndexWriter {
public:
    IndexWriter(XmlWriter& html, const Index& index, const PageSetting& page)
        : html_(html), index_(index), page_(page) {}

    void write_heading() {
        html_.line_break();
        html_.element("h1", index_.title);
        html_.line_break();
        html_.start("p");
        html_.attribute("class", "updated facts");
        html_.element("span", counted(Phrase::topic_count, std::ssize(index_.tags), page_.language));
        if (!index_.tags.empty()) write_update(index_.updated);
        html_.end();
        const std::array<Way, 1> ways = {
            {{"OPML", link_to_document(page_, path_of(index_.opml, page_)), Phrase::opml_is_for}}};
        write_ways(html_, ways, page_);
    }

    void write_cards() {
        if (std::ranges::all_of(index_.tags, &IndexedTag::is_row)) return;
        html_.line_break();
        html_.start("div");
        html_.attribute("class", "cards");
        for (const IndexedTag& tag : index_.tags)
            if (!tag.is_row) write_card(tag);
        html_.line_break();
        html_.end();
    }

    void write_rows() {
        if (std::ranges::none_of(index_.tags, &IndexedTag::is_row)) return;
        begin_list(Phrase::other_topics);
        for (const IndexedTag& tag : index_.tags)
            if (tag.is_row) write_row(tag.channel, counted(Phrase::article_count, tag.articles, page_.language));
        end_list();
    }

    void write_sources() {
        if (index_.sources.empty()) return;
        begin_list(Phrase::sources);
        for (const Channel& source : index_.sources) write_row(source, {});
        end_list();
    }

    /// What each format is for: once, and not with every tag.
    void write_formats() {
        if (index_.tags.empty()) return;
        html_.line_break();
        html_.start("section");
        html_.attribute("class", "formats");
        html_.element("h2", say(Phrase::follow, page_.language));
        const std::array<Way, 3> ways = {
            {{"Atom", {}, Phrase::atom_is_for}, {"RSS", {}, Phrase::rss_is_for}, {"JSON", {}, Phrase::json_is_for}}};
        write_ways(html_, ways, page_);
        html_.end();
    }

private:
    void write_update(Time time) {
        begin_fact(html_);
        html_.text(say(Phrase::updated, page_.language));
        html_.text(" ");
        write_time(html_, time, page_);
        html_.end();
    }

    void write_card(const IndexedTag& tag) {
        const Channel& channel = tag.channel;
        html_.line_break();
        html_.start("section");
        html_.attribute("class", "card");
        html_.start("h2");
        mark_language(html_, channel.language, page_);
        write_anchor(html_, link_to_page(page_, path_of(channel.page, page_)), channel.title);
        html_.end();
        if (!channel.description.empty()) {
            html_.start("p");
            html_.attribute("class", "about");
            mark_language(html_, channel.description_language, page_);
            html_.text(channel.description);
            html_.end();
        }
        html_.start("p");
        html_.attribute("class", "by facts");
        html_.element("span", counted(Phrase::article_count, tag.articles, page_.language));
        write_update(channel.updated);
        html_.end();
        if (tag.articles > 0) write_sparkline(html_, tag.days, sparkline_title(tag.days));
        write_headlines(tag);
        write_branches(html_, channel.branches, page_);
        write_chips(channel);
        html_.end();
    }

    [[nodiscard]] std::string sparkline_title(std::span<const std::int64_t> days) const {
        if (days.empty()) return {};
        const auto day = shown_day(page_.time_zone.at(index_.updated).date, page_.language);
        const auto sum = std::accumulate(days.begin(), days.end(), std::int64_t{0});
        return fmt::format(fmt::runtime(say(Phrase::in_thirty_days, page_.language)), day,
                           counted(Phrase::article_count, sum, page_.language),
                           shown_number(std::ranges::max(days), page_.language));
    }

    void write_headlines(const IndexedTag& tag) {
        if (tag.newest.empty()) {
            html_.start("p");
            html_.attribute("class", "empty");
            html_.text(say(Phrase::no_articles_yet, page_.language));
            html_.end();
            return;
        }
        html_.start("ul");
        html_.attribute("class", "newest");
        for (const Headline& headline : tag.newest) {
            html_.line_break();
            html_.start("li");
            html_.start("span");
            mark_language(html_, headline.language, page_);
            write_anchor(html_, headline.link, headline.title);
            html_.end();
            html_.text(" ");
            html_.start("small");
            html_.attribute("class", "facts");
            html_.element("span", headline.source);
            begin_fact(html_);
            write_time(html_, headline.published, page_);
            html_.end();
            html_.end();
            html_.end();
        }
        html_.end();
    }

    /// The formats. Their names alone would be the same for every tag, so the tag is said to who hears the page.
    void write_chips(const Channel& channel) {
        html_.start("p");
        html_.attribute("class", "chips");
        write_format("Atom", channel.atom, channel);
        html_.text(" ");
        write_format("RSS", channel.rss, channel);
        html_.text(" ");
        write_format("JSON", channel.json, channel);
        html_.end();
    }

    void write_format(std::string_view name, std::string_view url, const Channel& channel) {
        html_.start("a");
        html_.attribute("class", "chip");
        html_.attribute("href", link_to_document(page_, path_of(url, page_)));
        html_.attribute("aria-label", fmt::format("{}: {}", name, channel.title));
        html_.text(name);
        html_.end();
    }

    void begin_list(Phrase title) {
        html_.line_break();
        html_.start("section");
        html_.attribute("class", "rows");
        html_.element("h2", say(title, page_.language));
        html_.start("ul");
    }

    void write_row(const Channel& channel, std::string_view count) {
        html_.line_break();
        html_.start("li");
        html_.start("span");
        mark_language(html_, channel.language, page_);
        write_anchor(html_, link_to_page(page_, path_of(channel.page, page_)), channel.title);
        html_.end();
        if (!count.empty()) {
            html_.text(" ");
            html_.element("small", count);
        }
        html_.text(" ");
        write_format("Atom", channel.atom, channel);
        html_.end();
    }

    void end_list() {
        html_.line_break();
        html_.end();
        html_.end();
    }

    XmlWriter& html_;
    const Index& index_;
    const PageSetting& page_;
};

} // namespace

std::string write_index_page(const Index& index, const PageSetting& page) {
    std::vector<PageFeed> feeds;
    feeds.reserve(index.tags.size());
    for (const IndexedTag& tag : index.tags) {
        feeds.push_back({"application/atom+xml", tag.channel.atom, tag.channel.title});
        for (const Branch& branch : tag.channel.branches)
            feeds.push_back({"application/atom+xml", branch.atom, branch.title, shown_language(branch.language)});
    }
    XmlWriter html(XmlWriter::Syntax::html);
    begin_page(
        html,
        {.title = index.title, .description = {}, .feeds = feeds, .skip = Phrase::skip_to_topics, .is_wide = true},
        page);
    IndexWriter writer(html, index, page);
    writer.write_heading();
    begin_main(html);
    if (index.tags.empty()) {
        html.start("p");
        html.attribute("class", "empty");
        html.text(say(Phrase::nothing_yet, page.language));
        html.end();
    }
    writer.write_cards();
    writer.write_rows();
    writer.write_sources();
    writer.write_formats();
    end_page(html, page, index.updated);
    return std::move(html).take();
}

} // namespace arna
