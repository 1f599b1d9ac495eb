#include "feeds/page/page_kind.hpp"

#include "feeds/page/view/wall_phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace arna {
namespace {

constexpr auto challenge_scripts = std::to_array<std::string_view>(
    {"challenge-platform", "cf-challenge", "cf_chl", "_incapsula_resource", "ddos-guard/js-challenge",
     "captcha-delivery.com", "px-captcha", "awswafcookiedomainlist", "perimeterx", "smartcaptcha",
     "/.well-known/ddos-guard"});

/// What a page asks of its reader, by its scripts and forms.
struct Asks {
    bool challenge = false;
    bool password = false;
    bool account = false; ///< or an address, or a number of a telephone
    bool script = false;
};

/// The beginning of a text that is not shown.
std::string text_in(const HtmlTree& tree, NodeId id) {
    constexpr std::size_t longest = 300; // bytes
    constexpr std::uint32_t most_nodes = 20;
    const auto end = std::min(index_of(tree[id].end), index_of(id) + most_nodes);
    std::string text;
    for (std::uint32_t i = index_of(id); i < end && text.size() < longest; ++i)
        if (tree[NodeId{i}].kind == NodeKind::text) text += tree[NodeId{i}].text.substr(0, longest);
    return text;
}

Asks asks_of(const HtmlTree& tree) {
    Asks asks;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const NodeId id{i};
        const HtmlTag tag = tree[id].tag;
        if (tag == HtmlTag::script || tag == HtmlTag::iframe || tag == HtmlTag::form) {
            const auto address = tree.value(id, tag == HtmlTag::form ? "action" : "src");
            asks.challenge |=
                std::ranges::any_of(challenge_scripts, [&](auto part) { return contains_lower(address, part); });
        } else if (tag == HtmlTag::input) {
            const auto type = tree.value(id, "type");
            asks.password |= equals_lower(type, "password");
            asks.account |= equals_lower(type, "email") || equals_lower(type, "tel");
        } else if (tag == HtmlTag::noscript && !asks.script) {
            asks.script = WallLine(text_in(tree, id)).mentions(WallPhrase::script);
        }
    }
    return asks;
}

/// What a page calls itself, and what its text begins with.
class Names {
public:
    Names(const PageView& page, const Metadata& metadata, std::string_view text) {
        constexpr std::size_t longest = 300; // bytes
        heads_.emplace_back(metadata.title());
        for (const HtmlTag tag : {HtmlTag::h1, HtmlTag::h2}) // the first one may be the site's name
            if (const auto heading = page.first(tag); heading != no_node)
                heads_.emplace_back(page.line(heading, longest));
        constexpr std::size_t most_lines = 4;
        for (std::size_t count = 0; count < most_lines && !text.empty(); ++count) {
            const auto end = std::min(text.find('\n'), text.size());
            lines_.emplace_back(first_sentence(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    [[nodiscard]] bool head(WallPhrase phrase) const {
        return std::ranges::any_of(heads_, [&](const WallLine& line) { return line.says(phrase); });
    }
    [[nodiscard]] bool any(WallPhrase phrase) const {
        return head(phrase) || std::ranges::any_of(lines_, [&](const WallLine& line) { return line.mentions(phrase); });
    }

private:
    static std::string_view first_sentence(std::string_view line) {
        constexpr std::size_t longest = 200; // bytes
        return line.substr(0, std::min(line.find_first_of(".!?"), longest));
    }

    std::vector<WallLine> heads_, lines_;
};

} // namespace

std::optional<NoPage> no_page(const PageView& page, const Metadata& metadata, std::string_view text) {
    constexpr std::size_t little = 600, much = 1500; // letters: a whole article is no wall, whatever its title says
    const auto letters = code_points(text);
    if (letters > much) return std::nullopt;
    const auto shown = page.amount(page.tree().root()).letters;
    const Names names(page, metadata, text);
    const auto is_about_cookies = [&] {
        const auto folded = fold(text);
        return folded.contains("cookie") || folded.contains("куки");
    };
    // A banner on a page of something else is a small part of it.
    if (letters * 3 >= shown && names.any(WallPhrase::consent) && is_about_cookies())
        return NoPage{"page-is-consent", "it asks for consent to cookies"};
    if (letters > little) return std::nullopt;
    const Asks asks = asks_of(page.tree());
    if (shown < much && (names.head(WallPhrase::challenge) || (asks.challenge && letters < 200)))
        return NoPage{"page-is-challenge", "it asks whether a robot reads it"};
    if (names.any(WallPhrase::missing)) return NoPage{"page-not-found", "it says that there is no such page"};
    if ((asks.password && names.head(WallPhrase::login)) ||
        ((asks.password || asks.account) && names.any(WallPhrase::login_wanted)))
        return NoPage{"page-is-login", "it asks to log in"};
    if (names.head(WallPhrase::unavailable))
        return NoPage{"page-is-unavailable", "it says that its site is out of order"};
    if (shown == 0) return NoPage{"page-is-empty", "it shows no text; a script may make it"};
    const bool is_bare = asks.script && letters < 200 && page.first(HtmlTag::h1) == no_node;
    if (is_bare || (letters * 3 >= shown && names.any(WallPhrase::script)))
        return NoPage{"page-is-script", "it shows nothing without its scripts"};
    return std::nullopt;
}

} // namespace arna
