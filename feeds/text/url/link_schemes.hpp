#pragma once
#include <array>
#include <string_view>

namespace arna {

/// Schemes of addresses that a reader may be led to. What a document embeds is http or https.
inline constexpr std::array<std::string_view, 12> link_schemes = {"http", "https", "mailto", "tel", "sms",    "geo",
                                                                  "xmpp", "irc",   "ircs",   "ftp", "magnet", "matrix"};

} // namespace arna
