#include "feeds/write/digest_list.hpp"
#include "feeds/write/page/page_frame.hpp"
#include "feeds/write/page/page_markup.hpp"
#include "feeds/write/page/pages.hpp"
#include "feeds/write/page/why.hpp"
#include "feeds/write/shown.hpp"
#include "feeds/write/xml_text.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t excerpt_length = 320;

std::vector<PageFeed> feeds_of(const Channel& channel) {
    std::vector<PageFeed> feeds = {{"application/atom+xml", channel.atom, channel.title},
                                   {"application/rss+xml", channel.rss, channel.title},
                                   {"application/feed+json", channel.json, channel.title}};
    for (const Branch& branch : channel.branches)
        feeds.push_back({"application/atom+xml", branch.atom, branch.title, shown_language(branch.language)});
    return feeds;
}

/// The way up: to the index that lists the channel, and from a digest to its tag.
void write_way_up(XmlWriter& html, const Channel& channel, const PageSetting& page) {
    if (channel.home.empty() && channel.topic_page.empty()) return;
    html.line_break();
    html.start("p");
    html.attribute("class", "home");
    if (!channel.home.empty()) write_anchor(html, link_to_page(page, "/"), say(Phrase::all_topics, page.language));
    if (!channel.topic_page.empty()) {
        if (!channel.home.empty()) html.text(" · ");
        html.start("span");
        mark_language(html, channel.language, page);
        write_anchor(html, link_to_page(page, channel.topic_page.substr(page.base_url.size())), channel.topic_title);
        html.end();
    }
    html.end();
}

void write_heading(XmlWriter& html, const Channel& channel, const PageSetting& page) {
    write_way_up(html, channel, page);
    html.line_break();
    html.start("h1");
    mark_language(html, channel.language, page);
    html.text(channel.title);
    html.end();
    if (!channel.description.empty()) {
        html.line_break();
        html.start("p");
        html.attribute("class", "about");
        mark_language(html, channel.description_language, page);
        html.text(channel.description);
        html.end();
    }
    html.line_break();
    html.start("p");
    html.attribute("class", "updated");
    html.text(say(Phrase::updated, page.language));
    html.text(" ");
    write_time(html, channel.updated, page);
    html.end();
    write_branches(html, channel.branches, page);
    const auto atom_is_for = channel.topic_page.empty() ? Phrase::atom_is_for : Phrase::digest_atom_is_for;
    const std::array<Way, 3> ways = {{{"Atom", link_to_document(page, page.path + ".atom"), atom_is_for},
                                      {"RSS", link_to_document(page, page.path + ".rss"), Phrase::rss_is_for},
                                      {"JSON", link_to_document(page, page.path + ".json"), Phrase::json_is_for}}};
    write_ways(html, ways, page);
}

/// What stands for a text that has no summary and is long enough to be folded; else nothing.
std::string beginning_of_folded(const ShownTexts& texts) {
    if (!texts.summary.empty() || texts.content.empty()) return {};
    auto beginning = excerpt(texts.content.str(), excerpt_length);
    return beginning.ends_with("…") ? beginning : std::string();
}

/// Whether a picture stands in a text: it is often the first one of it.
bool shows(std::string_view markup, std::string_view picture) {
    std::string source = "src=\"";
    append_xml_attribute(source, picture);
    return markup.contains(source += '"');
}

/// Writes one entry. What the page says itself in it is marked as such, for the entry is in a language of its own.
class EntryWriter {
public:
    EntryWriter(XmlWriter& html, const PublishedEntry& published, const PageSetting& page)
        : html_(html),
          published_(published),
          article_(published.article),
          page_(page),
          language_(shown_language(article_.entry.lang)) {}

    void write() {
        html_.line_break();
        html_.start("article");
        html_.attribute("lang", language_.empty() ? "und" : language_); // not the page's, which says nothing of it
        html_.attribute("id", id());
        html_.start("h2");
        write_anchor(html_, link(), shown_title(article_));
        html_.end();
        if (published_.digest) {
            html_.start("div");
            html_.attribute("class", "text");
            write_digest_list(html_, *published_.digest);
            html_.end();
            html_.end();
            return;
        }
        write_byline();
        write_withdrawal();
        const ShownTexts texts = shown_texts(published_);
        const std::string beginning = beginning_of_folded(texts);
        const SafeHtml& text = texts.summary.empty() ? texts.content : texts.summary;
        write_picture(beginning.empty() ? std::string_view(text.str()) : std::string_view());
        write_texts(texts, beginning);
        write_also_in();
        if (article_.position > 0) write_why(html_, article_, page_);
        html_.end();
    }

private:
    /// A digest is nowhere but here.
    [[nodiscard]] std::string link() const {
        return published_.digest ? "#" + published_.digest->key : std::string(shown_link(article_.entry.link));
    }

    /// Its position in the tag; in a source's own feed, where there are none, something of its id.
    [[nodiscard]] std::string id() const {
        if (published_.digest) return published_.digest->key;
        if (article_.position > 0) return fmt::format("{}", article_.position);
        return fmt::format("e{:016x}", XXH3_64bits(article_.entry_id.data(), article_.entry_id.size()));
    }

    /// The page's language where the entry's is another.
    [[nodiscard]] std::string_view own_words() const {
        const auto language = language_code(page_.language);
        return language == language_ ? std::string_view{} : language;
    }

