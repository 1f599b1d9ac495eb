#include "daemon/app/check_command.hpp"

#include "config/tag_test.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

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

} // namespace

ExitStatus run(const CheckCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    const auto failures = run_tag_tests(*loaded, wall_clock_now());
    report(failures);
    if (!failures.empty()) return ExitStatus::wrong;
    return write_output(summary(*loaded));
}

} // namespace arna
