#include "feeds/pipeline/page_fill.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/identity/content_hash.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

/// The name of a picture's file, by which it is known again in another address.
std::string_view file_name(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    return url.substr(url.rfind('/') + 1);
}

void fill_picture(Picture& picture, const Picture& of_page) {
    if (picture.url.empty()) {
        picture = of_page;
    } else if (picture.credit.empty() && file_name(picture.url) == file_name(of_page.url)) {
        picture.credit = of_page.credit; // of another picture it would be a false one
        if (picture.alt.empty()) picture.alt = of_page.alt;
    }
}

/// A day, or "2 hours ago", gives way to the moment that the page tells, if the two agree within a day.
void fill_publication(Entry& entry, std::optional<Time> of_page) {
    const bool is_same =
        entry.published && of_page && std::chrono::abs(*of_page - *entry.published) < std::chrono::days(1);
    if (entry.published && !(entry.is_published_rough && is_same)) return;
    entry.published = of_page;
    entry.is_published_rough = false;
}

void join_categories(std::vector<Category>& categories, const std::vector<Category>& of_page) {
    std::unordered_set<std::string> known;
    bool has_section = false;
    for (const auto& category : categories) {
        known.insert(tag_key(category.term));
        has_section = has_section || category.is_section;
    }
    for (const auto& category : of_page) {
        const bool is_new = known.insert(tag_key(category.term)).second;
        if (is_new || (category.is_section && !has_section)) categories.push_back(category);
    }
}

void join_hashtags(std::vector<std::string>& hashtags, const std::vector<std::string>& of_page) {
    for (const auto& hashtag : of_page)
        if (std::ranges::find(hashtags, hashtag) == hashtags.end()) hashtags.push_back(hashtag);
}

void hash(CleanItem& item) {
    const auto link = item.entry.link.empty() ? std::string() : canonical_url(item.entry.link);
    item.content_hash = content_hash(item.entry, item.plain, link);
    item.exact_hash = exact_hash(item.entry);
}

std::size_t letters(std::string_view text) {
    const auto begins_one = [](char c) { return !is_html_space(c) && (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_one));
}

} // namespace

void fill(CleanItem& item, const PagePart& part) {
    auto& entry = item.entry;
    const auto& page = part.entry;
    if (entry.title.empty()) entry.title = page.title;
    if (entry.authors.empty()) entry.authors = page.authors;
    fill_publication(entry, page.published);
    if (!entry.updated) entry.updated = page.updated;
    fill_picture(entry.picture, page.picture);
    join_categories(entry.categories, page.categories);
    PlainTexts texts{.summary = plain_text(page.summary.str()), .content = plain_text(page.content.str())};
    if (letters(texts.content) > letters_of(item.plain)) {
        if (!page.lang.empty()) entry.lang = page.lang; // told by a longer text
        entry.content = page.content;
        entry.is_content_of_page = true;
        item.plain.content = std::move(texts.content);
        join_hashtags(entry.hashtags, page.hashtags);
    }
    if (entry.summary.empty() && texts.summary != item.plain.content) {
        entry.summary = page.summary;
        item.plain.summary = std::move(texts.summary);
    }
    if (entry.lang.empty()) entry.lang = page.lang;
    hash(item);
}

PagePart sanitized(PagePart part) {
    const SanitizeOptions options{.drop_relative = true, .strip_tracking = true};
    part.entry.summary = sanitize(part.entry.summary.str(), options);
    part.entry.content = sanitize(part.entry.content.str(), options);
    return part;
}

CleanItem told_item(Entry entry, const Ident& ident) {
    CleanItem item{.entry = std::move(entry), .plain = {}, .ident = ident};
    item.plain = {.summary = plain_text(item.entry.summary.str()), .content = plain_text(item.entry.content.str())};
    hash(item);
    return item;
}

std::size_t letters_of(const PlainTexts& plain) { return std::max(letters(plain.content), letters(plain.summary)); }

} // namespace arna
