#include "feeds/page/facts/json_ld.hpp"

#include "feeds/page/facts/ld_graph.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

/// Chooses what the page is about among the objects of its scripts.
class Reader {
public:
    Reader(std::span<const std::string_view> scripts, std::string_view page) : page_(canonical_url(page)) {
        for (const std::string_view script : scripts) graph_.add(script);
        ld_.is_broken = graph_.is_broken();
    }

    JsonLd read() {
        choose_article();
        for (const LdNode& node : graph_.nodes()) {
            const auto type = graph_.type_of(*node.object);
            if (is_list_type(type)) add_items(*node.object);
            if (equals_lower(type, "breadcrumblist") && ld_.crumbs.empty()) add_crumbs(*node.object);
            if (equals_lower(type, "website")) set_site(*node.object, true);
            if (equals_lower(type, "organization") || equals_lower(type, "newsmediaorganization"))
                set_site(*node.object, false);
        }
        return std::move(ld_);
    }

private:
    [[nodiscard]] ArticleFacts article_of(const json::object& object) const {
        ArticleFacts article;
        article.type = graph_.type_of(object);
        article.url = graph_.address(object, "url");
        if (article.url.empty()) article.url = graph_.address(object, "mainEntityOfPage");
        if (article.url.empty()) article.url = graph_.text(object, "@id");
        article.headline = ld_plain(graph_.text(object, "headline"));
        if (article.headline.empty()) article.headline = ld_plain(graph_.text(object, "name"));
        article.description = ld_plain(graph_.text(object, "description"));
        article.body = utf8_beginning(graph_.text(object, "articleBody"), page_limits::script_bytes);
        article.lang = graph_.first_name(object, "inLanguage");
        article.published = graph_.text(object, "datePublished");
        if (article.published.empty()) article.published = graph_.text(object, "dateCreated");
        if (article.published.empty()) article.published = graph_.text(object, "uploadDate");
        article.modified = graph_.text(object, "dateModified");
        article.site = graph_.first_name(object, "publisher");
        add_people(object, article);
        graph_.each_name(object, "articleSection", [&](std::string name, const json::object*) {
            if (!name.empty() && article.sections.size() < page_limits::labels)
                article.sections.push_back(std::move(name));
        });
        graph_.each_name(object, "keywords", [&](std::string name, const json::object*) {
            if (!name.empty() && article.keywords.size() < page_limits::labels)
                article.keywords.push_back(std::move(name));
        });
        add_picture(object, article);
        if (const auto* free = object.if_contains("isAccessibleForFree")) {
            if (free->is_bool())
                article.is_free = free->get_bool();
            else if (const auto said = json_text(*free); !said.empty())
                article.is_free = !equals_ignoring_case(said.substr(said.rfind('/') + 1), "false");
        }
        return article;
    }

    void add_people(const json::object& object, ArticleFacts& article) const {
        for (const char* member : {"author", "creator"}) {
            graph_.each_name(object, member, [&](std::string name, const json::object* who) {
                const bool is_known =
                    (std::ranges::find(article.authors, name, &NamedAuthor::name) != article.authors.end());
                if (name.empty() || is_known || article.authors.size() >= page_limits::people) return;
                NamedAuthor person{.name = std::move(name)};
                if (who != nullptr) {
                    person.uri = graph_.address(*who, "url");
                    person.is_organization = contains_lower(graph_.type_of(*who), "organization");
                    person.is_person = equals_lower(graph_.type_of(*who), "person");
                }
                article.authors.push_back(std::move(person));
            });
            if (!article.authors.empty()) return;
        }
    }

    void add_picture(const json::object& object, ArticleFacts& article) const {
        for (const char* member : {"image", "thumbnailUrl", "thumbnail"}) {
            if (article.image.empty()) article.image = graph_.address(object, member);
        }
        each_json_member(object, "image", [&](const json::value& value) {
            const auto* image = graph_.object_of(value);
            if (image == nullptr) return;
            if (article.caption.empty()) article.caption = ld_plain(graph_.text(*image, "caption"));
            for (const char* member : {"creditText", "creator", "author", "copyrightHolder"}) {
                if (article.credit.empty()) article.credit = graph_.first_name(*image, member);
            }
        });
    }

