#include "daemon/app/daemon/services/store/history_work.hpp"

#include <utility>

namespace arna {

HistoryWork::HistoryWork(Engine& engine, std::function<void(const SliceResult&)> stored)
    : LoopService(engine.io()),
      jobs_({.io = engine.io(),
             .pool = engine.pool(),
             .store = engine.store(),
             .readers = engine.readers(),
             .changes = engine.changes(),
             .now = engine.clock().now,
             .stored = std::move(stored)}) {}

} // namespace arna
