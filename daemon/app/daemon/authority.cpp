#include "daemon/app/daemon/authority.hpp"

#include "config/option/option_table.hpp"
#include "feeds/text/url/url.hpp"

namespace arna {

AuthorityDecision decide_authority(const DaemonConfig& config, const std::optional<std::string>& remembered) {
    if (is_written(config, "authority"))
        return {.authority = config.authority,
                .is_remembered_anew = remembered != config.authority,
                .changes_ids = remembered && remembered != config.authority};
    if (remembered)
        return {.authority = *remembered,
                .is_other_host = config.has_base_url && url_host(config.base_url) != *remembered};
    return {.authority = config.authority, .is_remembered_anew = config.has_base_url};
}

} // namespace arna
