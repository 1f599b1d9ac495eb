#pragma once
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/sqlite/search/search_file.hpp"
#include "daemon/store/store.hpp"

#include <memory>

namespace arna {

/// Reads the store from one SQLite file. Its methods stand by noun in sqlite_reader*.cpp.
class SqliteReader final : public StoreReader {
public:
    SqliteReader(sqlite::Connection connection, std::shared_ptr<SearchFile> search)
        : db_(std::move(connection)), search_(std::move(search)) {}

    std::vector<SourceRecord> sources() override;
    SeenItems seen(SourceId source) override;
    std::vector<TagRecord> tags() override;
    TagState tag_state(TagId tag) override;
    ArticlePage live(TagId tag, std::size_t limit, const EachArticle& each) override;
    ArticlePage since(TagId tag, std::int64_t version, std::size_t limit, const EachArticle& each) override;
    ArticlePage archive(TagId tag, std::int64_t number, const EachArticle& each) override;
    std::vector<Article> followers(TagId tag, std::int64_t position) override;
    std::vector<Membership> memberships(ArticleId article) override;
    std::vector<std::int64_t> archive_pages_since(TagId tag, std::int64_t version) override;
    std::int64_t member_count(TagId tag) override;
    std::vector<std::int64_t> members_by_time(TagId tag, std::span<const Time> bounds) override;
    ArticlePage of_source(SourceId source, std::size_t limit, const EachArticle& each) override;
    std::vector<StoredArticle> history(ArticleId after, std::size_t count, std::size_t bytes) override;
    std::vector<StoredArticle> find(const std::string& url) override;
    std::vector<StoredArticle> held(SourceId source, ArticleId after, std::size_t count) override;
    std::vector<TagId> capped(ArticleId article) override;
    std::vector<ArticleText> texts(ArticleId article) override;
    std::vector<KnownArticle> known(std::span<const Ident> idents) override;
    std::optional<SearchProposal> propose(const TokenQuery& query, std::string_view token_version) override;
    std::vector<ArticleId> newest_first(std::optional<Time> since) override;
    std::vector<StoredArticle> articles(std::span<const ArticleId> ids) override;
    UnindexedArticles unindexed(std::size_t count, std::size_t bytes) override;
    SearchProgress search_progress() override;
    ArticleId newest_article() override;
    std::vector<HistoryRun> history_runs() override;
    Removable removable(ArticleId after, std::size_t count, const RetentionPolicy& policy, Time now) override;
    std::vector<TagFloor> removable_pages(const RetentionPolicy& policy, Time now) override;
    std::vector<WaitingPage> waiting_pages(std::optional<SourceId> source) override;
    std::optional<PagedArticle> paged(ArticleId article) override;
    std::vector<ArticleId> kept_pages(ArticleId after, std::size_t count) override;
    std::optional<KeptPage> kept_page(ArticleId article) override;
    std::string listing(SourceId source) override;
    std::vector<PageHost> page_hosts() override;
    std::vector<StoredRobots> robots() override;
    std::map<SourceId, PageDay> page_days() override;
    FeedVersionList undelivered(std::string_view consumer) override;
    DigestPage digests(TagId tag, DigestKind kind) override;
    DigestState digest_state(TagId tag, DigestKind kind) override;
    std::vector<DigestState> digest_states() override;
    std::vector<TokenRecord> tokens() override;
    std::optional<std::string> setting(std::string_view name) override;
    std::vector<StoredEvent> events() override;
    std::vector<ActivityRecord> activity() override;
    std::vector<SourceTotal> source_totals() override;
    StoreStats stats() override;
    KeptCounts kept_counts() override;
    std::int64_t article_count() override;
    std::vector<std::string> check() override;
    Result<void> backup(const std::filesystem::path& file) override;
    void go_on_while(std::function<bool()> may_go_on) override { db_.go_on_while(std::move(may_go_on)); }

private:
    ArticlePage live_since(TagId tag, std::int64_t version, std::size_t limit, const EachArticle& each);

    sqlite::Connection db_;
    BodyCodec codec_;
    std::shared_ptr<SearchFile> search_;
};

} // namespace arna
