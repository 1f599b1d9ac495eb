#include "feeds/page/facts/microdata.hpp"

#include "feeds/page/limits.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

enum class ScopeKind { article, person, organization, image, crumbs, other };

struct Scope {
    std::uint32_t end = 0; ///< of its subtree
    ScopeKind kind = ScopeKind::other;
    std::string property; ///< of what is around it: "author"
    bool is_of_article = false;
};

ScopeKind kind_of(std::string_view type) {
    type = type.substr(type.find_last_of("/#:") + 1);
    constexpr auto articles =
        std::to_array<std::string_view>({"article", "blogposting", "posting", "report", "review", "recipe"});
    if (std::ranges::any_of(articles, [&](auto each) { return contains_lower(type, each); })) return ScopeKind::article;
    if (equals_lower(type, "person")) return ScopeKind::person;
    if (contains_lower(type, "organization")) return ScopeKind::organization;
    if (equals_lower(type, "imageobject")) return ScopeKind::image;
    return equals_lower(type, "breadcrumblist") ? ScopeKind::crumbs : ScopeKind::other;
}

class Reader {
public:
    explicit Reader(const PageView& page) : page_(page), tree_(page.tree()) {}

    Microdata read() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::element || tree_[id].attribute_count == 0) continue;
            while (!scopes_.empty() && scopes_.back().end <= i) scopes_.pop_back();
            visit(id);
        }
        return std::move(found_);
    }

