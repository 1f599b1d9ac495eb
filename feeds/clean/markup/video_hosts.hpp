#pragma once
#include <string>
#include <string_view>

namespace arna {

/// What a link says in place of something that an article embeds.
struct EmbedLink {
    std::string url;       ///< a page that a person can look at; the embedded address where none is known
    std::string name;      ///< of the host: "YouTube", else "example.com"
    std::string thumbnail; ///< address of a picture of it; empty where none is known
    bool is_video = false; ///< the host is known, and known to show films
};

/// The link for an embedded http(s) address; empty `url` where it has no host.
[[nodiscard]] EmbedLink embed_link(std::string_view address);

} // namespace arna
