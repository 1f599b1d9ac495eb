#include "daemon/app/command/run.hpp"

#include "config/option/tag_test.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/serve.hpp"
#include "daemon/app/wall_clock.hpp"

#include <utility>

namespace arna {

ExitStatus run_daemon_command(const LoadRequest& request) {
    auto loaded = load_or_report(request);
    if (!loaded) return ExitStatus::wrong;
    auto failures = run_tag_tests(*loaded, wall_clock_now());
    for (Diagnostic& failure : failures) failure.severity = Diagnostic::Severity::warning;
    report(failures);
    return serve(std::move(*loaded), request);
}

} // namespace arna
