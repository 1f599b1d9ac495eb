#pragma once
#include "feeds/model/article.hpp"
#include "feeds/write/page/page_setting.hpp"
#include "feeds/write/xml_writer.hpp"

namespace arna {

/// "Why is this here?", closed: what the rule found in the article, what that is, and when the article was first seen.
void write_why(XmlWriter& html, const Article& article, const PageSetting& page);

} // namespace arna
