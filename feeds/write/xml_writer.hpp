#pragma once
#include "feeds/model/safe_html.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Writes one XML or HTML document from front to back. Adds no white space but what line_break() asks for. Names are
/// literals and outlive it.
class XmlWriter {
public:
    enum class Syntax {
        xml,      ///< begins with the XML declaration; an empty element is `<a/>`
        html,     ///< begins with the doctype; an empty element is `<p></p>`, or `<br>` where HTML has no end tag
        fragment, ///< as html, with nothing before or behind it
    };
    explicit XmlWriter(Syntax syntax = Syntax::xml);

    void start(std::string_view name);
    /// Of the element that was started last; before anything is put into it.
    void attribute(std::string_view name, std::string_view value);
    void optional_attribute(std::string_view name, std::string_view value); ///< not when empty
    void text(std::string_view text);
    void markup(const SafeHtml& html); ///< see append_markup()
    void end();

    void element(std::string_view name, std::string_view text);
    void optional_element(std::string_view name, std::string_view text); ///< not when empty
    void line_break();

    /// The document, whose elements are all ended.
    [[nodiscard]] std::string take() &&;

private:
    void end_start_tag();

    Syntax syntax_;
    std::string out_;
    std::vector<std::string_view> open_;
    bool is_in_start_tag_ = false;
};

} // namespace arna
