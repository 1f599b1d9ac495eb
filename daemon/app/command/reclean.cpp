#include "daemon/app/command/reclean.hpp"

#include "daemon/app/configuration.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/stored_history.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/clean/markup/sanitize.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cstddef>
#include <vector>

namespace arna {
namespace {

struct Totals {
    std::size_t cleaned = 0, changed = 0;
};

/// Cleans a slice of history again and stores it in one transaction; nothing to do once the slice is current.
Totals reclean(Store& store, const std::vector<StoredArticle>& articles, Time now) {
    std::vector<Recleaned> again;
    Totals totals;
    for (const auto& [id, article, source, version] : articles) {
        if (version >= sanitizer_version) continue;
        const auto& entry = article.entry;
        const SanitizeOptions options{.base = entry.link, .drop_relative = true, .strip_tracking = true};
        Recleaned cleaned{.id = id,
                          .summary = sanitize(entry.summary.str(), options),
                          .content = sanitize(entry.content.str(), options)};
        ++totals.cleaned;
        if (cleaned.summary != entry.summary || cleaned.content != entry.content) ++totals.changed;
        again.push_back(std::move(cleaned));
    }
    if (!again.empty()) store.reclean(again, now);
    return totals;
}

} // namespace

ExitStatus run(const RecleanCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    const auto store = open_history_or_report(loaded->config);
    if (!store) return ExitStatus::cannot;
    const auto reader = store->open_reader();
    Totals totals;
    for_each_slice(*reader, [&](const std::vector<StoredArticle>& articles) {
        const auto done = reclean(*store, articles, wall_clock_now());
        totals.cleaned += done.cleaned;
        totals.changed += done.changed;
        return true;
    });
    if (command.json)
        return write_output(
            boost::json::serialize(boost::json::value{{"cleaned", totals.cleaned}, {"changed", totals.changed}}) +
            "\n");
    return write_output(fmt::format("{} articles cleaned again, {} of them changed\n", totals.cleaned, totals.changed));
}

} // namespace arna
