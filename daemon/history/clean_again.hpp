#pragma once
#include "daemon/history/history_job.hpp"

namespace arna {

/// Cleans stored markup again that an older sanitiser let through.
class CleanAgain final : public HistoryJob {
public:
    [[nodiscard]] std::string_view name() const override { return "clean"; }
    [[nodiscard]] std::int64_t goal() const override; ///< the version of the sanitiser
    [[nodiscard]] HistoryStep next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const override;
    void log_end(const HistoryTotals& totals) const override;
};

} // namespace arna
