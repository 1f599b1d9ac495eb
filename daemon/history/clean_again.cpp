#include "daemon/history/clean_again.hpp"

#include "daemon/log/events.hpp"
#include "daemon/store/store.hpp"
#include "feeds/clean/markup/sanitize.hpp"

namespace arna {
namespace {

Recleaned cleaned_again(const StoredArticle& stored) {
    const auto& entry = stored.article.entry;
    const SanitizeOptions options{.base = entry.link, .drop_relative = true, .strip_tracking = true};
    return {.id = stored.id,
            .content_hash = stored.content_hash,
            .summary = sanitize(entry.summary.str(), options),
            .content = sanitize(entry.content.str(), options)};
}

} // namespace

std::int64_t CleanAgain::goal() const { return sanitizer_version; }

HistoryStep CleanAgain::next(StoreReader& reader, ArticleId after, const SliceLimits& limits) const {
    const auto until = std::chrono::steady_clock::now() + limits.time;
    HistoryStep step{.slice = {.up_to = after}, .totals = {}};
    auto& [slice, totals] = step;
    const auto stored = reader.history(after, limits.articles, limits.bytes);
    slice.is_last = stored.empty();
    for (const auto& article : stored) {
        const auto& entry = article.article.entry;
        const bool has_body = !entry.summary.empty() || !entry.content.empty();
        if (has_body && article.sanitizer_version < sanitizer_version) slice.cleaned.push_back(cleaned_again(article));
        slice.up_to = article.id;
        ++totals.articles;
        if (std::chrono::steady_clock::now() >= until) break;
    }
    totals.cleaned = slice.cleaned.size();
    return step;
}

void CleanAgain::log_end(const HistoryTotals& totals) const {
    log(events::history_cleaned,
        {{"articles", totals.articles}, {"cleaned", totals.cleaned}, {"changed", totals.changed}});
}

} // namespace arna
