#include "daemon/app/command/service/reload_row.hpp"

#include "daemon/control/json_members.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::string_view before_hint = "; "; ///< between what is wrong and what to do

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
    return {
        .severity = text_of(row, "severity") == "error" ? Diagnostic::Severity::error : Diagnostic::Severity::warning,
        .file = text_of(row, "file"),
        .line = static_cast<std::uint32_t>(count_of(row, "line")),
        .column = static_cast<std::uint32_t>(count_of(row, "column")),
        .message = row.contains("hint") ? fmt::format("{}{}{}", text_of(row, "what"), before_hint, text_of(row, "hint"))
                                        : text_of(row, "what"),
        .excerpt = text_of(row, "excerpt")};
}

} // namespace arna
