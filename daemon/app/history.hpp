#pragma once
#include "config/load.hpp"
#include "daemon/store/store.hpp"
#include "feeds/model/token_query.hpp"
#include "feeds/rules/explain.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What the stored history says to questions about rules. Each is one function over a StoreReader; none changes
/// anything. On any thread that owns the reader. They throw StoreFailure.
namespace arna {

/// How one tag stands to an article.
struct TagVerdict {
    std::string tag;         ///< its name
    Explanation why;         ///< by the rule of the configuration
    std::string follows;     ///< the entry of the tag that leads its story; empty: it has its own
    bool is_capped = false;  ///< so many others of its source joined that day that it never does
    std::int64_t limit = 0;  ///< of articles a day that its source has
    bool is_dropped = false; ///< its source withdrew it, and the tag has no such articles
    std::optional<std::chrono::milliseconds> outlived = {}; ///< what the tag keeps, where the article is older
    bool is_member = false; ///< by the store; differs from `why` while history is being matched again
};

struct ExplainedArticle {
    Article article;
    std::optional<PagedArticle> page; ///< what is known of its page
    std::int64_t held = 0;            ///< how many articles of its source wait to be accepted, this one among them
    std::vector<TagVerdict> tags;
};

/// Why the articles of an address (link, published or own id) are in these tags of the configuration, or out. `tags`:
/// indexes into config.tags. `now` tells how old an article is. Nothing: no such article.
[[nodiscard]] std::vector<ExplainedArticle> explain_articles(StoreReader& reader, const LoadedConfig& loaded,
                                                             const std::string& url, std::span<const std::size_t> tags,
                                                             Time now);

/// Gives every stored article that `rule` matches to `found`, the newest published first, until that says false; with
/// `since` only what was published then or later. `age` compares with `now`. Reads only what the index for search
/// proposes for `needed`, and what is not indexed; all where `needed` is `anything` or there is no index.
void search_history(StoreReader& reader, const Config& config, const RuleSet& rule, const TokenQuery& needed,
                    std::optional<Time> since, Time now,
                    const std::function<bool(const Article&, const RuleMatch&)>& found);

/// The history above an article, all of it by default, in slices of bounded size, oldest first, until `visit` says
/// false: a million articles need no more
/// memory than one slice.
void for_each_slice(StoreReader& reader, const std::function<bool(const std::vector<StoredArticle>&)>& visit,
                    ArticleId after = {});

/// An article that a changed configuration would bring into a tag or take out of it.
struct PlannedChange {
    std::string title, url, source;
    Time published;
    std::string reason; ///< Explanation::summary()
};

/// What a changed configuration would do to one tag.
struct TagPlan {
    enum class Kind {
        kept,
        created, ///< the store does not know it
        dropped, ///< it is no longer configured: it would answer 410
    };
    std::string tag;
    Kind kind = Kind::kept;
    std::int64_t added = 0, removed = 0, staying = 0;
    std::vector<PlannedChange> additions, removals; ///< the first ones, for example
};

/// What `loaded` would do to every tag over the stored history, in the order of the configuration, dropped ones last.
/// What is held, was over its source's limit a day, or would be, comes into no tag. `now` tells how old articles are.
[[nodiscard]] std::vector<TagPlan> plan_history(StoreReader& reader, const LoadedConfig& loaded, std::size_t examples,
                                                Time now);

} // namespace arna
