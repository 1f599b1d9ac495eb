#include "feeds/clean/clean.hpp"

#include "feeds/clean/bounds.hpp"
#include "feeds/clean/categories.hpp"
#include "feeds/clean/enclosures.hpp"
#include "feeds/clean/people.hpp"
#include "feeds/clean/picture.hpp"
#include "feeds/clean/plain_field.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/words/hashtags.hpp"
#include "feeds/text/words/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

using namespace std::chrono_literals;

constexpr Time earliest_date = std::chrono::sys_days(std::chrono::January / 1 / 1990);
constexpr auto furthest_ahead = std::chrono::hours(24);

/// The first of these dates that can be true.
std::optional<Time> sane_date(std::initializer_list<std::optional<Time>> dates, Time now) {
    for (const auto& date : dates) {
        if (date && *date >= earliest_date && *date <= now + furthest_ahead) return date;
    }
    return std::nullopt;
}

/// A BCP 47 tag with hyphens, or empty.
std::string language_tag(std::string_view tag) {
    std::string out(trim_html_space(tag));
    std::ranges::replace(out, '_', '-');
    const auto may_stand = [](char c) { return is_ascii_alphanumeric(c) || c == '-'; };
    const bool is_tag =
        out.size() >= 2 && out.size() <= 35 && is_ascii_letter(out[0]) && std::ranges::all_of(out, may_stand);
    return is_tag ? out : std::string();
}

bool is_markup(const Text& text) { return text.type == Text::Type::html || text.type == Text::Type::xhtml; }

/// The text that is the item's content: markup before plain, what lies in the document.
const Text* content_of(const RawItem& item) {
    const auto find = [&item](auto&& is_wanted) {
        const auto found = std::ranges::find_if(
            item.content, [&](const Text& text) { return !text.value.empty() && is_wanted(text); });
        return found == item.content.end() ? nullptr : &*found;
    };
    if (const Text* markup = find(is_markup)) return markup;
    return find([](const Text& text) { return text.type == Text::Type::plain; });
}

std::optional<std::chrono::seconds> update_interval(const RawFeed& feed) {
    struct Period {
        std::string_view name;
        std::chrono::seconds length;
    };
    constexpr std::array<Period, 5> periods = {
        {{"hourly", 1h}, {"daily", 24h}, {"weekly", 7 * 24h}, {"monthly", 30 * 24h}, {"yearly", 365 * 24h}}};
    if (feed.ttl && *feed.ttl > 0) return std::chrono::minutes(*feed.ttl);
    const auto period = std::ranges::find_if(
        periods, [&](const Period& one) { return equals_lower(trim_html_space(feed.update_period), one.name); });
    if (period == periods.end()) return std::nullopt;
    return period->length / std::max(feed.update_frequency.value_or(1), 1);
}

/// What a feed and its items are cleaned with: the document's base, the configured language, the feed's own.
class FieldCleaner {
public:
    FieldCleaner(const std::string& base, const std::string& language, const RawFeed& feed, Time now)
        : base_(base),
          language_(language),
          feed_language_(language_tag(feed.lang)),
          feed_format_(feed.format),
          now_(now) {}

    [[nodiscard]] FeedFacts facts(RawFeed& raw) const {
        FeedFacts facts;
        facts.id = id_field(raw.id);
        facts.title = plain_line(raw.title);
        facts.subtitle = plain_line(raw.subtitle);
        facts.link = web_address(raw.link);
        facts.self = web_address(raw.self);
        facts.lang = language_.empty() ? feed_language_ : language_;
        facts.rights = plain_line(raw.rights);
        facts.icon = web_address(raw.icon);
        facts.logo = web_address(raw.logo);
        if (facts.logo.empty() && raw.image) facts.logo = web_address(raw.image->url);
        if (facts.logo.empty() && raw.itunes) facts.logo = web_address(raw.itunes->image);
        facts.authors = clean_people(std::move(raw.authors), base_);
        facts.updated = sane_date({raw.updated, raw.published}, now_);
        return facts;
    }

    [[nodiscard]] std::vector<std::string> hubs(std::span<const std::string> raw) const {
        std::vector<std::string> hubs;
        std::unordered_set<std::string> known;
        for (const std::string& one : raw) {
            if (hubs.size() == bounds::parts) break;
            std::string address = web_address(one);
            if (!address.empty() && known.insert(address).second) hubs.push_back(std::move(address));
        }
        return hubs;
    }

    [[nodiscard]] CleanItem item(RawItem raw) const {
        CleanItem item{.entry = {}, .raw_hash = raw.raw_hash};
        Entry& entry = item.entry;
        entry.title = plain_line(raw.title);
        item.plain = texts(entry, raw);
        const std::string& body = item.plain.content.empty() ? item.plain.summary : item.plain.content;
        const std::string text = body.empty() ? entry.title : entry.title + '\n' + body;
        names(entry, raw);
        const bool is_sitemap = feed_format_ == FeedFormat::sitemap; // its lastmod says nothing of the first day
        entry.published = sane_date({raw.published, raw.created, is_sitemap ? std::nullopt : raw.updated}, now_);
        entry.is_published_rough = raw.is_published_rough && entry.published == raw.published;
        entry.updated = sane_date({raw.updated}, now_);
        entry.lang = language(raw, text);
        entry.hashtags = hashtags(text);
        if (entry.hashtags.size() > bounds::parts) entry.hashtags.resize(bounds::parts);
        entry.authors = clean_people(std::move(raw.authors), base_);
        entry.contributors = clean_people(std::move(raw.contributors), base_);
        entry.categories = clean_categories(std::move(raw.categories), raw.ext);
        entry.picture = choose_picture(raw, entry.content.empty() ? entry.summary : entry.content, body, base_);
        if (auto file = original(raw, "feedburner:origEnclosureLink", AddressUse::media);
            !file.empty() && !raw.enclosures.empty())
            raw.enclosures.front().url = std::move(file);
        entry.enclosures = clean_enclosures(std::move(raw.enclosures), raw.media, base_);
        return item;
    }

