#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/store/sqlite/database/database_file.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/sqlite/search/search_file.hpp"
#include "daemon/store/store.hpp"

#include <cassert>
#include <memory>
#include <optional>

namespace arna {

/// The store in one SQLite file. Its methods stand by noun in sqlite_*.cpp. After a StoreFailure the connection is
/// dropped, and the next call opens the database again.
class SqliteStore final : public Store {
public:
    SqliteStore(DatabaseFile file, const StoreOptions& options);

    std::vector<SourceRecord> sync_sources(std::span<const SourceSetup> setups, Time now) override;
    void record(std::span<const std::pair<SourceId, PollState>> polls) override;
    std::vector<TagRecord> sync_tags(std::span<const TagSetup> setups, Time now) override;
    std::vector<IngestResult> ingest_each(std::span<const PollRecord> polls, Time now) override;
    HistoryRun begin_run(std::string_view job, std::int64_t goal, Time now) override;
    SliceResult store_slice(const HistorySlice& slice, Time now) override;
    [[nodiscard]] std::unique_ptr<SearchIndex> open_search_index(const SearchProgress& progress,
                                                                 std::string_view token_version) const override;
    void begin_search_index(std::int64_t making) override;
    void note_indexed(const IndexedSlice& slice) override;
    std::optional<IngestResult> store_page(const PageRecord& record, Time now) override;
    void save_page_host(const PageHost& host) override;
    void pause_pages(SourceId source, Time until, const std::string& why) override;
    void save_robots(const StoredRobots& robots) override;
    void forget_old_pages(Time now) override;
    void deliver(std::string_view consumer, const FeedVersionList& versions) override;
    void forget_consumer(std::string_view consumer) override;
    void sync_digests(std::span<const DigestSetup> setups, const TimeZone& zone, Time now) override;
    DigestsMade make_digests(std::span<const DigestSetup> setups, const TimeZone& zone, Time now,
                             const DescribeForDigest& describe) override;
    TokenId add_token(const TokenRecord& token) override;
    std::size_t revoke_tokens(const std::string& subscriber, Time now) override;
    std::size_t revoke_token(TokenId id, Time now) override;
    void note_used(std::span<const std::pair<TokenId, std::chrono::sys_days>> uses) override;
    void set_setting(std::string_view name, std::string_view text) override;
    void note_event(const NewEvent& event) override;
    void end_event(SourceId source, std::string_view kind, Time now, std::string_view text) override;
    void save_activity(std::span<const ActivityRecord> records) override;
    void probe(Time now) override;
    std::int64_t release_pages(std::int64_t pages) override;
    void compact() override;
    bool retention_waits() override;
    void end_retention_wait() override;
    [[nodiscard]] std::unique_ptr<StoreReader> open_reader() const override;

private:
    /// Runs `work(database)` in one durable transaction.
    template <class Work>
    auto write(Work work) {
        assert(home_.is_here());
        try {
            if (!connection_) connection_.emplace(file_.connect_writer());
            sqlite::Transaction transaction(*connection_, sqlite::Transaction::Kind::write);
            if constexpr (std::is_void_v<std::invoke_result_t<Work&, sqlite::Connection&>>) {
                work(*connection_);
                transaction.commit();
            } else {
                auto result = work(*connection_);
                transaction.commit();
                return result;
            }
        } catch (const StoreFailure&) {
            connection_.reset();
            throw;
        }
    }

    DatabaseFile file_;
    StoreOptions options_;
    BodyCodec codec_;
    std::shared_ptr<SearchFile> search_; ///< shared with the readers
    std::optional<sqlite::Connection> connection_;
    HomeThread home_;
};

} // namespace arna
