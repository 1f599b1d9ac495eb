#pragma once
#include "tests/hostile/shape.hpp"

#include <vector>

/// Hostile shapes of XML and of HTML, and the ordinary documents that they are compared with.
namespace arna::hostile {

/// An RSS feed of a news site.
[[nodiscard]] Shape ordinary_feed();

/// The markup of an article.
[[nodiscard]] Shape ordinary_markup();

/// All openers of XML, alone, before the feed, in all parts of feeds, deep in elements, and behind a tag that is not
/// closed.
[[nodiscard]] std::vector<Shape> xml_shapes();

/// Every two openers of XML in turn.
[[nodiscard]] std::vector<Shape> xml_pairs();

/// All openers of HTML, alone, in containers, deep in elements, in attributes.
[[nodiscard]] std::vector<Shape> html_shapes();

/// Every two openers of HTML in turn.
[[nodiscard]] std::vector<Shape> html_pairs();

} // namespace arna::hostile
