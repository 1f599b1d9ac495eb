#pragma once
#include "feeds/text/error.hpp"

#include <cstdint>
#include <functional>

namespace arna {

/// Copies what is left of the open file `from` behind what is in `to`, and syncs that. How many bytes that were.
/// `progress` hears after each piece how many there are; false from it ends the copy. Errc::io: one of the two cannot
/// be read or written, or the copy was ended; the message is the reason. Blocking.
[[nodiscard]] Result<std::uint64_t> copy_bytes(int from, int to,
                                               const std::function<bool(std::uint64_t)>& progress = {});

} // namespace arna
