#include "feeds/page/page_kind.hpp"

#include "feeds/page/view/wall_phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr auto challenge_scripts = std::to_array<std::string_view>(
    {"challenge-platform", "cf-challenge", "cf_chl", "_incapsula_resource", "ddos-guard/js-challenge",
     "captcha-delivery.com", "px-captcha", "awswafcookiedomainlist", "perimeterx", "smartcaptcha",
     "/.well-known/ddos-guard"});

constexpr std::size_t much = 1500; ///< letters that no wall has
constexpr std::size_t bare = 200;  ///< fewer are a shell's

/// What a page asks of its reader, by its scripts and forms.
struct Asks {
    bool challenge = false;
    bool password = false;
    bool account = false; ///< or an address, or a number of a telephone, where the text stands
    bool script = false;  ///< for more than comments
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

/// Whether a field is one of every page of the site: a letter with news, a search.
bool is_beside_text(const PageView& page, NodeId field) {
    const HtmlTree& tree = page.tree();
    for (NodeId at = field; at != no_node; at = tree[at].parent) {
        const HtmlTag tag = tree[at].tag;
        if (tag == HtmlTag::footer || tag == HtmlTag::header || tag == HtmlTag::aside || tag == HtmlTag::nav)
            return true;
        if (tree[at].kind == NodeKind::element && page.hints(at).has(NameHint::subscribe)) return true;
    }
    return false;
}

/// Comments come by a script on pages that need none themselves.
bool is_of_comments(std::string_view text) {
    const auto folded = fold(text);
    return std::ranges::any_of(std::to_array<std::string_view>({"disqus", "comment", "коммент", "пікір"}),
                               [&](auto word) { return folded.contains(word); });
}

Asks asks_of(const PageView& page) {
    const HtmlTree& tree = page.tree();
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
            const bool is_name = equals_lower(type, "email") || equals_lower(type, "tel");
            if (is_name && !asks.account) asks.account = !is_beside_text(page, id);
        } else if (tag == HtmlTag::noscript && !asks.script) {
            const auto text = text_in(tree, id);
            asks.script = WallLine(text, {}).mentions(WallPhrase::script) && !is_of_comments(text);
        }
    }
    return asks;
}

