#pragma once
#include "feeds/page/page_sources.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// Why a page is no page of its site at all.
struct NoPage {
    std::string code; ///< "page-is-…" challenge, consent, login, unavailable, script, empty; or "page-not-found"
    std::string message;
};

/// Whether a page is a robot wall, a question for consent, a login, an excuse of the site, a "not found" that came with
/// status 200, or the empty shell of a script. `text` is what was found on it, plain, a block on a line.
[[nodiscard]] std::optional<NoPage> no_page(const PageView& page, const Metadata& metadata, std::string_view text);

} // namespace arna
