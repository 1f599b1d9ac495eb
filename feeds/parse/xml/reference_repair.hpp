#pragma once
#include "feeds/parse/problems.hpp"
#include "feeds/parse/xml/doctype.hpp"
#include "feeds/parse/xml/edited_copy.hpp"
#include "feeds/parse/xml/tag.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace arna {

/// Makes references such that pugixml reads them as they are meant: its own five entities and numbers stay, HTML's and
/// the document's own entities become characters, every other '&' is escaped.
class ReferenceRepair {
public:
    ReferenceRepair(std::string_view text, EditedCopy& copy, Problems& problems)
        : text_(text), copy_(copy), problems_(problems) {}

    void declare(Doctype doctype) { doctype_ = std::move(doctype); }

    /// At an '&'; gives where reading goes on.
    std::size_t reference(std::size_t at);

    /// Everything in a part of the text that holds no tags; a '<' stays.
    void clean(std::size_t from, std::size_t to);

    /// An odd tag, as it should have been written.
    void rewrite(const XmlTag& tag, bool is_empty);

private:
    void clean_value(std::size_t from, std::size_t to);
    std::size_t bare_ampersand(std::size_t at);
    std::size_t numeric_reference(std::size_t at);
    std::size_t entity(std::size_t at, std::size_t end, std::string_view name);

    std::string_view text_;
    EditedCopy& copy_;
    Problems& problems_;
    Doctype doctype_;
    std::size_t expanded_ = 0; ///< bytes that the document's own entities have become
};

} // namespace arna
