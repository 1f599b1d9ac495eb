#include "feeds/page/field/page_authors.hpp"

#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/field/byline.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace arna {
namespace {

class Search {
public:
    explicit Search(const PageSources& sources) : sources_(sources), page_(sources.page), tree_(sources.page.tree()) {}

    FoundAuthors find() {
        if (sources_.json_ld.article && take(sources_.json_ld.article->authors, "json-ld")) return std::move(found_);
        if (take(sources_.microdata.facts.authors, "microdata")) return std::move(found_);
        for (const char* name :
             {"article:author", "dc.creator", "author", "og:article:author", "parsely-author", "dc.creator",
              "dcterms.creator", "citation_author", "sailthru.author", "byl", "article:author_name", "dc.contributor",
              "twitter:data1", "cxenseparse:author", "article_author", "bt:author", "mediator_author", "rnews:author",
              "shareaholic:article_author_name"}) {
            std::vector<NamedAuthor> named;
            if (std::string_view(name) == "twitter:data1" &&
                !contains_lower(sources_.metadata.first({"twitter:label1"}), "written by") &&
                !contains_lower(sources_.metadata.first({"twitter:label1"}), "verfasst von"))
                continue;
            for (auto& value : sources_.metadata.all(name)) named.push_back({.name = std::move(value)});
            if (take(named, "meta")) return std::move(found_);
        }
        if (take(related_links(), "rel-author")) return std::move(found_);
        if (take(named_elements(), "byline")) return std::move(found_);
        if (take(last_lines(), "byline")) return std::move(found_);
        if (take(signature(), "byline")) return std::move(found_);
        return std::move(found_);
    }

private:
    bool take(const std::vector<NamedAuthor>& named, const char* source) {
        found_.people = judged_authors(named, sources_.site, page_.url());
        found_.source = source;
        return !found_.people.empty();
    }

    [[nodiscard]] bool is_own(NodeId id) const {
        return page_.is_shown(id) && tree_.is_within(id, sources_.region) &&
               !sources_.stands_apart(id, NameHints(NameHint::author, NameHint::biography, NameHint::meta));
    }

