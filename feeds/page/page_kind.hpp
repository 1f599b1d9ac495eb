#pragma once
#include "feeds/page/page_sources.hpp"

#include <optional>
#include <string>

namespace arna {

/// Why a page is no page of its site at all.
struct NoPage {
    std::string code; ///< "page-is-challenge", "page-is-login", "page-not-found", "page-is-empty"
    std::string message;
};

/// Whether a page is a robot wall, a login, a "not found" that came with status 200, or the empty shell of a script.
/// `text_letters` is how much text was found on it.
[[nodiscard]] std::optional<NoPage> no_page(const PageView& page, const Metadata& metadata, std::size_t text_letters);

} // namespace arna
