#pragma once
#include "feeds/model/clean_feed.hpp"
#include "feeds/model/page_part.hpp"

#include <cstddef>

/// From an article's page to its item (docs/pages.md). Pure.
namespace arna {

/// Fills what an item lacks from its page: title, summary, authors, dates, picture, its credit, language. Categories
/// are joined; the page's text becomes the content where it is longer than what the item says. The hashes are those of
/// the whole; ident and raw hash stay.
void fill(CleanItem& item, const PagePart& part);

/// What an earlier sanitiser let through, cleaned by the present one.
[[nodiscard]] PagePart sanitized(PagePart part);

/// An item as it was before it was stored: its plain texts and hashes again.
[[nodiscard]] CleanItem told_item(Entry entry, const Ident& ident);

/// How many letters an item says, in its content or summary, whichever is longer.
[[nodiscard]] std::size_t letters_of(const PlainTexts& plain);

} // namespace arna
