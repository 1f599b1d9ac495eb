#pragma once
#include "feeds/model/article.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What a published feed says of itself, the same facts in every format. URLs are absolute.
struct Channel {
    std::string id;    ///< "tag:feeds.example.kz,2026:tag/referendum-2026"
    std::string title;
    std::string description;
    std::string language;
    Time updated;           ///< its last change
    std::string page;       ///< the HTML page
    std::string atom, rss, json;
    std::string generator_version;
    // RFC 5005 §4; empty where they do not apply.
    bool is_archive = false;
    std::string prev_archive, current;
};

/// How much of an article is republished (`content = …` of a source or tag).
enum class ContentPolicy { full, summary, none };

/// An article together with what the configuration says of its republication.
struct PublishedEntry {
    const Article& article;
    ContentPolicy content = ContentPolicy::full;
};

[[nodiscard]] std::string write_atom(const Channel& channel, std::span<const PublishedEntry> entries);       ///< RFC 4287
[[nodiscard]] std::string write_rss(const Channel& channel, std::span<const PublishedEntry> entries);        ///< RSS 2.0
[[nodiscard]] std::string write_json_feed(const Channel& channel, std::span<const PublishedEntry> entries);  ///< 1.1
[[nodiscard]] std::string write_html(const Channel& channel, std::span<const PublishedEntry> entries);

/// A line of the index page and of the OPML document.
struct ChannelSummary {
    Channel channel;
    std::size_t entries = 0;
};

[[nodiscard]] std::string write_index(std::string_view title, std::string_view base_url,
                                      std::span<const ChannelSummary> channels);
[[nodiscard]] std::string write_opml(std::string_view title, std::span<const ChannelSummary> channels);

} // namespace arna