/// What a page calls itself, and what its text begins with.
class Names {
public:
    Names(const PageSources& sources, std::string_view text) {
        constexpr std::size_t longest = 300; // bytes
        const auto& site = sources.site;
        for (const HtmlTag tag : {HtmlTag::h1, HtmlTag::h2}) // the first one may be the site's name
            if (const auto heading = first_heading(sources.page, tag); heading != no_node)
                heads_.emplace_back(sources.page.line(heading, longest), site);
        auto titles = title_lines(sources.metadata.title(), site);
        std::erase_if(titles, [&](const WallLine& part) { // of a headline with such a sign in it
            return std::ranges::any_of(heads_, [&](const WallLine& head) { return head.says_more_than(part); });
        });
        std::ranges::move(titles, std::back_inserter(heads_));
        constexpr std::size_t most_lines = 4;
        for (std::size_t count = 0; count < most_lines && !text.empty(); ++count) {
            const auto end = std::min(text.find('\n'), text.size());
            lines_.emplace_back(first_sentence(text.substr(0, end)), site);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    /// Whether the page calls itself that and nothing else.
    [[nodiscard]] bool is(WallPhrase phrase) const { return any_is(heads_, phrase); }
    [[nodiscard]] bool begins_with(WallPhrase phrase) const { return any_is(lines_, phrase); }
    [[nodiscard]] bool mentions(WallPhrase phrase) const {
        return any_mentions(heads_, phrase) || any_mentions(lines_, phrase);
    }
    [[nodiscard]] bool begin_mentions(WallPhrase phrase) const { return any_mentions(lines_, phrase); }
    [[nodiscard]] bool head_mentions(WallPhrase phrase) const { return any_mentions(heads_, phrase); }

private:
    /// A heading that is a link is what the page lists.
    static NodeId first_heading(const PageView& page, HtmlTag tag) {
        const HtmlTree& tree = page.tree();
        for (std::uint32_t i = 0; i < tree.size(); ++i) {
            const NodeId id{i};
            if (!tree.is(id, tag) || !page.is_shown(id)) continue;
            const auto amount = page.amount(id);
            if (amount.letters > 0 && amount.link_share() < 0.5) return id;
        }
        return no_node;
    }
    static std::string_view first_sentence(std::string_view line) {
        constexpr std::size_t longest = 200; // bytes
        return line.substr(0, std::min(line.find_first_of(".!?"), longest));
    }
    static bool any_is(const std::vector<WallLine>& lines, WallPhrase phrase) {
        return std::ranges::any_of(lines, [&](const WallLine& line) { return line.is(phrase); });
    }
    static bool any_mentions(const std::vector<WallLine>& lines, WallPhrase phrase) {
        return std::ranges::any_of(lines, [&](const WallLine& line) { return line.mentions(phrase); });
    }

    std::vector<WallLine> heads_, lines_;
};

/// Looks at one page whose text is short.
class Judge {
public:
    Judge(const PageSources& sources, std::string_view text, bool has_date)
        : page_(sources.page),
          text_(text),
          letters_(code_points(text)),
          shown_(page_.amount(page_.tree().root()).letters),
          names_(sources, text),
          is_told_(tells_of_article(sources)),
          is_dated_(has_date) {}

    [[nodiscard]] std::optional<NoPage> find() const {
        if (asks_for_consent()) return NoPage{"page-is-consent", "it asks for consent to cookies"};
        constexpr std::size_t little = 600; // letters: a whole article is no wall, whatever its title says
        if (letters_ > little) return std::nullopt;
        const Asks asks = asks_of(page_);
        if (is_challenge(asks))
            return NoPage{"page-is-challenge", "it asks whether a robot reads it", names_.is(WallPhrase::challenge)};
        if (auto found = missing()) return found;
        if (is_login(asks)) return NoPage{"page-is-login", "it asks to log in", names_.is(WallPhrase::login)};
        if (!is_told_ && (names_.is(WallPhrase::unavailable) || names_.head_mentions(WallPhrase::unavailable)))
            return NoPage{"page-is-unavailable", "it says that its site is out of order"};
        if (shown_ == 0) return NoPage{"page-is-empty", "it shows no text; a script may make it"};
        if (is_shell(asks)) return NoPage{"page-is-script", "it shows nothing without its scripts"};
        return std::nullopt;
    }

private:
    static bool tells_of_article(const PageSources& sources) {
        const auto& article = sources.json_ld.article;
        return (article && !article->headline.empty()) || sources.metadata.first({"og:type"}) == "article" ||
               !sources.metadata.first({"article:published_time"}).empty();
    }

    [[nodiscard]] bool asks_for_consent() const {
        if (letters_ * 3 < shown_) return false; // a banner on a page of something else is a small part of it
        const auto folded = fold(text_);
        if (!folded.contains("cookie") && !folded.contains("куки")) return false;
        // What a site says to its reader is of no article, whatever the page's head tells of.
        return names_.mentions(WallPhrase::consent) || (!is_told_ && names_.is(WallPhrase::consent));
    }

    [[nodiscard]] bool is_challenge(const Asks& asks) const {
        if (is_told_ || shown_ >= much) return false;
        return names_.is(WallPhrase::challenge) || names_.head_mentions(WallPhrase::challenge) ||
               (asks.challenge && letters_ < bare);
    }

    /// News tell of pages that are gone, too: where more is said than that, the way back must be told besides.
    [[nodiscard]] std::optional<NoPage> missing() const {
        NoPage found{"page-not-found", "it says that there is no such page"};
        if (names_.is(WallPhrase::missing) && !(is_told_ && is_dated_)) {
            found.calls_itself_so = true;
            return found;
        }
        const bool begins_so = names_.begins_with(WallPhrase::missing);
        if (is_told_ || is_dated_ || !(begins_so || names_.mentions(WallPhrase::missing))) return std::nullopt;
        const bool tells_way_back = WallLine(text_, {}).mentions(WallPhrase::way_back);
        if (!begins_so && !tells_way_back) return std::nullopt;
        found.calls_itself_so = begins_so && tells_way_back;
        return found;
    }

    [[nodiscard]] bool is_login(const Asks& asks) const {
        if (asks.password &&
            (names_.is(WallPhrase::login) || (!is_told_ && names_.begin_mentions(WallPhrase::login_wanted))))
            return true;
        return !is_told_ && asks.account && names_.is(WallPhrase::login);
    }

    [[nodiscard]] bool is_shell(const Asks& asks) const {
        const bool has_heading = page_.first(HtmlTag::h1) != no_node || page_.first(HtmlTag::h2) != no_node;
        if (asks.script && letters_ < bare && !has_heading) return true;
        return !is_told_ && !is_dated_ && letters_ * 3 >= shown_ &&
               (names_.is(WallPhrase::script) || names_.begin_mentions(WallPhrase::script));
    }

    const PageView& page_;
    std::string_view text_;
    std::size_t letters_, shown_;
    Names names_;
    bool is_told_;  ///< the page's head says that it is an article
    bool is_dated_; ///< the page says when it was published
};

} // namespace

std::optional<NoPage> no_page(const PageSources& sources, std::string_view text, bool has_date) {
    if (code_points(text) > much) return std::nullopt;
    return Judge(sources, text, has_date).find();
}

} // namespace arna
