#include "daemon/store/ingest/plan.hpp"
#include "daemon/store/sqlite/ingest/ingest_reader.hpp"
#include "daemon/store/sqlite/ingest/ingest_writer.hpp"
#include "daemon/store/sqlite/rows/articles/story_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

namespace arna {

std::vector<IngestResult> SqliteStore::ingest_each(std::span<const PollRecord> polls, Time now) {
    std::size_t items = 0;
    for (const auto& poll : polls) items += poll.items.size();
    return write([&](sqlite::Connection& db) {
        BatchAddresses addresses{AddressHasher(read_secret(db))};
        expire_story_keys(db, now, items);
        auto plan = plan_ingest(polls, read_knowledge(db, codec_, polls, addresses), now);
        return IngestWriter(db, codec_, options_.sanitizer_version, addresses, now).write(polls, std::move(plan));
    });
}

} // namespace arna
