#pragma once
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// A start tag or an empty-element tag, as far as a repair must know it. Views are into the document.
struct XmlTag {
    enum class Form {
        regular, ///< as XML wants it (but for duplicate attributes, and references in its values)
        odd,     ///< readable: values without quotes, names without values, things between; see `attributes`
        no_tag,  ///< the next '<' comes before a '>': the '<' is text
        cut,     ///< the document ends inside it
    };
    Form form = Form::no_tag;
    std::string_view name;
    std::size_t end = 0; ///< behind its '>'
    std::size_t attribute_count = 0;
    bool is_empty = false;                                                 ///< "/>"
    bool has_duplicates = false;                                           ///< among its first attributes
    bool has_references = false;                                           ///< an '&' in a value
    std::vector<std::pair<std::string_view, std::string_view>> attributes; ///< of an odd tag, each name once
};

/// Reads the tag at `begin`, where '<' and the first character of a name stand.
[[nodiscard]] XmlTag read_tag(std::string_view text, std::size_t begin);

/// An end tag with a name, "</name>".
struct XmlEndTag {
    std::string_view name;
    std::size_t end = 0;     ///< behind it
    bool is_regular = false; ///< nothing but blanks stands between name and '>'
    bool is_cut = false;     ///< the document ends behind the name
};

/// Reads the end tag at `begin`, where "</" stands; its name is empty if it has none. One that is not closed ends
/// before the next '<'.
[[nodiscard]] XmlEndTag read_end_tag(std::string_view text, std::size_t begin);

/// Behind the name that starts at `at`; `at` itself if none does.
[[nodiscard]] std::size_t end_of_name(std::string_view text, std::size_t at);

[[nodiscard]] bool begins_name(std::string_view text, std::size_t at);

[[nodiscard]] bool is_blank(char c);

} // namespace arna
