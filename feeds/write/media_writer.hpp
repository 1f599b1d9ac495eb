#pragma once
#include "feeds/write/document.hpp"
#include "feeds/write/xml_writer.hpp"

namespace arna {

inline constexpr std::string_view media_namespace = "http://search.yahoo.com/mrss/";

/// An article's picture in Media RSS, which Atom and RSS share: media:content with its credit and description, and
/// media:thumbnail. Nothing where it has none. The prefix `media` is declared.
void write_picture(XmlWriter& xml, const Picture& picture);

} // namespace arna
