#pragma once
#include "feeds/parse/json/document.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// An object of JSON-LD.
struct LdNode {
    const boost::json::object* object;
    bool in_list; ///< inside of a list, or of another article
};

/// How much a type of schema.org ("NewsArticle") says that its object is an article: the lower the more; from
/// `page_rank` on it is a page or a thing, from `no_rank` on none of these.
[[nodiscard]] std::size_t article_rank(std::string_view type);
inline constexpr std::size_t page_rank = 21;
inline constexpr std::size_t no_rank = 33;

/// Whether a type is one of lists: ItemList, Blog, CollectionPage …
[[nodiscard]] bool is_list_type(std::string_view type);

/// Foreign text as plain text on one line, cut after page_limits::field_bytes.
[[nodiscard]] std::string ld_plain(std::string_view text);

/// The JSON-LD scripts of a page as one graph of objects, in document order. Bounded by page_limits.
class LdGraph {
public:
    void add(std::string_view script);

    [[nodiscard]] const std::vector<LdNode>& nodes() const { return nodes_; }
    [[nodiscard]] bool is_broken() const { return is_broken_; } ///< a script was damaged, too large or too deep

    /// The type that says most, without its namespace; an object may have several.
    [[nodiscard]] static std::string_view type_of(const boost::json::object& object);

    /// The object that a value is, or names by its @id; null if it is none.
    [[nodiscard]] const boost::json::object* object_of(const boost::json::value& value) const;

    /// A member as text, also the first of a list, or {"@value"}.
    [[nodiscard]] static std::string text(const boost::json::object& object, std::string_view name);

    /// The address that a member is, or has.
    [[nodiscard]] std::string address(const boost::json::object& object, std::string_view name) const;

    /// Names of people or organisations, of terms, of sections: `visit(std::string name, const object* who)`.
    template <class Visit>
    void each_name(const boost::json::object& object, std::string_view member, Visit visit) const {
        each_json_member(object, member, [&](const boost::json::value& value) {
            const auto* inner = object_of(value);
            if (inner == nullptr) return visit(ld_plain(json_text(value)), nullptr);
            bool any = false;
            each_json_member(*inner, "name", [&](const boost::json::value& name) {
                any = true;
                visit(ld_plain(json_text(name)), inner);
            });
            if (!any && inner->if_contains("@value") != nullptr) visit(ld_plain(text(*inner, "@value")), inner);
        });
    }

    [[nodiscard]] std::string first_name(const boost::json::object& object, std::string_view member) const;

private:
    void collect(const boost::json::object& root);

    std::deque<std::string> texts_;
    std::deque<JsonDocument> documents_;
    std::vector<LdNode> nodes_;
    std::unordered_map<std::string, const boost::json::object*> named_; ///< by @id
    std::size_t values_ = 0;
    bool is_broken_ = false;
};

} // namespace arna
