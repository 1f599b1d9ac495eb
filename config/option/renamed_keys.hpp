#pragma once
#include <span>
#include <string>
#include <string_view>

namespace arna {

/// A key that has another name now.
struct RenamedKey {
    std::string_view table; ///< as TableTitle: "[fetch]", "[[source]]"
    std::string_view old_key, new_key;
    std::string_view since; ///< the release that renamed it, "0.2": throughout it the old name works, too
};

/// All of them.
[[nodiscard]] std::span<const RenamedKey> renamed_keys();

/// Of a version, "0.2" of "0.2.1".
[[nodiscard]] std::string_view release_of(std::string_view version);

/// The release that this program is of.
[[nodiscard]] std::string_view this_release();

/// What to say of an old name: that it is refused from the next release on, or that it is refused.
[[nodiscard]] std::string renamed_text(const RenamedKey& key, std::string_view release);

} // namespace arna
