#pragma once
#include "daemon/history/history_job.hpp"
#include "daemon/history/tag_editions.hpp"
#include "daemon/store/records.hpp"
#include "feeds/rules/rule_set.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace arna {

/// Matches the stored articles again for every tag whose rule changed (TagRecord::match_run), oldest first: the members
/// that a rule brings in take positions in that order.
class MatchAgain final : public HistoryJob {
public:
    /// What it matches with. `tags` are as TagStore::sync_tags returned them; `rule_tags[i]` is the tag of rule i.
    struct Setup {
        std::shared_ptr<const RuleSet> rules;
        std::vector<TagId> rule_tags;
        EditionsOfRules editions = {};
        TimeZone zone{}; ///< HistorySlice::zone
        std::vector<TagRecord> tags;
        std::map<std::string, std::vector<std::string>> labels; ///< of each configured source, by its name
    };
    explicit MatchAgain(Setup setup);

    /// Whether a tag is behind: otherwise there is no run, and nothing to start.
    [[nodiscard]] bool is_needed() const { return !behind_.empty(); }

    [[nodiscard]] std::string_view name() const override { return match_job; }
    [[nodiscard]] std::optional<std::int64_t> run() const override { return run_; }
    [[nodiscard]] HistoryStep next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const override;
    void log_end(const HistoryTotals& totals) const override;

private:
    [[nodiscard]] MatchedArticle match(const StoredArticle& stored) const;

    Setup setup_;
    std::vector<TagId> behind_; ///< of setup_.tags
    std::int64_t run_ = 0;
};

} // namespace arna
