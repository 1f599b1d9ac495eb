#pragma once
#include "daemon/poll/rules.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/page_records.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string>

/// From the page of an article to what the store is told of it. Runs on the pool, on values it owns.
namespace arna {

/// What a page came to.
struct ArticleReading {
    std::optional<PagePart> part; ///< nothing: it is no article's page, and `why` says what it is
    std::string why;
};

/// Reads a page under the rules of its source.
[[nodiscard]] ArticleReading read_article(const KeptPage& page, const PollSource& source);

/// What the article says with what its page gives, its tags by `rules`; without a part, as its source told it.
/// `source` is its owner as it is configured; null: it left the configuration.
[[nodiscard]] IngestItem filled_item(const PagedArticle& article, const std::optional<PagePart>& part,
                                     const PollSource* source, const PollRules& rules);

} // namespace arna
