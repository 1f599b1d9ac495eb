#pragma once
#include "config/option/option.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Every key of every table: what is read, checked for slips of the pen, printed by `arna config` and listed in
/// docs/configuration.md comes from here.
[[nodiscard]] std::span<const Option<DaemonConfig>> daemon_options();
[[nodiscard]] std::span<const Option<StoreConfig>> store_options();
[[nodiscard]] std::span<const Option<FetchConfig>> fetch_options();
[[nodiscard]] std::span<const Option<PublishConfig>> publish_options();
[[nodiscard]] std::span<const Option<SourceConfig>> source_options();
[[nodiscard]] std::span<const Option<TagConfig>> tag_options();

/// A key as the reference lists it.
struct OptionRow {
    std::string table; ///< "[fetch]", "[[source]]"
    std::string key;
    std::string type;     ///< "duration, 1s to 10m"
    std::string fallback; ///< as TOML, or in words; "required", or empty where nothing holds
    std::string meaning;
    bool is_individual = false; ///< not in [defaults.…]
};

/// All of them in the order of the documentation.
[[nodiscard]] std::vector<OptionRow> option_rows();

/// The same as Markdown: for each table a heading and a table of its keys. docs/configuration.md holds it word for word.
[[nodiscard]] std::string option_reference();

} // namespace arna
