#pragma once
#include "feeds/clean/markup/sanitize_rules.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// The inline elements that the next text is to stand in. Those that are written are always the outermost of them, in
/// order, so that they can be closed before a block and opened again in it; one that nothing follows is never written.
class ActiveInlines {
public:
    /// `budget`: how many bytes of start tags may be repeated; when it is spent, elements are closed for good.
    /// `as_written`: elements that say nothing without attributes are written, too.
    ActiveInlines(std::size_t budget, bool as_written) : budget_(budget), as_written_(as_written) {}

    /// A start tag. `blocks`: how many blocks are open around it. Writes the end tags of what it ends: of a link,
    /// another link.
    void begin(std::string& out, const ElementRule& element, std::string_view attributes, std::size_t blocks);

    /// An end tag; it ends the last element of its kind that began within the outermost `blocks_around_cell` blocks or
    /// deeper, for what a table cell holds cannot end what began outside of it. One that has never been written is
    /// written now if
    /// `keeps_empty`.
    void end(std::string& out, const ElementRule& element, std::size_t blocks_around_cell, bool keeps_empty);

    /// Writes the start tags that are still to be written, before something that can be seen.
    void open(std::string& out);

    /// Writes the end tags of all that are written, before a block begins or ends.
    void close(std::string& out) { close_down_to(out, 0); }

    /// When a block has ended and `blocks` are left: what began in it ends, but formatting that nobody closed goes on,
    /// unless the block was a cell. All must have been closed.
    void leave_block(std::size_t blocks, bool is_cell);

private:
    struct Inline {
        const ElementRule* element;
        std::size_t blocks; ///< how many were open when it began
        std::size_t tag;    ///< offset of its start tag in tags_
        std::size_t size;   ///< of that tag; 0: never written
        bool was_opened = false;
    };

    void close_down_to(std::string& out, std::size_t count);
    void forget(std::string& out, std::size_t index);
    [[nodiscard]] std::size_t find(Role role) const;
    [[nodiscard]] bool holds_written(std::string_view name) const;

    std::vector<Inline> inlines_;
    std::string tags_;     ///< start tags of inlines_ as markup, and of what was among them until none was left
    std::size_t open_ = 0; ///< how many of inlines_, from the first, are written
    std::size_t budget_;
    bool as_written_;
};

} // namespace arna
