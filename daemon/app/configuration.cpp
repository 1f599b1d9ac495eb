#include "daemon/app/configuration.hpp"

#include "daemon/app/standard_io.hpp"

#include <cstdio>
#include <utility>

namespace arna {

LoadRequest config_request(const Invocation& invocation) {
    LoadRequest request{.file = invocation.config, .environment = Environment::of_process()};
    if (request.file.empty()) request.file = request.environment.get("ARNA_CONFIG");
    if (request.file.empty()) request.file = "/etc/arna/arna.toml";
    if (invocation.is_verbose) request.environment.set("ARNA_DAEMON__LOG__LEVEL", "debug");
    return request;
}

std::optional<LoadedConfig> load_or_report(const LoadRequest& request) {
    auto loaded = load_config(request);
    report(loaded ? loaded->warnings : loaded.error());
    return loaded ? std::optional(std::move(*loaded)) : std::nullopt;
}

void report(std::span<const Diagnostic> diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
        report_line(text_of(diagnostic));
        std::fwrite(diagnostic.excerpt.data(), 1, diagnostic.excerpt.size(), stderr);
    }
}

} // namespace arna