    void in_own_words() { html_.optional_attribute("lang", own_words()); }

    void write_fact(std::string_view fact) {
        begin_fact(html_);
        html_.text(fact);
        html_.end();
    }

    /// Source, time, authors and sections in one line.
    void write_byline() {
        html_.start("p");
        html_.attribute("class", "by facts");
        html_.start("b");
        write_anchor(html_, shown_web_address(article_.source.facts.link), shown_source_title(article_.source));
        html_.end();
        begin_fact(html_, own_words());
        write_time(html_, article_.published, page_);
        html_.end();
        for (const Person& author : article_.entry.authors) {
            if (author.name.empty() || author.name == shown_source_title(article_.source)) continue;
            write_fact(author.name);
        }
        for (const Category& category : article_.entry.categories) {
            if (!category.is_section) continue;
            write_fact(category.label.empty() ? category.term : category.label);
        }
        html_.end();
    }

    void write_withdrawal() {
        if (!article_.withdrawn) return;
        html_.start("p");
        html_.attribute("class", "by");
        in_own_words();
        html_.text(say(Phrase::withdrawn, page_.language));
        html_.text(" ");
        write_time(html_, *article_.withdrawn, page_);
        html_.end();
    }

    /// Unless it stands in the text that is open on the page.
    void write_picture(std::string_view open_text) {
        const Picture& picture = article_.entry.picture;
        const auto url = shown_web_address(picture.url);
        const bool is_shown = !url.empty() && shows(open_text, url);
        if (url.empty() || (is_shown && picture.credit.empty())) return;
        html_.start("figure");
        if (!is_shown) write_image(picture, url);
        if (!picture.credit.empty()) {
            html_.start("figcaption");
            html_.start("span");
            in_own_words();
            html_.text(say(Phrase::photo, page_.language));
            html_.end();
            html_.text(" ");
            html_.text(picture.credit);
            html_.end();
        }
        html_.end();
    }

    void write_image(const Picture& picture, std::string_view url) {
        html_.start("img");
        html_.attribute("src", url);
        html_.attribute("alt", picture.alt);
        html_.attribute("loading", "lazy");
        if (picture.width.value_or(0) > 0) html_.attribute("width", std::to_string(*picture.width));
        if (picture.height.value_or(0) > 0) html_.attribute("height", std::to_string(*picture.height));
        html_.end();
    }

    /// The full text behind a line that opens it: no script is needed.
    void write_folded(const SafeHtml& content) {
        html_.start("details");
        html_.start("summary");
        in_own_words();
        html_.text(say(Phrase::full_text, page_.language));
        html_.end();
        write_markup(content);
        html_.end();
    }

    void write_markup(const SafeHtml& markup) {
        html_.start("div");
        html_.attribute("class", "text");
        html_.markup(PageMarkup::of(markup));
        html_.end();
    }

    /// The summary, or the `beginning` of the text, with the full text folded below; a short text stands as it is.
    void write_texts(const ShownTexts& texts, std::string_view beginning) {
        html_.optional_element("p", texts.excerpt);
        if (!texts.summary.empty()) {
            write_markup(texts.summary);
            if (!texts.content.empty()) write_folded(texts.content);
        } else if (!beginning.empty()) {
            html_.element("p", beginning);
            write_folded(texts.content);
        } else if (!texts.content.empty()) {
            write_markup(texts.content);
        }
    }

    void write_also_in() {
        if (article_.also_in.empty() && article_.followers.empty()) return;
        html_.start("p");
        html_.attribute("class", "also");
        html_.start("span");
        in_own_words();
        html_.text(say(Phrase::also_in, page_.language));
        html_.end();
        std::string_view separator = " ";
        for (const ArticleSource& other : article_.also_in) {
            html_.text(std::exchange(separator, ", "));
            write_anchor(html_, shown_web_address(other.facts.link), shown_source_title(other));
        }
        for (const Follower& follower : article_.followers) {
            html_.text(std::exchange(separator, ", "));
            write_anchor(html_, shown_link(follower.url), shown_source_title(follower.source));
        }
        if (article_.more_followers > 0) {
            html_.text(" ");
            html_.start("span");
            in_own_words();
            html_.text(fmt::format(fmt::runtime(say(Phrase::and_more, page_.language)), article_.more_followers));
            html_.end();
        }
        html_.end();
    }

    XmlWriter& html_;
    const PublishedEntry& published_;
    const Article& article_;
    const PageSetting& page_;
    std::string_view language_; ///< empty: unknown
};

} // namespace

std::string write_feed_page(const Channel& channel, std::span<const PublishedEntry> entries, const PageSetting& page) {
    XmlWriter html(XmlWriter::Syntax::html);
    begin_page(html, {.title = channel.title, .description = channel.description, .feeds = feeds_of(channel)}, page);
    write_heading(html, channel, page);
    begin_main(html);
    if (entries.empty()) {
        html.start("p");
        html.attribute("class", "empty");
        html.text(say(Phrase::nothing_yet, page.language));
        html.end();
        html.line_break();
        html.start("p");
        html.attribute("class", "about");
        html.text(say(channel.topic_page.empty() ? Phrase::why_nothing_yet : Phrase::why_no_digest_yet, page.language));
        html.end();
    }
    for (const PublishedEntry& entry : entries) EntryWriter(html, entry, page).write();
    end_page(html, page, channel.updated);
    return std::move(html).take();
}

} // namespace arna
