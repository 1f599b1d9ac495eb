#include "daemon/app/command/reclean.hpp"

#include "daemon/app/command/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/history.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/clean/markup/sanitize.hpp"

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

ExitStatus run_reclean(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    const auto store = open_store_or_report(loaded->config, StoreUse::ask);
    if (!store) return ExitStatus::cannot;
    const auto reader = store->open_reader();
    Totals totals;
    for_each_slice(*reader, [&](const std::vector<StoredArticle>& articles) {
        const auto done = reclean(*store, articles, wall_clock_now());
        totals.cleaned += done.cleaned;
        totals.changed += done.changed;
        return true;
    });
    if (invocation.json)
        return write_output(json_line({{"cleaned", totals.cleaned}, {"changed", totals.changed}}) + '\n');
    return write_output(fmt::format("{} articles cleaned again, {} of them changed\n", totals.cleaned, totals.changed));
}

} // namespace

Command reclean_command() {
    return {.name = "reclean",
            .summary = "Cleans stored articles again after a fix of the sanitiser",
            .arguments = {},
            .options = {},
            .examples = {{"arna reclean", "after an upgrade that says so"},
                         {"arna reclean --json", "how many it cleaned, for programs"}},
            .statuses = {{ExitStatus::done, "cleaned, also where nothing had to be"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "the store cannot be written, or a running daemon holds it"}},
            .run = run_reclean};
}

} // namespace arna
