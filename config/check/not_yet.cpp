#include "config/check/not_yet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// A key without effect. `value`: only this one has none; empty: any value but `harmless`.
struct NotYet {
    std::string_view title;
    std::string_view key;
    std::string_view harmless; ///< the value that means what happens anyway
};

/// The one list of them: an entry goes when its feature comes.
constexpr auto not_yet = std::to_array<NotYet>({
    {"[daemon]", "trusted_proxies", ""},
    {"[store]", "keep", "forever"},
    {"[publish]", "directory", ""},
    {"[publish]", "delta", "false"},
    {"[[source]]", "priority", "0"},
    {"[[tag]]", "duplicates", "keep"},
    {"[[tag]]", "withdrawn", "keep"},
});

/// A value as the table above writes it; empty lists and strings are "".
std::string plain(const TomlValue& value) {
    if (const auto* text = value.get_if<std::string>()) return *text;
    if (const auto* flag = value.get_if<bool>()) return *flag ? "true" : "false";
    if (const auto* number = value.get_if<std::int64_t>()) return std::to_string(*number);
    const auto* list = value.get_if<TomlList>();
    return list != nullptr && list->empty() ? "" : "…";
}

} // namespace

void warn_of_not_yet(const TomlTable& table, std::string_view title, Findings& findings) {
    for (const TomlMember& member : table) {
        const auto is_it = [&](const NotYet& entry) { return entry.title == title && entry.key == member.key; };
        const auto found = std::ranges::find_if(not_yet, is_it);
        if (found == not_yet.end() || plain(member.value) == found->harmless) continue;
        findings.warning(member.place, fmt::format("'{}' has no effect in this version", member.key));
    }
}

} // namespace arna
