#include "daemon/app/command/setup/export.hpp"

#include "config/check/complete.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "feeds/write/opml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// "/kz,/news"; what separates labels and folders in it cannot stand in a label.
std::string categories_of(const SourceConfig& source) {
    std::string text;
    for (auto label : source.labels) {
        std::ranges::replace_if(label, [](char c) { return c == ',' || c == '/'; }, ' ');
        text += (text.empty() ? "/" : ",/") + label;
    }
    return text;
}

ExitStatus run_export(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation, SecretsNeeded::no, StateNeeded::no));
    if (!loaded) return ExitStatus::wrong;
    std::vector<const SourceConfig*> sources;
    for (const auto& source : loaded->config.sources) sources.push_back(&source);
    std::ranges::sort(sources, {}, [](const SourceConfig* source) { return std::string_view(source->name); });

    const bool with_secrets = invocation.arguments.has("--secrets");
    const auto erased = std::erase_if(sources, [&](const SourceConfig* source) {
        const bool has_address = !source->url.empty();
        if (has_address && (with_secrets || !has_secrets(*source))) return false;
        report(fmt::format("source '{}'", source->name),
               has_address ? "is left out, for its settings hold a secret; --secrets exports it, too"
                           : "is left out: it has no address, but files of this machine");
        return true;
    });
    std::vector<Subscription> subscriptions;
    for (const SourceConfig* source : sources)
        subscriptions.push_back({.title = source->title.empty() ? source->name : source->title,
                                 .url = source->url,
                                 .categories = categories_of(*source)});
    const auto written = write_output(write_opml(loaded->config.daemon.title, subscriptions));
    return written == ExitStatus::done && erased > 0 ? ExitStatus::no : written;
}

} // namespace

Command export_command() {
    return {
        .name = "export",
        .summary = "Prints the sources as a subscription list, for feed readers",
        .arguments = {{.name = "FORMAT", .help = "opml", .is_required = true, .words = {"opml"}}},
        .options = {{"--secrets", "", "Also sources with credentials, secret header fields or a token in the address"}},
        .examples = {{"arna export opml > sources.opml", "those that hold no secret, sorted by name"},
                     {"arna export opml --secrets -c arna.toml", "all that have an address"}},
        .statuses = {{ExitStatus::done, "printed"},
                     {ExitStatus::no, "some were left out: a line for each says why"},
                     {ExitStatus::wrong, "wrong usage or configuration"},
                     {ExitStatus::cannot, "cannot write"}},
        .run = run_export};
}

} // namespace arna
