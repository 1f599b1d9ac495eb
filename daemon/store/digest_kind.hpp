#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace arna {

/// What one entry of a digest sums up.
enum class DigestKind : std::uint8_t {
    daily,
    weekly, ///< ISO 8601: from Monday to Sunday
};

inline constexpr std::array digest_kinds = {DigestKind::daily, DigestKind::weekly};

/// "daily", "weekly": in the configuration, in addresses and ids.
[[nodiscard]] constexpr std::string_view digest_name(DigestKind kind) {
    return kind == DigestKind::daily ? "daily" : "weekly";
}

/// How many digests are kept, and in the document: the last days or weeks that had articles.
[[nodiscard]] constexpr std::size_t digests_kept(DigestKind kind) { return kind == DigestKind::daily ? 62 : 53; }

} // namespace arna