    /// Of the articles outside of lists: the one whose address is the page's, else the first of the type that says
    /// most. Many of one rank, none of which is the page's, are a list.
    void choose_article() {
        const LdNode* best = nullptr;
        std::size_t best_rank = no_rank;
        bool best_is_page = false;
        std::size_t count = 0;
        for (const LdNode& node : graph_.nodes()) {
            const auto rank = article_rank(graph_.type_of(*node.object));
            if (rank >= no_rank || node.in_list) continue;
            if (rank < page_rank) ++count;
            const auto url = article_url(*node.object);
            const bool is_page = !url.empty() && !page_.empty() && canonical_url(url) == page_;
            const bool is_real = rank < page_rank;
            const bool is_better = best == nullptr || (is_real && best_rank >= page_rank) ||
                                   (is_real == (best_rank < page_rank) && is_page && !best_is_page) ||
                                   (!is_real && best_rank >= page_rank && rank < best_rank && is_page == best_is_page);
            if (!is_better) continue;
            best = &node;
            best_rank = rank;
            best_is_page = is_page;
        }
        constexpr std::size_t most_articles = 3;
        if (best == nullptr) return;
        if (count > most_articles && !best_is_page) {
            for (const LdNode& node : graph_.nodes()) {
                if (!node.in_list && article_rank(graph_.type_of(*node.object)) < page_rank) add_item(*node.object);
            }
            return;
        }
        ld_.article = article_of(*best->object);
        if (best_rank >= page_rank) { // a page's own object tells no headline: "name" is often the whole <title>
            if (best->object->if_contains("headline") == nullptr) ld_.article->headline.clear();
            ld_.article->url.clear();
        }
    }

    [[nodiscard]] std::string article_url(const json::object& object) const {
        for (const char* member : {"url", "mainEntityOfPage", "@id"}) {
            if (auto url = graph_.address(object, member); is_http_url(url)) return url;
        }
        return {};
    }

    void add_item(const json::object& object) {
        if (ld_.items.size() >= page_limits::items) return;
        auto item = article_of(object);
        if (!item.url.empty()) ld_.items.push_back(std::move(item));
    }

    void add_items(const json::object& list) {
        for (const char* member : {"itemListElement", "blogPost", "blogPosts", "hasPart", "mainEntity"}) {
            each_json_member(list, member, [&](const json::value& value) {
                const auto* element = graph_.object_of(value);
                if (element == nullptr || is_list_type(graph_.type_of(*element))) return;
                const auto* inner = element->if_contains("item");
                const json::object* item = inner != nullptr ? graph_.object_of(*inner) : nullptr;
                if (item != nullptr && item->size() > 1) return add_item(*item);
                if (inner != nullptr && ld_.items.size() < page_limits::items) { // a ListItem with an address
                    ArticleFacts found{.url = graph_.address(*element, "item"),
                                       .headline = ld_plain(graph_.text(*element, "name"))};
                    if (!found.url.empty()) ld_.items.push_back(std::move(found));
                    return;
                }
                add_item(*element);
            });
        }
    }

    void add_crumbs(const json::object& list) {
        each_json_member(list, "itemListElement", [&](const json::value& value) {
            const auto* element = graph_.object_of(value);
            if (element == nullptr || ld_.crumbs.size() >= page_limits::labels) return;
            std::string name = ld_plain(graph_.text(*element, "name"));
            if (name.empty()) name = graph_.first_name(*element, "item");
            std::string url = graph_.address(*element, "item");
            if (!name.empty()) ld_.crumbs.emplace_back(std::move(name), std::move(url));
        });
    }

    void set_site(const json::object& object, bool is_website) {
        std::string name = ld_plain(graph_.text(object, "name"));
        if (name.empty() || (!is_website && !ld_.site.empty())) return;
        if (ld_.site.empty() || (is_website && !std::exchange(has_website_, true))) ld_.site = std::move(name);
    }

    std::string page_; ///< canonical
    LdGraph graph_;
    bool has_website_ = false;
    JsonLd ld_;
};

} // namespace

JsonLd read_json_ld(std::span<const std::string_view> scripts, std::string_view page) {
    return Reader(scripts, page).read();
}

} // namespace arna
