#include "feeds/page/field/page_labels.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/words/hashtags.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace arna {
namespace {

constexpr std::size_t longest_label = 80; // characters

std::string label_text(std::string_view text) {
    auto label = plain_line({.value = std::string(text)});
    constexpr auto edges =
        std::to_array<std::string_view>({"#", ",", ";", ":", ".", " ", ">", "»", "›", "/", "|", "\"", "•", "·"});
    const auto begins = [&](std::string_view edge) { return label.starts_with(edge); };
    for (auto edge = std::ranges::find_if(edges, begins); edge != edges.end();
         edge = std::ranges::find_if(edges, begins))
        label.erase(0, edge->size());
    while (!label.empty() && std::string_view(",;: /|").contains(label.back())) label.pop_back();
    return label;
}

class Labels {
public:
    explicit Labels(const PageSources& sources) : sources_(sources), page_(sources.page), tree_(sources.page.tree()) {}

    std::vector<Category> find() {
        if (sources_.json_ld.article) {
            for (const auto& keyword : sources_.json_ld.article->keywords) add_list(keyword, "page:json-ld");
        }
        for (const char* name : {"article:tag", "og:article:tag"}) {
            for (const auto& tag : sources_.metadata.all(name)) add_list(tag, "page:meta");
        }
        for (const char* name : {"news_keywords", "parsely-tags", "sailthru.tags", "shareaholic:keywords",
                                 "cxenseparse:keywords", "bt:keywords"}) {
            for (const auto& tag : sources_.metadata.all(name)) add_list(tag, "page:meta");
        }
        for (const auto& keyword : sources_.microdata.facts.keywords) add_list(keyword, "page:microdata");
        add_links();
        add_hashtags();
        if (labels_.empty()) {
            for (const auto& tag : sources_.metadata.all("keywords")) add_list(tag, "page:keywords");
        }
        return std::move(labels_);
    }

private:
    void add(std::string_view text, const char* scheme) {
        auto label = label_text(text);
        if (label.empty() || labels_.size() >= page_limits::labels || code_points(label) > longest_label) return;
        if (phrase_of(label).phrase == LinePhrase::more || phrase_of(label).phrase == LinePhrase::home) return;
        const auto folded = fold(label);
        if (std::ranges::any_of(labels_, [&](const Category& known) { return fold(known.term) == folded; })) return;
        labels_.push_back({.term = std::move(label), .scheme = scheme});
    }

    void add_list(std::string_view text, const char* scheme) {
        const char sign = text.contains(',') ? ',' : ';';
        while (!text.empty()) {
            const auto end = std::min(text.find(sign), text.size());
            add(text.substr(0, end), scheme);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    [[nodiscard]] bool is_own(NodeId id) const {
        return page_.is_shown(id) && !sources_.stands_apart(id, NameHints(NameHint::labels));
    }

    static bool is_tag_address(std::string_view href) {
        const auto path = split_url(href).path;
        return std::ranges::any_of(std::to_array<std::string_view>(
                                       {"/tag/", "/tags/", "/tagged/", "/thema/", "/themen/", "/topic/", "/topics/",
                                        "/hashtag/", "/taxonomy/term/", "/keyword/", "/schlagwort/", "/etiqueta/",
                                        "/mot-cle/", "/stichwort/", "/teg/", "/tegter/", "/metki/", "/temy/"}),
                                   [&](std::string_view part) { return path.contains(part); });
    }

    /// "#Референдум-2026" in an element called so, without a link.
    void add_hashtags() {
        constexpr std::uint32_t longest = 60;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::element || !page_.hints(id).has(NameHint::labels) ||
                labels_.size() >= page_limits::labels)
                continue;
            const auto amount = page_.amount(id);
            if (amount.letters < 2 || amount.letters > longest || amount.links > 0 || !is_own(id)) continue;
            const auto line = page_.line(id, 300);
            if (!line.starts_with('#')) continue;
            for (const auto& tag : hashtags(line)) add(tag, "page:label");
        }
    }

