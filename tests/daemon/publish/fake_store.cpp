#include "tests/daemon/publish/fake_store.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace arna {
namespace {

[[noreturn]] void unexpected_call() { throw std::logic_error("the fake store is only read for documents"); }

/// One article after the other, as a database gives them.
ArticlePage copy(const ArticlePage& page, const EachArticle& each) {
    ArticlePage copied{.state = page.state};
    for (const Article& article : page.entries) {
        copied.entries.push_back(article);
        if (each && !each(copied.entries.back())) break;
    }
    return copied;
}

class FakeReader : public StoreReader {
public:
    explicit FakeReader(std::shared_ptr<FakeContent> content) : content_(std::move(content)) {}

    std::vector<SourceRecord> sources() override {
        return content_->read([](FakeContent& c) { return c.source_records; });
    }
    std::vector<TagRecord> tags() override {
        return content_->read([](FakeContent& c) { return c.tags; });
    }
    ArticlePage live(TagId tag, std::size_t, const EachArticle& each) override {
        return content_->read([&](FakeContent& c) { return copy(c.live[static_cast<std::int64_t>(tag)], each); });
    }
    ArticlePage archive(TagId tag, std::int64_t page, const EachArticle& each) override {
        return content_->read(
            [&](FakeContent& c) { return copy(c.archive[{static_cast<std::int64_t>(tag), page}], each); });
    }
    ArticlePage of_source(SourceId source, std::size_t, const EachArticle& each) override {
        return content_->read([&](FakeContent& c) { return copy(c.sources[static_cast<std::int64_t>(source)], each); });
    }
    std::int64_t member_count(TagId) override { return 7; }
    std::vector<std::int64_t> archive_pages_since(TagId tag, std::int64_t version) override {
        return content_->read([&](FakeContent& c) {
            std::vector<std::int64_t> pages;
            for (const auto& [place, page] : c.archive)
                if (place.first == static_cast<std::int64_t>(tag) && page.state.version > version)
                    pages.push_back(place.second);
            return pages;
        });
    }
    std::vector<std::int64_t> members_by_time(TagId tag, std::span<const Time> bounds) override {
        std::vector<std::int64_t> counts(bounds.size() - 1);
        content_->read([&](FakeContent& c) {
            for (const Article& article : c.live[static_cast<std::int64_t>(tag)].entries)
                for (std::size_t i = 0; i < counts.size(); ++i)
                    if (article.published >= bounds[i] && article.published < bounds[i + 1]) ++counts[i];
            return 0;
        });
        return counts;
    }

    TagState tag_state(TagId tag) override {
        return content_->read([&](FakeContent& c) { return c.live[static_cast<std::int64_t>(tag)].state; });
    }
    ArticlePage since(TagId tag, std::int64_t version, std::size_t, const EachArticle& each) override {
        return content_->read(
            [&](FakeContent& c) { return copy(c.since[{static_cast<std::int64_t>(tag), version}], each); });
    }
    DigestPage digests(TagId tag, DigestKind kind) override {
        return content_->read([&](FakeContent& c) { return c.digests[{static_cast<std::int64_t>(tag), kind}]; });
    }
    DigestState digest_state(TagId tag, DigestKind kind) override { return digests(tag, kind).state; }
    std::vector<DigestState> digest_states() override {
        return content_->read([&](FakeContent& c) {
            std::vector<DigestState> states;
            for (const auto& [feed, page] : c.digests) states.push_back(page.state);
            return states;
        });
    }
    std::vector<TokenRecord> tokens() override { unexpected_call(); }
    std::optional<std::string> setting(std::string_view) override { unexpected_call(); }
    std::vector<StoredArticle> history(ArticleId, std::size_t, std::size_t) override { unexpected_call(); }
    std::vector<StoredArticle> find(const std::string&) override { unexpected_call(); }
    std::vector<Article> followers(TagId, std::int64_t) override { return {}; }
    std::vector<StoredArticle> held(SourceId, ArticleId, std::size_t) override { return {}; }
    std::vector<TagId> capped(ArticleId) override { return {}; }
    Removable removable(ArticleId, std::size_t, const RetentionPolicy&, Time) override { return {}; }
    std::vector<TagFloor> removable_pages(const RetentionPolicy&, Time) override { return {}; }
    std::vector<ArticleText> texts(ArticleId) override { return {}; }
    std::vector<KnownArticle> known(std::span<const Ident>) override { unexpected_call(); }
    SeenItems seen(SourceId) override { unexpected_call(); }
    std::vector<Membership> memberships(ArticleId) override { unexpected_call(); }
    ArticleId newest_article() override { unexpected_call(); }
    std::optional<SearchProposal> propose(const TokenQuery&, std::string_view) override { unexpected_call(); }
    std::vector<ArticleId> newest_first(std::optional<Time>) override { unexpected_call(); }
    std::vector<StoredArticle> articles(std::span<const ArticleId>) override { unexpected_call(); }
    UnindexedArticles unindexed(std::size_t, std::size_t) override { unexpected_call(); }
    SearchProgress search_progress() override { unexpected_call(); }
    std::vector<HistoryRun> history_runs() override { unexpected_call(); }
    std::vector<WaitingPage> waiting_pages(std::optional<SourceId>) override { return {}; }
    std::optional<PagedArticle> paged(ArticleId) override { return {}; }
    std::vector<ArticleId> kept_pages(ArticleId, std::size_t) override { return {}; }
    std::optional<KeptPage> kept_page(ArticleId) override { return {}; }
    std::string listing(SourceId) override { return {}; }
    std::vector<PageHost> page_hosts() override { return {}; }
    std::vector<StoredRobots> robots() override { return {}; }
    std::map<SourceId, PageDay> page_days() override { return {}; }
    FeedVersionList undelivered(std::string_view) override { unexpected_call(); }
    std::vector<StoredEvent> events() override { return {}; }
    std::vector<ActivityRecord> activity() override { return {}; }
    std::vector<SourceTotal> source_totals() override { return {}; }
    std::int64_t article_count() override { return 0; }
    StoreStats stats() override { unexpected_call(); }
    KeptCounts kept_counts() override { return {}; }
    std::vector<std::string> check() override { unexpected_call(); }
    Result<void> backup(const std::filesystem::path&) override { unexpected_call(); }
    void go_on_while(std::function<bool()>) override {}

private:
    std::shared_ptr<FakeContent> content_;
};

class FakeStore : public Store {
public:
    explicit FakeStore(std::shared_ptr<FakeContent> content) : content_(std::move(content)) {}

