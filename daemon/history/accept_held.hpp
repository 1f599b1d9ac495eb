#pragma once
#include "daemon/history/history_job.hpp"
#include "daemon/history/tag_editions.hpp"
#include "daemon/store/records.hpp"
#include "feeds/rules/rule_set.hpp"

#include <memory>
#include <string>
#include <vector>

namespace arna {

/// Lets in what a source brought as a burst: held articles get the tags that the rules give them, oldest first.
class AcceptHeld final : public HistoryJob {
public:
    struct Setup {
        SourceId source{};
        std::string name; ///< of the source
        std::vector<std::string> labels;
        std::shared_ptr<const RuleSet> rules;
        std::vector<TagId> rule_tags; ///< of rule i
        EditionsOfRules editions = {};
        TimeZone zone{}; ///< HistorySlice::zone
    };
    explicit AcceptHeld(Setup setup) : setup_(std::move(setup)) {}

    [[nodiscard]] std::string_view name() const override { return "accept"; }
    [[nodiscard]] std::int64_t goal() const override { return std::to_underlying(setup_.source); }
    [[nodiscard]] HistoryStep next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const override;
    void log_end(const HistoryTotals& totals) const override;

private:
    Setup setup_;
};

} // namespace arna
