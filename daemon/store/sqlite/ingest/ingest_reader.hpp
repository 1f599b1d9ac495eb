#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/ingest/batch_addresses.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include <span>

namespace arna {

/// Reads what the store knows of a batch of polls: the first of the two steps of an ingest.
[[nodiscard]] IngestKnowledge read_knowledge(sqlite::Connection& db, BodyCodec& codec,
                                             std::span<const PollRecord> polls, BatchAddresses& addresses);

} // namespace arna
