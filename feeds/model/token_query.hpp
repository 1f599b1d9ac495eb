#pragma once
#include <string>
#include <vector>

namespace arna {

/// What ends a token where many stand in one text: no token contains it.
inline constexpr char token_separator = '\n';

/// What a text must have among its tokens for a rule to hold for it. The tokens are those of feeds/rules/search.
struct TokenQuery {
    enum class Kind {
        anything,  ///< every text may do: it must be looked at
        all,       ///< every part; at least two
        any,       ///< at least one part; at least two
        token,     ///< `letters` is a token
        beginning, ///< a token begins with `letters`
    };
    Kind kind = Kind::anything;
    std::vector<TokenQuery> parts;
    std::string letters;

    friend bool operator==(const TokenQuery&, const TokenQuery&) = default;
};

} // namespace arna
