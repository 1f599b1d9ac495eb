#pragma once
#include "daemon/publish/options.hpp"
#include "daemon/store/noun/digest_store.hpp"
#include "feeds/write/document.hpp"

#include <cstddef>
#include <vector>

/// What is published of digests.
namespace arna {

/// The digest feeds that the configuration asks for, with what new digests say of their tag.
[[nodiscard]] std::vector<DigestSetup> digest_setups(const PublishOptions& options);

/// What a digest that is made now says of an article (DescribeForDigest).
[[nodiscard]] DigestLine digest_line(const Article& article);

/// The language that a tag's digests speak: its own, else the configured one.
[[nodiscard]] PageLanguage digest_language(const PublishOptions& options, const PublishedTag& tag);

/// What a digest feed says of itself.
[[nodiscard]] Channel digest_channel(const PublishOptions& options, const PublishedTag& tag, const DigestState& state);

/// The digests of a page as entries of its feed. Neither copied nor moved: entries view it.
class DigestEntries {
public:
    /// The newest first; the oldest are left out where all of them do not fit into `bytes`.
    DigestEntries(const Channel& channel, DigestPage page, std::size_t bytes);
    DigestEntries(const DigestEntries&) = delete;
    DigestEntries& operator=(const DigestEntries&) = delete;

    [[nodiscard]] std::vector<PublishedEntry> entries() const;
    /// Whether any was left out.
    [[nodiscard]] bool is_cut() const { return is_cut_; }

private:
    std::vector<Article> articles_;
    std::vector<DigestContent> contents_;
    bool is_cut_ = false;
};

} // namespace arna
