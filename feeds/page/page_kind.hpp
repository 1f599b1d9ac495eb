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
    bool calls_itself_so =
        false; ///< its title or heading says nothing else: a list on it is what else there is to read
};

/// Whether a page is a robot wall, a question for consent, a login, an excuse of the site, a "not found" that came with
/// status 200, or the empty shell of a script. `text` is what was found on it, plain, a block on a line; `has_date` is
/// whether the page says when that was published. An article that tells of such things is none: a page is what its
/// title or heading says and says alone.
[[nodiscard]] std::optional<NoPage> no_page(const PageSources& sources, std::string_view text, bool has_date);

} // namespace arna
