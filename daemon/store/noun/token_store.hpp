#pragma once
#include "daemon/store/records.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

enum class TokenId : std::int64_t {};

/// SHA-256 of a token, which itself is kept nowhere.
using TokenHash = std::array<std::uint8_t, 32>;

/// What opens private tags to one subscriber.
struct TokenRecord {
    TokenId id{}; ///< never given twice
    TokenHash hash{};
    std::string subscriber; ///< for whom; several tokens may have the same
    std::vector<TagId> tags{};
    Time created{};
    std::optional<Time> expires{}; ///< nothing: never
    std::optional<Time> revoked{};
    std::optional<std::chrono::sys_days> used{}; ///< last day, UTC

    friend bool operator==(const TokenRecord&, const TokenRecord&) = default;
};

class TokenReader {
public:
    /// All of them by id, also what has expired or was revoked.
    virtual std::vector<TokenRecord> tokens() = 0;

protected:
    ~TokenReader() = default;
};

class TokenStore {
public:
    /// Stores a new token and gives it an id; `token.id` does not count. Throws StoreFailure where the hash is there.
    virtual TokenId add_token(const TokenRecord& token) = 0;
    /// Revokes the tokens of a subscriber that are not revoked yet. How many.
    virtual std::size_t revoke_tokens(const std::string& subscriber, Time now) = 0;
    /// The same for one token.
    virtual std::size_t revoke_token(TokenId id, Time now) = 0;
    /// Notes the days on which tokens were used; an earlier day than noted changes nothing.
    virtual void note_used(std::span<const std::pair<TokenId, std::chrono::sys_days>> uses) = 0;

protected:
    ~TokenStore() = default;
};

} // namespace arna
