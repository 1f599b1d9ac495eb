#include "daemon/app/command/check.hpp"

#include "config/option/tag_test.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/visit.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {
namespace {

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string summary(const LoadedConfig& loaded) {
    std::size_t tests = 0;
    for (const TagConfig& tag : loaded.config.tags) tests += tag.tests.size();
    return fmt::format("{}: {}, {}, {}, {}\n", loaded.config.files.front(),
                       counted(loaded.config.sources.size(), "source"), counted(loaded.config.tags.size(), "tag"),
                       counted(tests, "test"), counted(loaded.warnings.size(), "warning"));
}

/// Visits every enabled source; a line for each. `no` if one failed.
ExitStatus visit_sources(const Config& config) {
    std::vector<PollSource> sources;
    for (const SourceConfig& source : config.sources) {
        if (source.enabled) sources.push_back(poll_source(source));
    }
    ExitStatus status = ExitStatus::done;
    visit_all(sources, fetch_options(config), wall_clock_now(), [&](std::size_t index, const VisitResult& feed) {
        if (!feed) {
            report(sources[index].name, feed.error().message);
            status = ExitStatus::no;
        } else if (write_output(fmt::format("{}: {}\n", sources[index].name, counted(feed->items.size(), "item"))) !=
                   ExitStatus::done) {
            status = ExitStatus::cannot;
        }
    });
    return status;
}

} // namespace

ExitStatus run(const CheckCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    const auto failures = run_tag_tests(*loaded, wall_clock_now());
    report(failures);
    if (!failures.empty()) return ExitStatus::wrong;
    if (const auto written = write_output(summary(*loaded)); written != ExitStatus::done) return written;
    return command.is_online ? visit_sources(loaded->config) : ExitStatus::done;
}

} // namespace arna