    /// rel=tag, links into /tag/ by the article, links of a block called tags or behind "Теги:".
    void add_links() {
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end); ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::a) || !tree_.attribute(id, "href") || page_.amount(id).letters == 0 ||
                page_.amount(id).letters > 60)
                continue;
            const auto rel = tree_.value(id, "rel");
            const bool is_tag = (" " + std::string(rel.substr(0, 200)) + " ").contains(" tag ");
            const auto href = tree_.value(id, "href");
            if (!(is_tag || is_tag_address(href) || stands_among_labels(id)) || !is_own(id)) continue;
            if (is_in_text(id)) continue;
            if (labels_.size() >= page_limits::labels) return;
            add(page_.line(id, 300), "page:label");
        }
    }

    /// A link within a sentence is none.
    [[nodiscard]] bool is_in_text(NodeId id) const {
        for (NodeId at = tree_[id].parent; at != no_node; at = tree_[at].parent) {
            if (!is_block_element(tree_[at].tag)) continue;
            const auto amount = page_.amount(at);
            return amount.link_share() < 0.4 && amount.letters > 80;
        }
        return false;
    }

    [[nodiscard]] bool stands_among_labels(NodeId id) const {
        constexpr int most_levels = 4;
        NodeId at = tree_[id].parent;
        for (int level = 0; level < most_levels && at != no_node && at != sources_.region;
             ++level, at = tree_[at].parent) {
            if (page_.amount(at).letters > 400) return false;
            const auto [known, is_new] = lists_labels_.try_emplace(at);
            if (is_new) known->second = lists_labels(at);
            if (known->second) return true;
        }
        return false;
    }

    /// Whether an element is a list of links that is called so, or that says so at its beginning.
    [[nodiscard]] bool lists_labels(NodeId id) const {
        if (page_.amount(id).link_share() <= 0.4) return false;
        const auto hints = page_.hints(id);
        const bool is_called = hints.has(NameHint::labels) || contains_lower(tree_.value(id, "class"), "categories");
        if (is_called && !hints.any(NameHints(NameHint::share, NameHint::related, NameHint::headline))) return true;
        return is_block_element(tree_[id].tag) && phrase_of(page_.line(id, 200)).phrase == LinePhrase::tags;
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
    std::vector<Category> labels_;
    mutable std::unordered_map<NodeId, bool> lists_labels_; ///< of elements around links, many of which share them
};

class Sections {
public:
    explicit Sections(const PageSources& sources)
        : sources_(sources), page_(sources.page), tree_(sources.page.tree()) {}

    Attributed find() {
        if (sources_.json_ld.article && !sources_.json_ld.article->sections.empty())
            return {label_text(first_of(sources_.json_ld.article->sections.front())), "json-ld"};
        if (auto said = sources_.metadata.first({"article:section", "og:article:section", "parsely-section",
                                                 "dc.subject.section", "cxenseparse:section", "section", "rubrik",
                                                 "category", "article.section"});
            !said.empty())
            return {label_text(said), "meta"};
        if (!sources_.microdata.facts.sections.empty())
            return {label_text(sources_.microdata.facts.sections.front()), "microdata"};
        if (auto crumb = last_crumb(); !crumb.empty()) return {std::move(crumb), "breadcrumb"};
        if (auto rubric = rubric_link(); !rubric.empty()) return {std::move(rubric), "rubric"};
        return {};
    }

private:
    static std::string_view first_of(std::string_view list) { return list.substr(0, list.find(';')); }

    [[nodiscard]] bool is_home(std::string_view name, std::string_view url) const {
        const auto found = phrase_of(name).phrase;
        if (found == LinePhrase::home) return true;
        const auto path = split_url(url).path;
        return !url.empty() && (path.empty() || path == "/");
    }

    [[nodiscard]] bool is_title(std::string_view name) const {
        if (sources_.title == no_node) return false;
        const auto title = fold(page_.line(sources_.title, 1000));
        const auto folded = fold(name);
        return title == folded || (folded.size() > 20 && title.starts_with(folded.substr(0, folded.size() - 6)));
    }

