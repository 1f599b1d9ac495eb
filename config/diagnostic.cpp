#include "config/diagnostic.hpp"

#include "config/option/suggest.hpp"
#include "feeds/text/terminal.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>

namespace arna {

std::string text_of(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line != 0) fmt::format_to(std::back_inserter(text), ":{}:{}", diagnostic.line, diagnostic.column);
    text += diagnostic.severity == Diagnostic::Severity::warning ? ": warning: " : ": ";
    return text + diagnostic.message;
}

std::string place_text(Place place, const std::vector<std::string>& files) {
    if (place.line == 0) return files[place.file];
    return fmt::format("{}:{}:{}", files[place.file], place.line, place.column);
}

void Findings::error(Place place, std::string message, std::string excerpt) {
    add(Diagnostic::Severity::error, place, std::move(message), std::move(excerpt));
    has_errors_ = true;
}

void Findings::warning(Place place, std::string message, std::string excerpt) {
    add(Diagnostic::Severity::warning, place, std::move(message), std::move(excerpt));
}

std::string Findings::did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    return suggestions_left_-- > 0 ? arna::did_you_mean(word, candidates) : std::string{};
}

void Findings::add(Diagnostic::Severity severity, Place place, std::string message, std::string excerpt) {
    found_.push_back({place, found_.size(), severity, std::move(message), std::move(excerpt)});
}

bool Findings::has_error_on_line_of(Place place) const {
    return std::ranges::any_of(found_, [&](const Finding& finding) {
        return finding.severity == Diagnostic::Severity::error && finding.place.file == place.file &&
               finding.place.line == place.line;
    });
}

std::vector<Diagnostic> Findings::take() {
    // The number keeps what stands at one place in the order in which it was found.
    std::ranges::sort(
        found_, {}, [](const Finding& f) { return std::tuple(f.place.file, f.place.line, f.place.column, f.number); });
    std::vector<Diagnostic> sorted;
    sorted.reserve(found_.size());
    for (Finding& finding : found_) {
        sorted.push_back({.severity = finding.severity,
                          .file = files_[finding.place.file],
                          .line = finding.place.line,
                          .column = finding.place.column,
                          .message = std::move(finding.message),
                          .excerpt = std::move(finding.excerpt)});
    }
    found_.clear();
    return sorted;
}

std::string count_text(std::span<const Diagnostic> diagnostics) {
    const auto errors =
        static_cast<std::size_t>(std::ranges::count(diagnostics, Diagnostic::Severity::error, &Diagnostic::severity));
    const auto counted = [](std::size_t count, std::string_view what) {
        return count == 0 ? std::string{} : fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
    };
    const std::size_t warnings = diagnostics.size() - errors;
    return counted(errors, "error") + (errors > 0 && warnings > 0 ? ", " : "") + counted(warnings, "warning");
}

std::string escaped(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string shown;
    std::size_t offset = 0;
    for (std::size_t count = 0; offset < text.size() && count < longest; ++count) {
        const char32_t c = next_code_point(text, offset);
        if (is_terminal_control(c))
            fmt::format_to(std::back_inserter(shown), "\\x{:02x}", static_cast<std::uint32_t>(c));
        else
            append_utf8(shown, c);
    }
    return offset < text.size() ? shown + "…" : shown;
}

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", escaped(text)); }

} // namespace arna
