#pragma once
#include "daemon/store/sqlite/article_codec.hpp"
#include "daemon/store/sqlite/database_file.hpp"
#include "daemon/store/store.hpp"

#include <optional>
#include <thread>

namespace arna {

/// The store in one SQLite file. Its methods stand by noun in sqlite_store_*.cpp. After a StoreFailure the connection is
/// dropped, and the next call opens the database again.
class SqliteStore final : public Store {
public:
    SqliteStore(DatabaseFile file, const StoreOptions& options);

    std::vector<SourceRecord> sync_sources(std::span<const SourceSetup> setups, Time now) override;
    std::vector<TagRecord> sync_tags(std::span<const TagSetup> setups, Time now) override;
    std::vector<IngestResult> ingest_each(std::span<const PollRecord> polls, Time now) override;
    void record(std::span<const std::pair<SourceId, PollState>> polls) override;
    IngestResult rematch(TagId tag, std::span<const MembershipChange> changes, ArticleId up_to, Time now) override;
    IngestResult reclean(std::span<const Recleaned> articles, Time now) override;
    void probe(Time now) override;
    [[nodiscard]] std::unique_ptr<StoreReader> open_reader() const override;

private:
    /// Runs `work(database)` in one durable transaction.
    template <class Work>
    auto write(Work work) {
        assert_thread();
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

    /// The thread of the first call is the store thread.
    void assert_thread();

    DatabaseFile file_;
    StoreOptions options_;
    BodyCodec codec_;
    std::optional<sqlite::Connection> connection_;
    std::thread::id thread_;
};

} // namespace arna