    [[nodiscard]] std::string last_crumb() const {
        std::string last;
        for (const auto& [name, url] : sources_.json_ld.crumbs) {
            const bool is_page = !url.empty() && canonical_url(url) == canonical_url(page_.url());
            if (!is_home(name, url) && !is_title(name) && !is_page) last = label_text(name);
        }
        if (!last.empty()) return last;
        constexpr std::uint32_t longest = 400;
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::element || !page_.is_shown(id) || page_.amount(id).links == 0 ||
                page_.amount(id).letters > longest)
                continue;
            const bool is_crumbs = page_.hints(id).has(NameHint::crumbs) ||
                                   contains_lower(tree_.value(id, "itemtype"), "breadcrumblist") ||
                                   equals_lower(tree_.value(id, "aria-label"), "breadcrumb") || begins_at_home(id);
            if (!is_crumbs) continue;
            if (auto crumb = last_link(id); !crumb.empty() && code_points(crumb) <= longest_label) return crumb;
        }
        return {};
    }

    /// Whether a line of two to six links before the title begins with "Home".
    [[nodiscard]] bool begins_at_home(NodeId id) const {
        constexpr std::uint32_t most_links = 6;
        const auto links = page_.amount(id).links;
        const bool is_before = sources_.title == no_node || id < sources_.title;
        if (!is_block_element(tree_[id].tag) || !is_before || links < 2 || links > most_links ||
            (sources_.title != no_node && tree_.is_within(sources_.title, id)))
            return false;
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
            if (tree_.is(NodeId{i}, HtmlTag::a) && page_.amount(NodeId{i}).letters > 0)
                return phrase_of(page_.line(NodeId{i}, 100)).phrase == LinePhrase::home;
        }
        return false;
    }

    /// The last link of breadcrumbs that leads neither home nor to the page itself.
    [[nodiscard]] std::string last_link(NodeId crumbs) const {
        std::string last;
        for (std::uint32_t i = index_of(crumbs); i < index_of(tree_[crumbs].end); ++i) {
            const NodeId link{i};
            if (!tree_.is(link, HtmlTag::a) || !page_.is_shown(link) || page_.amount(link).letters == 0) continue;
            const auto name = page_.line(link, 200);
            const auto url = page_.address(link, "href");
            if (!is_home(name, url) && !is_title(name) && canonical_url(url) != canonical_url(page_.url()))
                last = label_text(name);
        }
        return last;
    }

    /// A link near the title into a folder that the page itself lies in.
    [[nodiscard]] std::string rubric_link() const {
        if (sources_.title == no_node) return {};
        const auto path = std::string(split_url(page_.url()).path);
        constexpr std::uint32_t near = 400; // nodes
        const auto begin =
            std::max(index_of(sources_.region), index_of(sources_.title) > near ? index_of(sources_.title) - near : 0U);
        const auto end =
            std::min<std::uint32_t>(index_of(tree_[sources_.region].end), index_of(tree_[sources_.title].end) + near);
        for (std::uint32_t i = begin; i < end; ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::a) || !sources_.is_of_article(id)) continue;
            const auto letters = page_.amount(id).letters;
            if (letters < 2 || letters > 40 || tree_.is_within(id, sources_.title)) continue;
            const auto url = page_.address(id, "href");
            const auto folder = std::string(split_url(url).path);
            const bool is_folder = folder.size() > 2 && path.size() > folder.size() && path.starts_with(folder) &&
                                   (folder.ends_with('/') || path[folder.size()] == '/');
            if (!is_folder || url_host(url) != url_host(page_.url())) continue;
            const auto name = page_.line(id, 200);
            if (!is_home(name, url) && phrase_of(name).phrase == LinePhrase::none) return label_text(name);
        }
        return {};
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
};

} // namespace

Attributed find_section(const PageSources& sources) { return Sections(sources).find(); }

std::vector<Category> find_labels(const PageSources& sources) { return Labels(sources).find(); }

} // namespace arna
