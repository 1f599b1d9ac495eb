#include "feeds/page/facts/json_ld.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/parse/json/document.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>

namespace arna {
namespace {

namespace json = boost::json;

std::string plain(std::string_view text) {
    return plain_line({.value = std::string(utf8_beginning(text, page_limits::field_bytes)), .type = Text::Type::html});
}

/// A script's JSON without what generators wrap it in: comments, CDATA, a semicolon; an array as an object.
std::string unwrapped(std::string_view script) {
    constexpr auto openings = std::to_array<std::string_view>(
        {"<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "//"});
    for (bool again = true; again;) {
        again = false;
        script = trim_html_space(script);
        for (const std::string_view opening : openings) {
            if (!script.starts_with(opening)) continue;
            script.remove_prefix(opening.size());
            again = true;
        }
    }
    const auto end = script.find_last_of("}]");
    const bool ends_with_wrapping = end != std::string_view::npos && script.substr(end + 1).size() < 16;
    if (ends_with_wrapping && !script.ends_with("]]>")) script = script.substr(0, end + 1);
    while (script.ends_with("]]>") || script.ends_with("//") || script.ends_with("*/")) {
        script.remove_suffix(script.ends_with("]]>") ? 3 : 2);
        script = trim_html_space(script);
    }
    std::string made(script);
    if (made.starts_with("{&quot;") || made.starts_with("[{&quot;")) made = decode_char_refs(made);
    return made.starts_with('[') ? R"({"@graph":)" + made + "}" : made;
}

/// schema.org's types whose objects are articles, in lower case.
constexpr auto article_types = std::to_array<std::string_view>({"article",
                                                                "newsarticle",
                                                                "blogposting",
                                                                "reportagenewsarticle",
                                                                "analysisnewsarticle",
                                                                "opinionnewsarticle",
                                                                "reviewnewsarticle",
                                                                "backgroundnewsarticle",
                                                                "askpublicnewsarticle",
                                                                "advertisercontentarticle",
                                                                "liveblogposting",
                                                                "techarticle",
                                                                "scholarlyarticle",
                                                                "report",
                                                                "socialmediaposting",
                                                                "satiricalarticle",
                                                                "review",
                                                                "recipe",
                                                                "discussionforumposting",
                                                                "medicalscholarlyarticle",
                                                                "howto",
                                                                "podcastepisode",
                                                                "videoobject",
                                                                "webpage",
                                                                "itempage",
                                                                "medicalwebpage",
                                                                "aboutpage",
                                                                "faqpage",
                                                                "event",
                                                                "product",
                                                                "creativework",
                                                                "book",
                                                                "movie"});
constexpr std::size_t real_articles = 21; ///< so many of them, from the front, are articles whatever else is there

constexpr auto list_types =
    std::to_array<std::string_view>({"itemlist", "blog", "collectionpage", "searchresultspage", "offercatalog"});

/// Where a type stands among those of articles; their number if it is none.
std::size_t article_rank(std::string_view type) {
    const auto found =
        std::ranges::find_if(article_types, [&](std::string_view each) { return equals_lower(type, each); });
    return static_cast<std::size_t>(found - article_types.begin());
}

bool is_list_type(std::string_view type) {
    return std::ranges::any_of(list_types, [&](std::string_view each) { return equals_lower(type, each); });
}

/// "https://schema.org/NewsArticle" is "NewsArticle".
std::string_view type_name(std::string_view type) {
    return type.substr(type.find_last_of("/#:") + 1); // npos + 1 is 0
}

/// The scripts of a page as one graph of objects.
class Graph {
public:
    Graph(std::span<const std::string_view> scripts, std::string_view page) : page_(canonical_url(page)) {
        for (const std::string_view script : scripts) add(script);
    }

    JsonLd read() {
        choose_article();
        for (const Node& node : nodes_) {
            const auto type = type_of(*node.object);
            if (is_list_type(type)) add_items(*node.object);
            if (equals_lower(type, "breadcrumblist") && ld_.crumbs.empty()) add_crumbs(*node.object);
            if (equals_lower(type, "website")) set_site(*node.object, true);
            if (equals_lower(type, "organization") || equals_lower(type, "newsmediaorganization"))
                set_site(*node.object, false);
        }
        return std::move(ld_);
    }

private:
    struct Node {
        const json::object* object;
        bool in_list; ///< inside of a list, or of another article
    };

    void add(std::string_view script) {
        if (script.size() > page_limits::script_bytes) {
            ld_.is_broken = true;
            return;
        }
        texts_.push_back(unwrapped(script));
        Problems problems(texts_.back());
        auto document = JsonDocument::read(texts_.back(), problems);
        ld_.is_broken |= !document || problems.size() > 0;
        if (!document) return;
        documents_.push_back(std::move(*document));
        collect(documents_.back().root());
    }

    /// Every object in document order, with a bound on depth and number.
    void collect(const json::object& root) {
        struct Step {
            const json::value* value;
            std::size_t depth;
            bool in_list;
        };
        std::vector<Step> stack;
        const auto push_members = [&](const json::object& object, std::size_t depth, bool in_list) {
            const auto type = type_of(object);
            const bool hides = in_list || is_list_type(type) || article_rank(type) < real_articles;
            const bool is_new = seen_.size() < page_limits::json_values;
            if (is_new) nodes_.push_back({&object, in_list});
            if (const auto* id = object.if_contains("@id"); id != nullptr && id->is_string() && object.size() > 1)
                seen_.try_emplace(id->get_string().c_str(), &object);
            for (auto member = object.end(); member != object.begin();) {
                --member;
                const bool structured = member->value().is_object() || member->value().is_array();
                if (structured) stack.push_back({&member->value(), depth + 1, hides && member->key() != "mainEntity"});
            }
        };
        push_members(root, 0, false);
        while (!stack.empty()) {
            const Step step = stack.back();
            stack.pop_back();
            if (step.depth > page_limits::json_depth || ++values_ > page_limits::json_values) {
                ld_.is_broken = true;
                continue;
            }
            if (const auto* object = step.value->if_object()) push_members(*object, step.depth, step.in_list);
            if (const auto* array = step.value->if_array()) {
                const auto size = std::min(array->size(), page_limits::json_values);
                for (std::size_t i = size; i > 0; --i) {
                    const auto& member = (*array)[i - 1];
                    if (member.is_object() || member.is_array())
                        stack.push_back({&member, step.depth + 1, step.in_list});
                }
            }
        }
    }

    /// The first type that says most; an object may have several.
    static std::string_view type_of(const json::object& object) {
        std::string_view best;
        const auto visit = [&](const json::value& value) {
            if (!value.is_string()) return;
            const auto name = type_name(value.get_string());
            if (best.empty() || article_rank(name) < article_rank(best)) best = name;
        };
        each_json_member(object, "@type", visit);
        return best;
    }

    /// The object that a value is or names by its @id.
    [[nodiscard]] const json::object* object_of(const json::value& value) const {
        const json::object* object = value.if_object();
        if (object == nullptr) return nullptr;
        const auto* id = object->if_contains("@id");
        const bool is_reference = id != nullptr && id->is_string() && object->if_contains("name") == nullptr &&
                                  object->if_contains("url") == nullptr;
        if (!is_reference) return object;
        const auto found = seen_.find(id->get_string().c_str());
        return found == seen_.end() ? object : found->second;
    }

    /// A text, also one in a list or as {"@value"}.
    [[nodiscard]] static std::string text(const json::object& object, std::string_view name) {
        const auto* value = object.if_contains(name);
        for (int step = 0; value != nullptr && step < 3; ++step) {
            if (const auto* array = value->if_array()) {
                value = array->empty() ? nullptr : &array->front();
            } else if (const auto* inner = value->if_object()) {
                value = inner->if_contains("@value");
            } else {
                return json_text(*value);
            }
        }
        return {};
    }

    /// The address that a member is, or has.
    [[nodiscard]] std::string address(const json::object& object, std::string_view name) const {
        std::string found;
        each_json_member(object, name, [&](const json::value& value) {
            if (!found.empty()) return;
            if (value.is_string()) found = json_text(value);
            const auto* inner = object_of(value);
            if (inner == nullptr) return;
            for (const char* key : {"url", "contentUrl", "@id"}) {
                if (found.empty()) found = text(*inner, key);
            }
        });
        return found;
    }

    /// Names of people or organisations, of terms, of sections.
    void each_name(const json::object& object, std::string_view member, auto&& visit) const {
        each_json_member(object, member, [&](const json::value& value) {
            if (const auto* inner = object_of(value)) {
                bool any = false;
                each_json_member(*inner, "name", [&](const json::value& name) {
                    any = true;
                    visit(plain(json_text(name)), inner);
                });
                if (!any && inner->if_contains("@value") != nullptr) visit(plain(text(*inner, "@value")), inner);
            } else {
                visit(plain(json_text(value)), nullptr);
            }
        });
    }

    [[nodiscard]] std::string first_name(const json::object& object, std::string_view member) const {
        std::string first;
        each_name(object, member, [&](std::string name, const json::object*) {
            if (first.empty()) first = std::move(name);
        });
        return first;
    }

    [[nodiscard]] ArticleFacts article_of(const json::object& object) const {
        ArticleFacts article;
        article.type = type_of(object);
        article.url = address(object, "url");
        if (article.url.empty()) article.url = address(object, "mainEntityOfPage");
        if (article.url.empty()) article.url = text(object, "@id");
        article.headline = plain(text(object, "headline"));
        if (article.headline.empty()) article.headline = plain(text(object, "name"));
        article.description = plain(text(object, "description"));
        article.body = utf8_beginning(text(object, "articleBody"), page_limits::script_bytes);
        article.lang = first_name(object, "inLanguage");
        article.published = text(object, "datePublished");
        if (article.published.empty()) article.published = text(object, "dateCreated");
        if (article.published.empty()) article.published = text(object, "uploadDate");
        article.modified = text(object, "dateModified");
        article.site = first_name(object, "publisher");
        add_people(object, article);
        each_name(object, "articleSection", [&](std::string name, const json::object*) {
            if (!name.empty() && article.sections.size() < page_limits::labels)
                article.sections.push_back(std::move(name));
        });
        each_name(object, "keywords", [&](std::string name, const json::object*) {
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
            each_name(object, member, [&](std::string name, const json::object* who) {
                const bool is_known =
                    (std::ranges::find(article.authors, name, &NamedAuthor::name) != article.authors.end());
                if (name.empty() || is_known || article.authors.size() >= page_limits::people) return;
                NamedAuthor person{.name = std::move(name)};
                if (who != nullptr) {
                    person.uri = address(*who, "url");
                    person.is_organization = contains_lower(type_of(*who), "organization");
                    person.is_person = equals_lower(type_of(*who), "person");
                }
                article.authors.push_back(std::move(person));
            });
            if (!article.authors.empty()) return;
        }
    }

    void add_picture(const json::object& object, ArticleFacts& article) const {
        for (const char* member : {"image", "thumbnailUrl", "thumbnail"}) {
            if (article.image.empty()) article.image = address(object, member);
        }
        each_json_member(object, "image", [&](const json::value& value) {
            const auto* image = object_of(value);
            if (image == nullptr) return;
            if (article.caption.empty()) article.caption = plain(text(*image, "caption"));
            for (const char* member : {"creditText", "creator", "author", "copyrightHolder"}) {
                if (article.credit.empty()) article.credit = first_name(*image, member);
            }
        });
    }

    /// Of the articles outside of lists: the one whose address is the page's, else the first of the type that says
    /// most. Many of one rank, none of which is the page's, are a list.
    void choose_article() {
        const Node* best = nullptr;
        std::size_t best_rank = article_types.size();
        bool best_is_page = false;
        std::size_t count = 0;
        for (const Node& node : nodes_) {
            const auto rank = article_rank(type_of(*node.object));
            if (rank >= article_types.size() || node.in_list) continue;
            if (rank < real_articles) ++count;
            const auto url = article_url(*node.object);
            const bool is_page = !url.empty() && !page_.empty() && canonical_url(url) == page_;
            const bool is_real = rank < real_articles;
            const bool is_better =
                best == nullptr || (is_real && best_rank >= real_articles) ||
                (is_real == (best_rank < real_articles) && is_page && !best_is_page) ||
                (!is_real && best_rank >= real_articles && rank < best_rank && is_page == best_is_page);
            if (!is_better) continue;
            best = &node;
            best_rank = rank;
            best_is_page = is_page;
        }
        constexpr std::size_t most_articles = 3;
        if (best == nullptr) return;
        if (count > most_articles && !best_is_page) {
            for (const Node& node : nodes_) {
                if (!node.in_list && article_rank(type_of(*node.object)) < real_articles) add_item(*node.object);
            }
            return;
        }
        ld_.article = article_of(*best->object);
        if (best_rank >= real_articles) { // a page's own object tells no headline: "name" is often the whole <title>
            if (best->object->if_contains("headline") == nullptr) ld_.article->headline.clear();
            ld_.article->url.clear();
        }
    }

    [[nodiscard]] std::string article_url(const json::object& object) const {
        for (const char* member : {"url", "mainEntityOfPage", "@id"}) {
            if (auto url = address(object, member); is_http_url(url)) return url;
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
                const auto* element = object_of(value);
                if (element == nullptr || is_list_type(type_of(*element))) return;
                const auto* inner = element->if_contains("item");
                const json::object* item = inner != nullptr ? object_of(*inner) : nullptr;
                if (item != nullptr && item->size() > 1) return add_item(*item);
                if (inner != nullptr && ld_.items.size() < page_limits::items) { // a ListItem with an address
                    ArticleFacts found{.url = address(*element, "item"), .headline = plain(text(*element, "name"))};
                    if (!found.url.empty()) ld_.items.push_back(std::move(found));
                    return;
                }
                add_item(*element);
            });
        }
    }

    void add_crumbs(const json::object& list) {
        each_json_member(list, "itemListElement", [&](const json::value& value) {
            const auto* element = object_of(value);
            if (element == nullptr || ld_.crumbs.size() >= page_limits::labels) return;
            std::string name = plain(text(*element, "name"));
            if (name.empty()) name = first_name(*element, "item");
            std::string url = address(*element, "item");
            if (!name.empty()) ld_.crumbs.emplace_back(std::move(name), std::move(url));
        });
    }

    void set_site(const json::object& object, bool is_website) {
        std::string name = plain(text(object, "name"));
        if (name.empty() || (!is_website && !ld_.site.empty())) return;
        if (ld_.site.empty() || (is_website && !std::exchange(has_website_, true))) ld_.site = std::move(name);
    }

    std::string page_; ///< canonical
    std::deque<std::string> texts_;
    std::deque<JsonDocument> documents_;
    std::vector<Node> nodes_;
    std::unordered_map<std::string, const json::object*> seen_;
    std::size_t values_ = 0;
    bool has_website_ = false;
    JsonLd ld_;
};

} // namespace

JsonLd read_json_ld(std::span<const std::string_view> scripts, std::string_view page) {
    return Graph(scripts, page).read();
}

} // namespace arna
