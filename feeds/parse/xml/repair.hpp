#pragma once
#include "feeds/parse/problems.hpp"
#include "feeds/parse/xml/open_tags.hpp"
#include "feeds/parse/xml/source_map.hpp"
#include "feeds/text/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A document made well-formed: balanced tags, quoted attributes, no declaration, DTD, comments or processing
/// instructions, no references but the five of XML and numeric ones to characters that XML allows. Empty if it has no
/// element.
struct RepairedXml {
    std::string text;
    SourceMap map;
    std::vector<ItemSpan> items; ///< in the order of their names in `text`
};

/// One linear pass (two, if tags do not match) over UTF-8 that holds only characters of XML. Errc::limit_exceeded if a
/// bound of limits.hpp is passed.
///
/// It is needed because pugixml cannot tell "&eacute;" from "&amp;eacute;", ends at the first tag that does not match,
/// and needs many times the bytes of a document made of tags.
[[nodiscard]] Result<RepairedXml> repair_xml(std::string_view text, Problems& problems);

} // namespace arna
