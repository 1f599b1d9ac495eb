#include "daemon/app/configuration.hpp"

#include "daemon/app/standard_io.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace arna {

LoadRequest config_request(const Invocation& invocation) {
    LoadRequest request{.file = invocation.config, .environment = Environment::of_process()};
    if (request.file.empty()) request.file = request.environment.get("ARNA_CONFIG");
    if (request.file.empty()) request.file = default_config_file;
    if (invocation.is_verbose) request.environment.set("ARNA_DAEMON__LOG__LEVEL", "debug");
    return request;
}

std::optional<LoadedConfig> load_or_report(const LoadRequest& request, Warnings warnings) {
    auto loaded = load_config(request);
    if (!loaded) report(loaded.error());
    if (loaded && warnings == Warnings::told) report(loaded->warnings);
    return loaded ? std::optional(std::move(*loaded)) : std::nullopt;
}

std::optional<LoadedConfig> load_if_any(const Invocation& invocation) {
    auto request = config_request(invocation);
    const bool is_named = !invocation.config.empty() || !request.environment.get("ARNA_CONFIG").empty();
    std::error_code error;
    if (!is_named && !std::filesystem::exists(request.file, error)) request.file.clear();
    return load_or_report(request);
}

void report(std::span<const Diagnostic> diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
        report_line(text_of(diagnostic),
                    diagnostic.severity == Diagnostic::Severity::error ? Style::red : Style::yellow);
        std::fwrite(diagnostic.excerpt.data(), 1, diagnostic.excerpt.size(), stderr);
    }
    const auto is_error = [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Diagnostic::Severity::error;
    };
    if (diagnostics.size() > 1 && std::ranges::any_of(diagnostics, is_error)) report_line(count_text(diagnostics));
}

} // namespace arna
