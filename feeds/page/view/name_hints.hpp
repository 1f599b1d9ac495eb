#pragma once
#include <cstdint>
#include <string_view>

namespace arna {

/// What the name of an element (its class or id) says that it holds.
enum class NameHint : std::uint32_t {
    content,    ///< the text of an article
    lead,       ///< its first paragraph
    headline,   ///< its title
    date,       ///< when it was published
    author,     ///< who wrote it
    biography,  ///< who that is
    caption,    ///< what stands by a picture
    labels,     ///< its tags
    section,    ///< its rubric
    crumbs,     ///< the way to it from the home page
    meta,       ///< date, author, counters together
    share,      ///< buttons of other services
    related,    ///< links to other articles
    comments,   ///< what readers say
    navigation, ///< menus, pages, tabs
    advert,     ///< what somebody paid for
    subscribe,  ///< newsletters, channels, logins
    sidebar,    ///< what stands beside
    footer,     ///< what stands below: copyright, cookies, windows
    hidden,     ///< for nobody's eyes, or for screen readers alone
    paywall,    ///< what stands in place of a text that costs money
    cards,      ///< a card or teaser of an article
};

/// A set of them.
class NameHints {
public:
    constexpr NameHints() = default;
    template <class... Hints>
    explicit constexpr NameHints(NameHint first, Hints... others) : bits_((bit(first) | ... | bit(others))) {}

    [[nodiscard]] constexpr bool has(NameHint hint) const { return (bits_ & bit(hint)) != 0; }
    [[nodiscard]] constexpr bool any(NameHints of) const { return (bits_ & of.bits_) != 0; }
    constexpr void add(NameHints more) { bits_ |= more.bits_; }

private:
    static constexpr std::uint32_t bit(NameHint hint) { return std::uint32_t{1} << static_cast<std::uint32_t>(hint); }

    std::uint32_t bits_ = 0;
};

/// What a class or id says, in the words and the parts of words that web pages of many countries use. Of a longer value
/// only the first kilobyte is read.
[[nodiscard]] NameHints name_hints(std::string_view names);

} // namespace arna