    std::vector<SourceRecord> sync_sources(std::span<const SourceSetup>, Time) override { unexpected_call(); }
    std::vector<TagRecord> sync_tags(std::span<const TagSetup>, Time) override { unexpected_call(); }
    std::vector<IngestResult> ingest_each(std::span<const PollRecord>, Time) override { unexpected_call(); }
    void record(std::span<const std::pair<SourceId, PollState>>) override { unexpected_call(); }
    HistoryRun begin_run(std::string_view, std::int64_t, Time) override { unexpected_call(); }
    SliceResult store_slice(const HistorySlice&, Time) override { unexpected_call(); }
    [[nodiscard]] std::unique_ptr<SearchIndex> open_search_index(const SearchProgress&,
                                                                 std::string_view) const override {
        unexpected_call();
    }
    void begin_search_index(std::int64_t) override { unexpected_call(); }
    void note_indexed(const IndexedSlice&) override { unexpected_call(); }
    void sync_digests(std::span<const DigestSetup>, const TimeZone&, Time) override { unexpected_call(); }
    DigestsMade make_digests(std::span<const DigestSetup>, const TimeZone&, Time, const DescribeForDigest&) override {
        unexpected_call();
    }
    std::optional<IngestResult> store_page(const PageRecord&, Time) override { unexpected_call(); }
    void save_page_host(const PageHost&) override { unexpected_call(); }
    void pause_pages(SourceId, Time, const std::string&) override { unexpected_call(); }
    void save_robots(const StoredRobots&) override { unexpected_call(); }
    void forget_old_pages(Time) override { unexpected_call(); }
    void deliver(std::string_view, const FeedVersionList&) override { unexpected_call(); }
    void forget_consumer(std::string_view) override { unexpected_call(); }
    TokenId add_token(const TokenRecord&) override { unexpected_call(); }
    std::size_t revoke_tokens(const std::string&, Time) override { unexpected_call(); }
    std::size_t revoke_token(TokenId, Time) override { unexpected_call(); }
    void note_used(std::span<const std::pair<TokenId, std::chrono::sys_days>>) override { unexpected_call(); }
    void set_setting(std::string_view, std::string_view) override { unexpected_call(); }
    void note_event(const NewEvent&) override { unexpected_call(); }
    void end_event(SourceId, std::string_view, Time, std::string_view) override { unexpected_call(); }
    void save_activity(std::span<const ActivityRecord>) override { unexpected_call(); }
    void probe(Time) override {}
    std::int64_t release_pages(std::int64_t) override { return 0; }
    void compact() override {}
    bool retention_waits() override { return false; }
    void end_retention_wait() override {}
    [[nodiscard]] std::unique_ptr<StoreReader> open_reader() const override {
        return std::make_unique<FakeReader>(content_);
    }

private:
    std::shared_ptr<FakeContent> content_;
};

} // namespace

void FakeContent::hold() {
    const std::lock_guard lock(mutex_);
    is_held_ = true;
}

void FakeContent::release() {
    const std::lock_guard lock(mutex_);
    is_held_ = false;
    changed_.notify_all();
}

void FakeContent::wait_for_held(std::size_t count) {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, std::chrono::seconds(5), [&] { return waiting_ >= count; });
    if (!came) throw std::runtime_error("nobody reads");
}

std::size_t FakeContent::reads() {
    const std::lock_guard lock(mutex_);
    return reads_;
}

void FakeContent::arrive(std::unique_lock<std::mutex>& lock) {
    ++reads_;
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !is_held_; });
    --waiting_;
    if (fails) throw StoreFailure("disk I/O error");
}

std::unique_ptr<Store> fake_store(std::shared_ptr<FakeContent> content) {
    return std::make_unique<FakeStore>(std::move(content));
}

} // namespace arna
