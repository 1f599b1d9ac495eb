#include "feeds/page/facts/ld_graph.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

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

static_assert(article_types.size() == no_rank);

constexpr auto list_types =
    std::to_array<std::string_view>({"itemlist", "blog", "collectionpage", "searchresultspage", "offercatalog"});

/// "https://schema.org/NewsArticle" is "NewsArticle".
std::string_view type_name(std::string_view type) {
    return type.substr(type.find_last_of("/#:") + 1); // npos + 1 is 0
}

} // namespace

std::size_t article_rank(std::string_view type) {
    const auto found =
        std::ranges::find_if(article_types, [&](std::string_view each) { return equals_lower(type, each); });
    return static_cast<std::size_t>(found - article_types.begin());
}

bool is_list_type(std::string_view type) {
    return std::ranges::any_of(list_types, [&](std::string_view each) { return equals_lower(type, each); });
}

std::string ld_plain(std::string_view text) {
    return plain_line({.value = std::string(utf8_beginning(text, page_limits::field_bytes)), .type = Text::Type::html});
}

void LdGraph::add(std::string_view script) {
    if (script.size() > page_limits::script_bytes) {
        is_broken_ = true;
        return;
    }
    texts_.push_back(unwrapped(script));
    Problems problems(texts_.back());
    auto document = JsonDocument::read(texts_.back(), problems);
    is_broken_ |= !document || problems.size() > 0;
    if (!document) return;
    documents_.push_back(std::move(*document));
    collect(documents_.back().root());
}

void LdGraph::collect(const json::object& root) {
    struct Step {
        const json::value* value;
        std::size_t depth;
        bool in_list;
    };
    std::vector<Step> stack;
    const auto push_members = [&](const json::object& object, std::size_t depth, bool in_list) {
        const auto type = type_of(object);
        const bool hides = in_list || is_list_type(type) || article_rank(type) < page_rank;
        const bool is_new = nodes_.size() < page_limits::json_values;
        if (is_new) nodes_.push_back({&object, in_list});
        if (const auto* id = object.if_contains("@id"); id != nullptr && id->is_string() && object.size() > 1)
            named_.try_emplace(id->get_string().c_str(), &object);
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
            is_broken_ = true;
            continue;
        }
        if (const auto* object = step.value->if_object()) push_members(*object, step.depth, step.in_list);
        if (const auto* array = step.value->if_array()) {
            const auto size = std::min(array->size(), page_limits::json_values);
            for (std::size_t i = size; i > 0; --i) {
                const auto& member = (*array)[i - 1];
                if (member.is_object() || member.is_array()) stack.push_back({&member, step.depth + 1, step.in_list});
            }
        }
    }
}

std::string_view LdGraph::type_of(const json::object& object) {
    std::string_view best;
    const auto visit = [&](const json::value& value) {
        if (!value.is_string()) return;
        const auto name = type_name(value.get_string());
        if (best.empty() || article_rank(name) < article_rank(best)) best = name;
    };
    each_json_member(object, "@type", visit);
    return best;
}

const json::object* LdGraph::object_of(const json::value& value) const {
    const json::object* object = value.if_object();
    if (object == nullptr) return nullptr;
    const auto* id = object->if_contains("@id");
    const bool is_reference = id != nullptr && id->is_string() && object->if_contains("name") == nullptr &&
                              object->if_contains("url") == nullptr;
    if (!is_reference) return object;
    const auto found = named_.find(id->get_string().c_str());
    return found == named_.end() ? object : found->second;
}

std::string LdGraph::text(const json::object& object, std::string_view name) {
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

std::string LdGraph::address(const json::object& object, std::string_view name) const {
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

std::string LdGraph::first_name(const json::object& object, std::string_view member) const {
    std::string first;
    each_name(object, member, [&](std::string name, const json::object*) {
        if (first.empty()) first = std::move(name);
    });
    return first;
}

} // namespace arna
