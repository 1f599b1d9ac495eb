#pragma once
#include "daemon/store/noun/history_store.hpp"
#include "daemon/store/tag_moves.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace arna {

class StoreReader;

/// What one slice may take before it ends; it always holds one article.
struct SliceLimits {
    std::size_t articles = 500;
    std::size_t bytes = 4u << 20;        ///< of texts
    std::size_t changes = 5'000;         ///< rows that its transaction may touch
    std::chrono::milliseconds time{100}; ///< of deciding
};

/// What a job has done since it was started.
struct HistoryTotals {
    std::size_t articles = 0;    ///< that it looked at
    std::size_t cleaned = 0;     ///< of them written again, cleaned
    std::size_t removed = 0;     ///< of those the ones that nobody needed
    std::size_t changed = 0;     ///< of those the ones that came out different
    std::vector<TagMoves> moves; ///< each tag once

    HistoryTotals& operator+=(const HistoryTotals& more) {
        articles += more.articles;
        cleaned += more.cleaned;
        changed += more.changed;
        removed += more.removed;
        add_moves(moves, more.moves);
        return *this;
    }
    friend bool operator==(const HistoryTotals&, const HistoryTotals&) = default;
};

/// A slice without its job and run, and what deciding it adds to the totals.
struct HistoryStep {
    HistorySlice slice;
    HistoryTotals totals;
};

/// Work over all that is stored, decided in slices and written by HistoryJobs. A job has no state: how far it has come
/// is in the store, under its name.
class HistoryJob {
public:
    virtual ~HistoryJob() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    /// The one run that this job was made for; nothing: the unfinished one, or a new one.
    [[nodiscard]] virtual std::optional<std::int64_t> run() const { return std::nullopt; }

    /// Which unfinished run may be continued: HistoryStore::begin_run.
    [[nodiscard]] virtual std::int64_t goal() const { return 0; }

    /// Decides what becomes of the articles above `after`. On the pool.
    [[nodiscard]] virtual HistoryStep next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const = 0;

    /// Logs that the run is finished.
    virtual void log_end(const HistoryTotals& totals) const = 0;
};

} // namespace arna
