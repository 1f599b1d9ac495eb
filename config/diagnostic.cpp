#include "config/diagnostic.hpp"

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

void Findings::add(Diagnostic::Severity severity, Place place, std::string message, std::string excerpt) {
    found_.push_back({place,
                      found_.size(),
                      {.severity = severity,
                       .file = files_[place.file],
                       .line = place.line,
                       .column = place.column,
                       .message = std::move(message),
                       .excerpt = std::move(excerpt)}});
}

std::vector<Diagnostic> Findings::take() {
    // The number keeps what stands at one place in the order in which it was found.
    std::ranges::sort(
        found_, {}, [](const Finding& f) { return std::tuple(f.place.file, f.place.line, f.place.column, f.number); });
    std::vector<Diagnostic> sorted;
    sorted.reserve(found_.size());
    for (Finding& finding : found_) sorted.push_back(std::move(finding.diagnostic));
    found_.clear();
    return sorted;
}

std::string in_quotes(std::string_view value) {
    constexpr std::size_t longest = 60;
    std::string text = "\"";
    std::size_t offset = 0;
    for (std::size_t count = 0; offset < value.size() && count < longest; ++count) {
        const char32_t c = next_code_point(value, offset);
        if (c < 0x20 || c == 0x7F)
            fmt::format_to(std::back_inserter(text), "\\x{:02x}", static_cast<unsigned>(c));
        else
            append_utf8(text, c);
    }
    text += offset < value.size() ? "…\"" : "\"";
    return text;
}

} // namespace arna
