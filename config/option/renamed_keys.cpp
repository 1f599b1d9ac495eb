#include "config/option/renamed_keys.hpp"

#include <fmt/format.h>

namespace arna {

std::span<const RenamedKey> renamed_keys() {
    return {}; // none so far
}

std::string_view release_of(std::string_view version) {
    return version.substr(0, version.find('.', version.find('.') + 1));
}

std::string_view this_release() { return release_of(ARNA_VERSION); }

std::string renamed_text(const RenamedKey& key, std::string_view release) {
    if (key.since == release)
        return fmt::format("'{}' is called '{}' now; write that, for the next release refuses the old name",
                           key.old_key, key.new_key);
    return fmt::format("'{}' is called '{}' since arna {}; write that", key.old_key, key.new_key, key.since);
}

} // namespace arna
