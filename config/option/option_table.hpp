#pragma once
#include "config/option/option.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Every key of a table, in the order of the documentation. A new key is a row there and a member of its struct: what
/// is read, checked, printed by `arna config`, compared at a reload and listed in docs/configuration.md follows.
template <class Owner>
[[nodiscard]] std::span<const Option<Owner>> options_of();

// clang-format off
template <> std::span<const Option<DaemonConfig>> options_of<DaemonConfig>();
template <> std::span<const Option<StoreConfig>> options_of<StoreConfig>();
template <> std::span<const Option<FetchConfig>> options_of<FetchConfig>();
template <> std::span<const Option<PublishConfig>> options_of<PublishConfig>();
template <> std::span<const Option<SourceConfig>> options_of<SourceConfig>(); ///< source_options.cpp
template <> std::span<const Option<TagConfig>> options_of<TagConfig>();       ///< tag_options.cpp
template <> std::span<const Option<ListConfig>> options_of<ListConfig>();
// clang-format on

/// Calls `visit(title, member)` for each table that stands once: "[daemon]", &Config::daemon.
template <class Visit>
void for_each_settings_table(Visit visit) {
    visit(std::string_view("[daemon]"), &Config::daemon);
    visit(std::string_view("[store]"), &Config::store);
    visit(std::string_view("[fetch]"), &Config::fetch);
    visit(std::string_view("[publish]"), &Config::publish);
}

/// "daemon" of "[daemon]".
[[nodiscard]] constexpr std::string_view name_in(std::string_view title) { return title.substr(1, title.size() - 2); }

/// Where the operator wrote a key of `owner` or its twin; null if nowhere. Requires: the table has the key.
template <class Owner>
[[nodiscard]] const Place* written_place(const Owner& owner, std::string_view key) {
    const auto options = options_of<Owner>();
    const auto found = std::ranges::find(options, key, &Option<Owner>::key);
    return owner.written.place(static_cast<std::size_t>(found - options.begin()));
}

/// Whether the operator wrote it.
template <class Owner>
[[nodiscard]] bool is_written(const Owner& owner, std::string_view key) {
    return written_place(owner, key) != nullptr;
}

/// A key as the reference lists it.
struct OptionRow {
    std::string table; ///< "[fetch]", "[[source]]"
    std::string key;
    std::string type;     ///< "duration, 1s to 10m"
    std::string fallback; ///< as TOML, or in words; "required", or empty where nothing holds
    std::string change;   ///< what the change of it means to a running daemon; empty: obeyed at once
    std::string meaning;
    bool is_individual = false; ///< not in [defaults.…]
};

/// All of them in the order of the documentation.
[[nodiscard]] const std::vector<OptionRow>& option_rows();

/// The same as Markdown: for each table a heading and a table of its keys. docs/configuration.md holds it word for
/// word.
[[nodiscard]] std::string option_reference();

} // namespace arna
