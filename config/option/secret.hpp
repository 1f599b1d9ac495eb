#pragma once
#include <string>
#include <string_view>

/// What of a configuration must not be seen.
namespace arna {

/// Whether a header field usually carries a credential: Authorization, Cookie, X-Api-Key, anything with "token" …
[[nodiscard]] bool is_secret_header(std::string_view name);

/// Whether an address holds a user or password.
[[nodiscard]] bool has_credentials(std::string_view url);

/// Whether its query looks as if it held a token: by the name of a parameter (token, key, sig …), or because a value is
/// long and no word.
[[nodiscard]] bool has_token(std::string_view url);

/// An address without credentials and tokens, each replaced by "***"; any other text comes back as it is. What is no
/// address but looks like one ("postgresql:host=db password=x") loses its secrets too.
[[nodiscard]] std::string masked_address(std::string_view address);

/// Whether a secret, or a part of it, is "***": it was copied from what we show.
[[nodiscard]] bool is_masked(std::string_view secret);

} // namespace arna
