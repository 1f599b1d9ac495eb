#include "daemon/app/command/service/reload_row.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::string_view before_hint = "; "; ///< between what is wrong and what to do

std::string text(const json::object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::uint32_t number(const json::object& row, std::string_view key) {
    const auto* value = row.if_contains(key);
    boost::system::error_code error;
    const auto read = value == nullptr ? std::uint32_t{} : value->to_number<std::uint32_t>(error);
    return error ? 0 : read;
}

} // namespace

json::object row_of(const Diagnostic& diagnostic) {
    json::object row{{"severity", diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning"},
                     {"file", diagnostic.file}};
    if (diagnostic.line > 0) row["line"] = diagnostic.line;
    if (diagnostic.column > 0) row["column"] = diagnostic.column;
    const auto end = diagnostic.message.find(before_hint);
    row["what"] = diagnostic.message.substr(0, end);
    if (end != std::string::npos) row["hint"] = diagnostic.message.substr(end + before_hint.size());
    if (!diagnostic.excerpt.empty()) row["excerpt"] = diagnostic.excerpt;
    return row;
}

Diagnostic diagnostic_of(const json::object& row) {
    return {.severity = text(row, "severity") == "error" ? Diagnostic::Severity::error : Diagnostic::Severity::warning,
            .file = text(row, "file"),
            .line = number(row, "line"),
            .column = number(row, "column"),
            .message = row.contains("hint") ? fmt::format("{}{}{}", text(row, "what"), before_hint, text(row, "hint"))
                                            : text(row, "what"),
            .excerpt = text(row, "excerpt")};
}

} // namespace arna
