#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// One picture of a srcset, viewing it.
struct ImageCandidate {
    std::string_view url;
    std::string_view descriptor; ///< "2x", "640w", as written, or empty
};

/// How many candidates of a srcset are read.
inline constexpr std::size_t most_image_candidates = 64;

/// The first candidates of a (decoded) srcset value (HTML §4.8.4.2.2), in order: addresses may hold commas, but neither
/// begin nor end with one.
[[nodiscard]] std::vector<ImageCandidate> image_candidates(std::string_view srcset);

/// Appends a candidate to a srcset value.
void append_candidate(std::string& srcset, std::string_view url, std::string_view descriptor);

} // namespace arna
