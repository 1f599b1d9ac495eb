#pragma once
#include "feeds/page/date/date_reader.hpp"
#include "feeds/page/page_sources.hpp"

#include <optional>

namespace arna {

/// When the article was published, as JSON-LD, meta elements or microdata tell it: the first that does.
[[nodiscard]] std::optional<ToldDate> told_publication(const PageSources& sources, const DateReader& reader);

/// When it was updated, likewise.
[[nodiscard]] std::optional<ToldDate> told_update(const PageSources& sources, const DateReader& reader);

/// `"datePublished": "…"` in a script that is no JSON-LD.
[[nodiscard]] std::optional<ToldDate> scripted_publication(const PageSources& sources, const DateReader& reader);

} // namespace arna
