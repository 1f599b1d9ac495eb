#pragma once
#include "config/load.hpp"

#include <span>
#include <string>
#include <vector>

namespace arna {

/// One thing that a reload does, or cannot do.
struct ReloadAction {
    enum class Kind {
        keep_setting, ///< a key that takes effect at the next start
        add_source,
        remove_source,
        change_source, ///< how it is polled, read or published
        add_tag,
        remove_tag,
        match_again, ///< a tag whose members may be others now
        change_tag,  ///< how it is published
        change_setting,
    };
    Kind kind = Kind::change_setting;
    std::string what; ///< the key, or the name of the source or tag

    friend bool operator==(const ReloadAction&, const ReloadAction&) = default;
};

/// What it means to take `next` over from `running`; each source and tag that changes is named once. Pure.
[[nodiscard]] std::vector<ReloadAction> reload_plan(const LoadedConfig& running, const LoadedConfig& next);

/// Whether anything but kept settings is in it.
[[nodiscard]] bool changes_anything(std::span<const ReloadAction> plan);

/// For people: "in force: +2 sources −1, 1 rule changed", or "nothing changed".
[[nodiscard]] std::string verdict_of(std::span<const ReloadAction> plan);

/// Logs what text_of() says.
void log(std::span<const ReloadAction> plan);

/// The line of the log: "configuration in force sources=+2/-1 tags=+0/-0 rules=1", or "configuration unchanged". What is
/// neither added, removed nor matched again is counted too: "changed=3".
[[nodiscard]] std::string text_of(std::span<const ReloadAction> plan);

} // namespace arna
