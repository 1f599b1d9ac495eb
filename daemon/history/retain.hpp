#pragma once
#include "daemon/history/history_job.hpp"
#include "feeds/text/time.hpp"

namespace arna {

/// Removes what nobody needs any more, and the pages of archives that are older than their tag keeps
/// (docs/store.md, "Retention").
class Retain final : public HistoryJob {
public:
    Retain(RetentionPolicy policy, Time now) : policy_(std::move(policy)), now_(now) {}

    [[nodiscard]] std::string_view name() const override { return "retain"; }
    [[nodiscard]] HistoryStep next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const override;
    void log_end(const HistoryTotals& totals) const override;

private:
    RetentionPolicy policy_;
    Time now_; ///< of the run: what it removes is decided at one moment
};

} // namespace arna