    [[nodiscard]] std::vector<NamedAuthor> related_links() const {
        std::vector<NamedAuthor> named;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end); ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::a)) continue;
            const auto rel = tree_.value(id, "rel");
            if (rel.empty() || !(" " + std::string(rel) + " ").contains(" author ") || !is_own(id)) continue;
            auto name = page_.line(id, 200);
            const bool is_name = words_of_name(name) > 0 || is_nickname(name);
            if (!is_name || (std::ranges::find(named, name, &NamedAuthor::name) != named.end())) continue;
            named.push_back({.name = std::move(name), .uri = page_.address(id, "href")});
            if (named.size() > 4) break;
        }
        return named;
    }

    /// Elements that are called author or byline, then links to pages of authors: the first that names somebody, and
    /// others of the same line.
    [[nodiscard]] std::vector<NamedAuthor> named_elements() const {
        for (const bool by_address : {false, true}) {
            std::size_t looked = 0;
            constexpr std::size_t most = 100;
            for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end) && looked < most;
                 ++i) {
                const NodeId id{i};
                if (tree_[id].kind != NodeKind::element) continue;
                if (tree_[id].tag == HtmlTag::nav) { // Plone's labels stand in <nav class="documentByLine">
                    i = index_of(tree_[id].end) - 1;
                    continue;
                }
                const bool is_author = by_address ? leads_to_author(id) : page_.hints(id).has(NameHint::author);
                const auto letters = page_.amount(id).letters;
                if (!is_author || letters < 2 || letters > 250 || !is_own(id)) continue;
                ++looked;
                auto names = names_of(id);
                if (!names.empty()) return names;
            }
        }
        return {};
    }

    [[nodiscard]] bool leads_to_author(NodeId id) const {
        const auto href = tree_.value(id, "href");
        return href.contains("/author/") || href.contains("/autor/") || href.contains("/avtor") ||
               href.contains("/autoren/") || href.contains("/authors/");
    }

    /// The one link that an author's element consists of, beside "By": then any name will do.
    [[nodiscard]] std::vector<NamedAuthor> only_link(NodeId id) const {
        NodeId link = no_node;
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
            if (!tree_.is(NodeId{i}, HtmlTag::a) || page_.amount(NodeId{i}).letters == 0) continue;
            if (link != no_node) return {};
            link = NodeId{i};
        }
        if (link == no_node) return {};
        const auto name = trimmed_name(page_.line(link, 200));
        const auto line = trimmed_name(without_byline(page_.line(id, 300)));
        if (line != name || !is_nickname(name) || is_nobody(name)) return {};
        return {{.name = name, .uri = page_.address(link, "href")}};
    }

    /// Links in it that are names; else its line.
    [[nodiscard]] std::vector<NamedAuthor> names_of(NodeId id) const {
        std::vector<NamedAuthor> named;
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end) && named.size() < page_limits::people; ++i) {
            const NodeId link{i};
            if (!tree_.is(link, HtmlTag::a) || !page_.is_shown(link)) continue;
            const auto name = trimmed_name(page_.line(link, 200));
            const auto words = words_of_name(name);
            const bool is_known = words == 1 && leads_to_author(link) && is_nickname(name) && !is_nobody(name);
            if ((words >= 2 && words <= 4) || is_known)
                named.push_back({.name = name, .uri = page_.address(link, "href")});
        }
        if (named.empty()) named = only_link(id);
        if (!named.empty()) return named;
        const auto line = page_.line(id, 400);
        // What stands in parts of its own, a name first, then a place or a post.
        for (std::uint32_t i = index_of(id) + 1; i < index_of(tree_[id].end); ++i) {
            const NodeId part{i};
            if (tree_[part].kind != NodeKind::element || !page_.is_shown(part) || tree_[part].first_child == no_node)
                continue;
            const auto own = page_.line(part, 300);
            auto names = names_in_byline(own, false);
            if (!names.empty() && words_of_name(names.front().name) >= 2) return names;
        }
        if (auto names = first_line_of(id); !names.empty()) return names;
        if (auto names = names_in_byline(line, true); !names.empty() && words_of_name(names.front().name) >= 2)
            return names;
        return {};
    }

    /// "Written by …<br>Edited by …": who stands in the first of several lines.
    [[nodiscard]] std::vector<NamedAuthor> first_line_of(NodeId id) const {
        NodeId text = no_node;
        for (NodeId child = tree_[id].first_child; child != no_node; child = tree_[child].next) {
            if (tree_[child].kind == NodeKind::text && text == no_node && !trim_html_space(tree_[child].text).empty())
                text = child;
            if (!tree_.is(child, HtmlTag::br) || text == no_node) continue;
            constexpr std::size_t longest = 400;
            auto names = names_in_byline(collapse_space(utf8_beginning(tree_[text].text, longest)), true);
            return !names.empty() && words_of_name(names.front().name) >= 2 ? names : std::vector<NamedAuthor>();
        }
        return {};
    }

    /// "Автор: …" in a short line by the title, or at the end of the text, or alone there.
    [[nodiscard]] std::vector<NamedAuthor> last_lines() const {
        std::size_t looked = 0;
        constexpr std::size_t most = 400;
        std::vector<NamedAuthor> last;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end) && looked < most;
             ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::text || !page_.is_shown(id)) continue;
            const auto text = trim_html_space(tree_[id].text);
            if (text.size() < 5 || text.size() > 300) continue;
            const NodeId parent = tree_[id].parent;
            if (page_.amount(parent).letters > 200 && tree_[parent].tag != HtmlTag::div &&
                tree_[parent].tag != HtmlTag::td)
                continue;
            ++looked;
            const auto line = page_.amount(parent).letters <= 200 ? page_.line(parent, 400) : collapse_space(text);
            for (std::size_t at = 0; at < line.size();) { // "24 февраля 2026, 14:03 · Автор: Мария Иванова"
                const auto part = std::string_view(line).substr(at);
                const auto found = phrase_of(part);
                if (found.phrase == LinePhrase::byline && is_own(id)) {
                    // "Posted by Olga", "06.11.2023 13:30 von Olga": one word will do.
                    constexpr std::size_t short_marker = 5;
                    const bool is_strong =
                        part.size() < 60 &&
                        (found.end > short_marker + 1 ||
                         (at > 0 && find_date(line, {.now = Time(std::chrono::days(20000)), .needs_year = true})));
                    auto names = names_in_byline(part, is_strong);
                    if (!names.empty() && (is_strong || words_of_name(names.front().name) >= 2)) return names;
                }
                std::size_t next = std::string_view::npos;
                for (const std::string_view sign : {" · ", " | ", " • ", ", ", " – ", " / ", " - ", " von ", " by "}) {
                    if (const auto found_at = line.find(sign, at); found_at != std::string::npos)
                        next = std::min(next, found_at + (sign == " von " || sign == " by " ? 1 : sign.size()));
                }
                if (next == std::string_view::npos) break;
                at = next;
            }
        }
        return last;
    }

    /// A name that stands alone, in bold or italics, in one of the last lines of the text.
    [[nodiscard]] std::vector<NamedAuthor> signature() const {
        if (sources_.article.parts.empty()) return {};
        const NodeId part = sources_.article.parts.back();
        std::size_t looked = 0;
        constexpr std::size_t most = 4; // lines from the end
        for (std::uint32_t i = index_of(tree_[part].end) - 1; i > index_of(part) && looked < most; --i) {
            const NodeId id{i};
            if (tree_[id].tag != HtmlTag::p || !page_.is_shown(id) || page_.amount(id).letters == 0) continue;
            ++looked;
            constexpr std::uint32_t longest = 40;
            const NodeId child = tree_[id].first_child;
            const HtmlTag tag = child == no_node ? HtmlTag::none : tree_[child].tag;
            const bool is_marked =
                tag == HtmlTag::strong || tag == HtmlTag::b || tag == HtmlTag::em || tag == HtmlTag::i;
            if (!is_marked || page_.amount(id).letters > longest ||
                page_.amount(child).letters != page_.amount(id).letters)
                continue;
            const auto name = page_.line(id, 200);
            const auto words = words_of_name(name);
            const bool is_plain = name.find_first_of(".,:;!?\"()0123456789") == std::string::npos;
            if (is_plain && (words == 2 || words == 3)) return {{.name = trimmed_name(name)}};
        }
        return {};
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
    FoundAuthors found_;
};

} // namespace

FoundAuthors find_authors(const PageSources& sources) { return Search(sources).find(); }

} // namespace arna
