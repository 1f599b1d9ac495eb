#pragma once
#include "feeds/clean/markup/active_inlines.hpp"
#include "feeds/clean/markup/sanitize_rules.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Markup under construction that is balanced and legally nested whatever tags it is given, so that a browser which
/// parses it builds exactly the tree that was written: it implies the end tags that HTML §13.2.6 implies, before a
/// browser has to.
///
/// Two rules make that easy. Inline elements never stand around blocks: a block's start closes them, and they are
/// opened again where the next text comes. And inline elements are only opened when something follows that can be seen,
/// so that empty ones never appear; a block in which nothing was written is taken back when it ends.
class BalancedMarkup {
public:
    /// `as_written`: see SanitizeOptions. Empty elements are kept if they have their own names, and nothing is implied
    /// around items and cells.
    BalancedMarkup(std::size_t input_size, bool as_written);

    /// A start tag with its attributes as markup (` href="…"`); only of elements that have content. Where it may not
    /// stand, the tag is left out.
    void open(const ElementRule& element, std::string_view attributes);

    /// An end tag; without anything to end it is left out.
    void close(const ElementRule& element);

    /// Text of which something can be seen: raw, with or without references. Its line feed directly behind `<pre>` is
    /// lost, as in browsers.
    void text(std::string_view raw, bool has_references);

    /// Text of which nothing can be seen, as can_be_seen() says. It opens nothing and makes no element worth keeping.
    void blank(std::string_view raw);

    /// A `<pre>` whose text is raw.
    void literal(std::string_view raw);

    /// Where to append something inline that can be seen and is no text, inside what should be around it. It must be
    /// appended before the next call.
    [[nodiscard]] std::string& flow();

    void line_break();
    void word_break();
    void rule();

    /// A void element that only stands directly in media or a table: source, track (of media that have a source), col.
    void part(const ElementRule& element, std::string_view attributes);

    /// Whether a paragraph is open, so that what comes next is inline in it.
    [[nodiscard]] bool in_paragraph() const;

    /// Closes everything.
    [[nodiscard]] std::string finish();

private:
    struct Block {
        const ElementRule* tag;     ///< what began it
        const ElementRule* element; ///< what was written for that
        std::size_t start;          ///< offset of its tag
        std::size_t content;        ///< offset behind its tag
        std::size_t line_before;    ///< line_ when it was opened
        bool is_implied = false;    ///< no tag of the input began it
        bool has_source = false;    ///< of media
    };

    void open_block(const ElementRule& element, std::string_view attributes);
    void open_list_item(const ElementRule& element, std::string_view attributes);
    void open_table_part(const ElementRule& element, std::string_view attributes);
    void keep_first_line_feed(std::size_t text_at);
    void close_block(const ElementRule& element);
    void close_directly(Role role);
    void close_implied_list();
    void imply_row_group();
    void imply_cell();
    void push(const ElementRule& tag, const ElementRule& element, std::string_view attributes);
    void imply(std::string_view name);
    void pop();
    void pop_to(std::size_t size);
    void take_back(const Block& block);
    void unwrap(const Block& block);
    void count(const Block& block, int change);
    [[nodiscard]] std::size_t open_with(Role role) const { return open_roles_[static_cast<std::size_t>(role)]; }
    [[nodiscard]] Role top() const;
    [[nodiscard]] bool is_in_table_structure() const;
    [[nodiscard]] bool is_in_scope(const ElementRule& element) const;
    [[nodiscard]] bool is_in_list(Role list) const;
    [[nodiscard]] std::size_t innermost(Role role) const;
    [[nodiscard]] std::size_t blocks_around_cell() const;

    const bool as_written_;
    std::string out_;
    std::vector<Block> blocks_;
    std::array<std::uint16_t, element_rules.rows().size()> open_tags_{}; ///< how many blocks each tag began
    std::array<std::uint16_t, static_cast<std::size_t>(Role::dropped) + 1>
        open_roles_{}; ///< and were written in each role
    ActiveInlines inlines_;
    std::size_t solid_ = 0;     ///< nothing that can be seen was written from here on
    std::size_t line_ = 0;      ///< end of the last tag of a block
    bool breaks_line_ = false;  ///< an empty block behind the last text was taken back
    bool is_after_pre_ = false; ///< the last call opened a <pre>
};

} // namespace arna
