#pragma once
#include "config/config.hpp"

#include <optional>
#include <string>

namespace arna {

/// Which authority the ids of feeds are made with.
struct AuthorityDecision {
    std::string authority;
    bool is_remembered_anew = false; ///< the store shall remember it
    bool changes_ids = false;        ///< every reader sees every feed as another
    bool is_other_host = false;      ///< base_url has another host by now, and the ids stay
};

/// `remembered`: by the store, from an earlier start; nothing: by none. The file's `authority` wins; else what is
/// remembered; else the host of a configured base_url. What follows from `listen` alone is remembered by nobody.
[[nodiscard]] AuthorityDecision decide_authority(const DaemonConfig& config,
                                                 const std::optional<std::string>& remembered);

} // namespace arna
