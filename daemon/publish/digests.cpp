#include "daemon/publish/digests.hpp"

#include "daemon/publish/channels.hpp"
#include "feeds/write/digest_list.hpp"
#include "feeds/write/shown.hpp"

#include <fmt/format.h>

#include <utility>

namespace arna {
namespace {

const std::string& title_of(const PublishedTag& tag) { return tag.title.empty() ? tag.name : tag.title; }

std::string key_of(DigestKind kind, std::chrono::sys_days period) {
    if (kind == DigestKind::weekly) {
        const auto week = iso_week(period);
        return fmt::format("{:04}-W{:02}", week.year, week.number);
    }
    const std::chrono::year_month_day day(period);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

/// From above, in the format that takes most: JSON has each article twice, and Atom escapes markup in markup.
std::size_t size_of(const DigestContent& content) {
    constexpr std::size_t tags = 100, growth = 6; // "<" comes to "&amp;lt;", but most is text
    std::size_t size = 1'000;
    for (const DigestedArticle& article : content.articles)
        size += tags + growth * (article.title.size() + article.source.size()) + 2 * article.url.size();
    return size;
}

Article article_of(const Digest& digest, const Channel& channel, DigestKind kind, const std::string& key) {
    const auto language = page_language(digest.language).value_or(PageLanguage::en);
    Article article;
    article.entry.title = kind == DigestKind::daily ? digest_title_of_day(digest.title, digest.period, language)
                                                    : digest_title_of_week(digest.title, digest.period, language);
    article.entry.lang = digest.language;
    article.entry.link = fmt::format("{}#{}", channel.page, key);
    article.entry.authors = {{.name = digest.title}};
    article.entry_id = fmt::format("{}/{}", channel.id, key);
    article.published = digest.end;
    article.updated = digest.updated;
    return article;
}

DigestContent content_of(Digest digest, std::string key) {
    DigestContent content{.key = std::move(key),
                          .articles = {},
                          .more = digest.more,
                          .language = page_language(digest.language).value_or(PageLanguage::en)};
    content.articles.reserve(digest.lines.size());
    for (DigestLine& line : digest.lines)
        content.articles.push_back({.title = std::move(line.title),
                                    .url = std::move(line.url),
                                    .source = std::move(line.source),
                                    .language = std::move(line.language)});
    return content;
}

} // namespace

std::vector<DigestSetup> digest_setups(const PublishOptions& options) {
    std::vector<DigestSetup> setups;
    for (const PublishedTag& tag : options.tags)
        for (const DigestKind kind : tag.digests)
            setups.push_back({.tag = tag.id,
                              .kind = kind,
                              .title = title_of(tag),
                              .language = std::string(language_code(digest_language(options, tag)))});
    return setups;
}

DigestLine digest_line(const Article& article) {
    return {.title = shown_title(article),
            .url = std::string(shown_link(article.entry.link)),
            .source = std::string(shown_source_title(article.source)),
            .language = std::string(shown_language(article.entry.lang))};
}

PageLanguage digest_language(const PublishOptions& options, const PublishedTag& tag) {
    return page_language(tag.language).value_or(options.language);
}

Channel digest_channel(const PublishOptions& options, const PublishedTag& tag, const DigestState& state) {
    const auto language = digest_language(options, tag);
    Channel channel = channel_below(options, tag, digest_name(state.kind));
    channel.title = digest_feed_title(title_of(tag), state.kind == DigestKind::weekly, language);
    channel.description = tag.description;
    channel.language = language_code(language);
    channel.description_language = tag.description_language;
    channel.updated = state.changed;
    channel.topic_page = fmt::format("{}/tags/{}", options.base_url, tag.slug);
    channel.topic_title = title_of(tag);
    return channel;
}

DigestEntries::DigestEntries(const Channel& channel, DigestPage page, std::size_t bytes) {
    std::size_t used = 0;
    for (Digest& digest : page.digests) {
        auto key = key_of(page.state.kind, digest.period);
        articles_.push_back(article_of(digest, channel, page.state.kind, key));
        contents_.push_back(content_of(std::move(digest), std::move(key)));
        used += size_of(contents_.back());
        if (used <= bytes) continue;
        is_cut_ = true;
        articles_.pop_back();
        contents_.pop_back();
        return;
    }
}

std::vector<PublishedEntry> DigestEntries::entries() const {
    std::vector<PublishedEntry> entries;
    for (std::size_t i = 0; i < articles_.size(); ++i)
        entries.push_back({.article = articles_[i], .digest = &contents_[i]});
    return entries;
}

} // namespace arna
