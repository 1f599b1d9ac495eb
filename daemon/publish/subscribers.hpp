#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/store/noun/token_store.hpp"
#include "feeds/text/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arna {

/// SHA-256 of a token as it is presented or given out.
[[nodiscard]] TokenHash hash_token(std::string_view token);

/// 24 random bytes in base64url: 32 characters `[A-Za-z0-9_-]`. Throws std::runtime_error without randomness.
[[nodiscard]] std::string make_token();

/// How a presented token stands.
enum class Admission {
    ok,      ///< it opens the tag
    unknown, ///< nobody has it, or it is of other tags
    expired,
    revoked,
};
[[nodiscard]] std::string_view admission_name(Admission admission); ///< "ok", "unknown" …

struct SubscriberCounters {
    std::size_t tokens = 0;                  ///< that open something
    std::array<std::uint64_t, 4> requests{}; ///< by Admission
};

/// The lines of /metrics about it: arna_tokens, arna_token_requests_total.
[[nodiscard]] std::string metrics_of(const SubscriberCounters& counters);

/// The tokens of private tags as requests are compared with them. Lives on the io thread.
class Subscribers {
public:
    using NoteUse = std::function<void(TokenId, std::chrono::sys_days)>;

    /// `note_use` is told of the first use of a token on a day, UTC.
    explicit Subscribers(NoteUse note_use = {}) : note_use_(std::move(note_use)) {}

    /// In place of those before.
    void load(std::vector<TokenRecord> tokens);

    /// Whether this token opens `tag` at `now`, and counts the request. What happens does not depend on whether
    /// somebody has the token (docs/decisions/tokens.md).
    [[nodiscard]] Admission admit(std::string_view token, TagId tag, Time now);

    [[nodiscard]] SubscriberCounters counters(Time now) const;

private:
    struct HashOfHash {
        std::size_t operator()(const TokenHash& hash) const;
    };

    HomeThread home_;
    NoteUse note_use_;
    std::vector<TokenRecord> tokens_;
    std::unordered_map<TokenHash, std::size_t, HashOfHash> places_; ///< in `tokens_`
    std::array<std::uint64_t, 4> requests_{};
};

} // namespace arna
