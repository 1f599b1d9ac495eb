#pragma once
#include "feeds/model/safe_html.hpp"

namespace arna {

/// An article's markup as a page shows it, so that it serves those who use no mouse or no eyes: what scrolls by itself
/// (tables and preformatted text) can be reached by keyboard, a picture without a description counts as decoration, a
/// link without a text is called by its host, headings stand below the article's title, a language that is none is not
/// named, a list with anything but items is not read out as a list, and no link stands in a summary, which is one
/// itself.
class PageMarkup {
public:
    [[nodiscard]] static SafeHtml of(const SafeHtml& html);
};

} // namespace arna
