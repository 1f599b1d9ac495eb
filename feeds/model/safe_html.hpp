#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// Markup that the sanitiser let through: balanced, absolute, without anything that runs. Three kinds of code make one:
/// the sanitiser; the store's reader, which gets it back as it gave it away; and what fits it for a page. So a function
/// that takes SafeHtml cannot be handed a source's own markup.
class SafeHtml {
public:
    SafeHtml() = default;

    [[nodiscard]] const std::string& str() const { return markup_; }
    [[nodiscard]] bool empty() const { return markup_.empty(); }

    friend bool operator==(const SafeHtml&, const SafeHtml&) = default;

private:
    friend class Sanitizer;    // feeds/clean/markup/sanitize
    friend class StoredMarkup; // daemon/store/sqlite/rows/articles/article_codec
    friend class PageMarkup;   // feeds/write/page/page_markup
    explicit SafeHtml(std::string markup) : markup_(std::move(markup)) {}

    std::string markup_;
};

} // namespace arna
