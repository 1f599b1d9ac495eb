#pragma once
#include "daemon/publish/catalogue.hpp"
#include "daemon/publish/options.hpp"
#include "daemon/store/records.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What published feeds say of themselves. Ids depend on the authority and the name alone, never on the URL layout.
namespace arna {

[[nodiscard]] Channel tag_channel(const PublishOptions& options, const PublishedTag& tag, const TagState& state);

/// What else is made of a tag's articles, for its channel: its editions and digests.
[[nodiscard]] std::vector<Branch> branches_of(const Catalogue& catalogue, TagId tag);

/// That of a feed which is made of a tag's articles and stands below it, but for its title and what it is about:
/// `name` is "daily".
[[nodiscard]] Channel channel_below(const PublishOptions& options, const PublishedTag& tag, std::string_view name);

/// Archive page `number` of a tag. Says nothing that a later change of the tag would move.
[[nodiscard]] Channel archive_channel(const PublishOptions& options, const PublishedTag& tag, std::int64_t number);

/// `told_title`: what it calls itself, where the configuration gives no title.
[[nodiscard]] Channel source_channel(const PublishOptions& options, const PublishedSource& source,
                                     std::string_view told_title);

/// What the index and the list of all feeds are called.
[[nodiscard]] std::string site_title(const PublishOptions& options);

/// "tag:feeds.example.kz,2026:source/zakon-kk"
[[nodiscard]] std::string source_feed_id(const PublishOptions& options, const std::string& name);

/// How many pages of its archive are full, and can be asked for.
[[nodiscard]] std::int64_t full_archive_pages(const TagState& state);

} // namespace arna