private:
    void visit(NodeId id) {
        std::string_view property, type, classes, relation;
        bool is_scope = false;
        for (const HtmlAttribute& attribute : tree_.attributes(id)) {
            if (attribute.name == "itemprop" || (attribute.name == "property" && tree_[id].tag != HtmlTag::meta))
                property = attribute.value;
            if (attribute.name == "itemscope" || attribute.name == "typeof") is_scope = true;
            if (attribute.name == "itemtype" || attribute.name == "typeof") type = attribute.value;
            if (attribute.name == "class") classes = attribute.value;
            if (attribute.name == "rel") relation = attribute.value;
        }
        if (!property.empty()) add_properties(id, property, is_scope);
        if (is_scope) open_scope(id, type, property);
        if (!classes.empty()) add_classes(id, classes);
    }

    void open_scope(NodeId id, std::string_view type, std::string_view property) {
        constexpr std::size_t deepest = 64;
        const auto kind = kind_of(type);
        if (kind == ScopeKind::article && scopes_.size() < deepest) add_entry(id);
        if (scopes_.size() < deepest)
            scopes_.push_back({.end = index_of(tree_[id].end),
                               .kind = kind,
                               .property = ascii_lowered(trim_html_space(property)),
                               .is_of_article = scopes_.empty() || scopes_.back().kind == ScopeKind::article});
    }

    void add_entry(NodeId id) {
        if (found_.entries.size() >= page_limits::items) return;
        found_.entries.push_back(id);
        if (found_.entry == no_node) found_.entry = id;
    }

    /// Whether what stands here is of the first article, or of none.
    [[nodiscard]] bool is_of_first(NodeId id) const {
        return found_.entry == no_node || tree_.is_within(id, found_.entry) ||
               std::ranges::none_of(found_.entries, [&](NodeId entry) { return tree_.is_within(id, entry); });
    }

    void add_properties(NodeId id, std::string_view names, bool is_scope) {
        if (!is_of_first(id)) return;
        for (auto word = take_word(names); !word.empty(); word = take_word(names)) {
            const auto name = ascii_lowered(word.substr(word.rfind(':') + 1)); // npos + 1 is 0
            if (!name.empty()) add_property(id, name, is_scope);
        }
    }

    void add_property(NodeId id, const std::string& name, bool is_scope) {
        ArticleFacts& facts = found_.facts;
        const Scope* scope = scopes_.empty() ? nullptr : &scopes_.back();
        if (scope != nullptr && scope->kind != ScopeKind::article && scope->kind != ScopeKind::other) {
            add_part(id, name, *scope);
            return;
        }
        const auto set = [&](std::string& place) {
            if (place.empty()) place = value_of(id);
        };
        if (name == "headline")
            set(facts.headline);
        else if (name == "datepublished" || name == "datecreated")
            set(facts.published);
        else if (name == "datemodified")
            set(facts.modified);
        else if (name == "description")
            set(facts.description);
        else if (name == "inlanguage")
            set(facts.lang);
        else if (name == "articlesection")
            add(facts.sections, value_of(id));
        else if (name == "keywords")
            add(facts.keywords, value_of(id));
        else if (name == "articlebody" && !is_scope && tree_[id].tag != HtmlTag::meta) {
            const bool is_more =
                found_.body == no_node || page_.amount(id).letters > 2 * page_.amount(found_.body).letters;
            if (is_more && !(found_.body != no_node && tree_.is_within(id, found_.body))) found_.body = id;
        } else if (name == "image" || name == "thumbnailurl") {
            if (facts.image.empty() && !is_scope) facts.image = value_of(id);
        } else if ((name == "author" || name == "creator") && !is_scope) {
            add_author({.name = value_of(id), .uri = page_.address(id, "href")});
        } else if (name == "isaccessibleforfree") {
            facts.is_free = !equals_ignoring_case(value_of(id), "false");
        }
    }

    /// Of a person, organisation or picture inside of the article.
    void add_part(NodeId id, const std::string& name, const Scope& scope) {
        ArticleFacts& facts = found_.facts;
        if (!scope.is_of_article) return;
        const bool is_author = scope.property == "author" || scope.property == "creator";
        if (name == "name" && is_author) {
            add_author({.name = value_of(id),
                        .uri = page_.address(id, "href"),
                        .is_organization = scope.kind == ScopeKind::organization});
        } else if (name == "url" && is_author && !facts.authors.empty() && facts.authors.back().uri.empty()) {
            facts.authors.back().uri = page_.address(id, "href");
        } else if (name == "name" && scope.property == "publisher" && facts.site.empty()) {
            facts.site = value_of(id);
        } else if (scope.kind == ScopeKind::image) {
            if ((name == "contenturl" || name == "url") && facts.image.empty()) facts.image = value_of(id);
            if (name == "caption" && facts.caption.empty()) facts.caption = value_of(id);
            if ((name == "credittext" || name == "copyrightholder" || name == "creator") && facts.credit.empty())
                facts.credit = value_of(id);
        }
    }

    void add_author(NamedAuthor author) {
        auto& authors = found_.facts.authors;
        const bool is_known = (std::ranges::find(authors, author.name, &NamedAuthor::name) != authors.end());
        if (!author.name.empty() && !is_known && authors.size() < page_limits::people)
            authors.push_back(std::move(author));
    }

    static void add(std::vector<std::string>& list, std::string value) {
        if (!value.empty() && list.size() < page_limits::labels) list.push_back(std::move(value));
    }

    /// An element's value (HTML §5.2.4): of an attribute where it has one for it, else its text.
    [[nodiscard]] std::string value_of(NodeId id) const {
        switch (tree_[id].tag) {
        case HtmlTag::meta: return std::string(trim_html_space(tree_.value(id, "content")));
        case HtmlTag::img:
        case HtmlTag::source: return page_.address(id, "src");
        case HtmlTag::link: return page_.address(id, "href");
        case HtmlTag::time:
            if (const auto when = tree_.attribute(id, "datetime"); when && !when->empty())
                return std::string(trim_html_space(*when));
            break;
        default: break;
        }
        if (const auto content = tree_.attribute(id, "content"); content && !content->empty())
            return std::string(trim_html_space(*content));
        return page_.line(id, 1024);
    }

    /// Microformats: classes are properties.
    void add_classes(NodeId id, std::string_view classes) {
        constexpr std::size_t longest = 1024;
        classes = classes.substr(0, longest);
        if (!classes.contains('-') && !classes.contains("hentry")) return;
        ArticleFacts& facts = found_.facts;
        const auto has = [&](std::string_view name) { return classes.contains(name) && tree_.has_class(id, name); };
        if (has("h-entry") || has("hentry")) {
            if (!(std::ranges::find(found_.entries, id) != found_.entries.end())) add_entry(id);
            return;
        }
        if (found_.entry == no_node || !tree_.is_within(id, found_.entry)) return;
        if (facts.published.empty() && has("dt-published")) facts.published = time_of(id);
        if (facts.modified.empty() && has("dt-updated")) facts.modified = time_of(id);
        if (has("p-category")) add(facts.keywords, page_.line(id, 200));
        if (has("p-author")) add_author({.name = page_.line(id, 200), .uri = page_.address(id, "href")});
        if (found_.body == no_node && has("e-content")) found_.body = id;
    }

    [[nodiscard]] std::string time_of(NodeId id) const {
        for (const std::string_view attribute : {"datetime", "title"}) {
            if (const auto said = tree_.value(id, attribute); !said.empty()) return std::string(said);
        }
        return page_.line(id, 100);
    }

    const PageView& page_;
    const HtmlTree& tree_;
    std::vector<Scope> scopes_;
    Microdata found_;
};

} // namespace

Microdata read_microdata(const PageView& page) { return Reader(page).read(); }

} // namespace arna
