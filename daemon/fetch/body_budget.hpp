#pragma once
#include "daemon/async/home_thread.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace arna {

/// Shares FetchOptions::memory among the bodies in flight. Used on the fetch thread alone.
///
/// Bodies grow at the same time and none can shrink before it is whole, so a plain counter would let them all stop
/// half-way. The size of one largest body is therefore kept back for one of them, the privileged one, which is always
/// let through.
class BodyBudget {
public:
    /// A share of one body.
    struct Share {
        std::size_t held = 0;
        bool is_privileged = false;
    };

    BodyBudget(std::size_t memory, std::size_t max_body) : common_(memory - std::min(memory, max_body)) {}

    /// Raises `share` to `size` bytes; false: not now.
    [[nodiscard]] bool grow(Share& share, std::size_t size) {
        assert(home_.is_here());
        if (size <= share.held) return true;
        const auto more = size - share.held;
        if (!share.is_privileged && !has_common(more)) {
            if (has_privileged_) return false;
            share.is_privileged = has_privileged_ = true;
        }
        used_ += more;
        share.held = size;
        return true;
    }

    void shrink(Share& share, std::size_t size) {
        assert(home_.is_here());
        if (size >= share.held) return;
        used_ -= share.held - size;
        share.held = size;
    }

    void give_back(Share& share) {
        shrink(share, 0);
        if (share.is_privileged) has_privileged_ = share.is_privileged = false;
    }

    /// Whether `size` bytes more would fit without the privilege.
    [[nodiscard]] bool has_common(std::size_t size) const { return used_ <= common_ && size <= common_ - used_; }
    [[nodiscard]] std::size_t used() const { return used_; }

private:
    HomeThread home_;
    std::size_t common_; ///< what all but the privileged one may use together
    std::size_t used_ = 0;
    bool has_privileged_ = false;
};

} // namespace arna