    [[nodiscard]] std::string web_address(std::string_view value) const {
        return field_address(value, AddressUse::media, base_);
    }

private:
    /// Sets content and summary; both without markup.
    PlainTexts texts(Entry& entry, const RawItem& raw) const {
        if (const Text* content = content_of(raw)) entry.content = safe_markup(*content, base_);
        entry.summary = safe_markup(raw.summary, base_);
        PlainTexts plain{.summary = plain_text(entry.summary.str()), .content = plain_text(entry.content.str())};
        if (!plain.content.empty() && plain.summary == plain.content) {
            entry.summary = {};
            plain.summary.clear();
        }
        return plain;
    }

    void names(Entry& entry, const RawItem& raw) const {
        entry.id = id_field(raw.id);
        entry.id_is_permalink = raw.id_is_permalink.value_or(false);
        entry.link = original(raw, "feedburner:origLink", AddressUse::link);
        if (entry.link.empty()) entry.link = field_address(raw.link, AddressUse::link, base_);
        entry.comments = field_address(raw.comments, AddressUse::link, base_);
        entry.via = field_address(raw.via, AddressUse::link, base_);
        entry.rights = plain_line(raw.rights);
        if (!raw.source) return;
        entry.provenance = {.id = id_field(raw.source->id),
                            .title = plain_line(raw.source->title),
                            .link = field_address(raw.source->link, AddressUse::link, base_),
                            .self = web_address(raw.source->self)};
    }

    /// The address that a redirecting one stands for; empty if the item names none.
    std::string original(const RawItem& raw, std::string_view element, AddressUse use) const {
        const auto found = std::ranges::find(raw.ext, element, &Extensions::value_type::first);
        return found == raw.ext.end() ? std::string() : field_address(found->second.front(), use, base_);
    }

    std::string language(const RawItem& raw, std::string_view text) const {
        if (!language_.empty()) return language_;
        if (std::string own = language_tag(raw.lang); !own.empty()) return own;
        const Text* content = content_of(raw);
        for (const Text* one : {content, &raw.summary, &raw.title}) {
            if (one == nullptr || one->empty()) continue;
            if (std::string own = language_tag(one->lang); !own.empty() && own != feed_language_) return own;
        }
        if (std::string detected = detect_language(text); !detected.empty()) return detected;
        return feed_language_;
    }

    const std::string& base_;
    const std::string& language_;
    std::string feed_language_;
    FeedFormat feed_format_;
    Time now_;
};

} // namespace

Cleaner::Cleaner(const CleanOptions& options, Time now)
    : base_(options.base), language_(language_tag(options.language)), now_(now) {}

void Cleaner::add(const RawFeed& feed, RawItem item) {
    const auto is_long = [](const Text& text) { return is_too_long(text); };
    if (is_long(item.title) || is_long(item.summary) || std::ranges::any_of(item.content, is_long)) ++too_long_;
    items_.push_back(FieldCleaner(base_, language_, feed, now_).item(std::move(item)));
    Entry& entry = items_.back().entry;
    const auto keep = [this](auto& parts) {
        if (parts.size() > parts_left_) {
            parts.resize(parts_left_);
            parts.shrink_to_fit();
        }
        parts_left_ -= parts.size();
    };
    keep(entry.authors);
    keep(entry.contributors);
    keep(entry.categories);
    keep(entry.hashtags);
    keep(entry.enclosures);
}

CleanFeed Cleaner::finish(RawFeed raw) {
    const FieldCleaner cleaner(base_, language_, raw, now_);
    CleanFeed feed;
    feed.facts = cleaner.facts(raw);
    feed.update_interval = update_interval(raw);
    feed.moved_to = cleaner.web_address(raw.moved_to);
    feed.hubs = cleaner.hubs(raw.hubs);
    feed.encoding = std::move(raw.encoding);
    feed.problems = std::move(raw.problems);
    feed.items = std::move(items_);
    feed.is_sitemap = raw.format == FeedFormat::sitemap || raw.format == FeedFormat::sitemap_index;
    if (too_long_ > 0) feed.problems.push_back({"item-too-long", fmt::format("texts of {} items are cut", too_long_)});
    return feed;
}

CleanFeed clean(RawFeed raw, const CleanOptions& options, Time now) {
    Cleaner cleaner(options, now);
    for (RawItem& item : raw.items) cleaner.add(raw, std::move(item));
    return cleaner.finish(std::move(raw));
}

} // namespace arna
