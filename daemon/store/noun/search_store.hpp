#pragma once
#include "daemon/store/records.hpp"
#include "feeds/model/token_query.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// How far the index for search has come, as the store knows it. The index is right for this store while both tell of
/// one making, and the index is not behind.
struct SearchProgress {
    std::int64_t making = 0; ///< a random number of each index that is made; 0: there is none
    std::int64_t slice = 0;  ///< how many slices were indexed
    ArticleId done{};        ///< every article up to this one is in it

    friend bool operator==(const SearchProgress&, const SearchProgress&) = default;
};

/// An article whose words changed after it was indexed, and how often.
struct ChangedWords {
    ArticleId article{};
    std::int64_t times = 0;
};

/// The next articles to index.
struct UnindexedArticles {
    SearchProgress progress;
    std::vector<ChangedWords> changed;
    std::vector<StoredArticle> articles; ///< those of `changed` that are still there, then those above `progress.done`
    ArticleId up_to{};                   ///< of the latter
    bool is_last = false;                ///< there are no more
};

/// A slice whose words are in the index.
struct IndexedSlice {
    SearchProgress progress; ///< with the slice
    std::vector<ChangedWords> changed;
};

/// What may match a query.
struct SearchProposal {
    std::vector<ArticleId> articles; ///< indexed ones that may, and those that changed since; in order, each once
    ArticleId done{};                ///< any article above it may match: it is not indexed yet
};

/// The words of articles, in a file of its own that may be deleted at any time (docs/store.md, "Search"). One thread at
/// a time. Throws StoreFailure when the file fails: then it is to be made anew.
class SearchIndex {
public:
    /// An article and its tokens, each with a token_separator behind it.
    struct Document {
        ArticleId article{};
        std::string tokens;
    };

    virtual ~SearchIndex() = default;

    [[nodiscard]] virtual std::int64_t making() const = 0;
    /// Adds a slice, the `number`th at least.
    virtual void add(std::span<const Document> documents, std::int64_t number) = 0;
    /// Whether so much of it is out of date that it should be made anew, where the store has `articles`.
    [[nodiscard]] virtual bool is_worn(std::int64_t articles) = 0;
};

class SearchReader {
public:
    /// The articles that may match; nothing where there is no sound index of these tokens.
    /// Requires: the query is not `anything`.
    virtual std::optional<SearchProposal> propose(const TokenQuery& query, std::string_view token_version) = 0;
    /// All articles, or those that were published at `since` or later: the newest first, of equal dates the last
    /// stored.
    virtual std::vector<ArticleId> newest_first(std::optional<Time> since) = 0;
    /// Those of these articles that there are, in their order.
    virtual std::vector<StoredArticle> articles(std::span<const ArticleId> ids) = 0;
    /// What is to be indexed next: up to `count` articles, and no further one once their texts exceed `bytes`.
    virtual UnindexedArticles unindexed(std::size_t count, std::size_t bytes) = 0;
    virtual SearchProgress search_progress() = 0;

protected:
    ~SearchReader() = default;
};

class SearchStore {
public:
    /// The index, as it is where it is sound, of these tokens and not behind `progress`; else made anew, empty. Reads
    /// all of an old one. From any thread. Throws StoreFailure.
    [[nodiscard]] virtual std::unique_ptr<SearchIndex> open_search_index(const SearchProgress& progress,
                                                                         std::string_view token_version) const = 0;
    /// There is an empty index.
    virtual void begin_search_index(std::int64_t making) = 0;
    /// A slice is in the index for good.
    virtual void note_indexed(const IndexedSlice& slice) = 0;

protected:
    ~SearchStore() = default;
};

} // namespace arna
