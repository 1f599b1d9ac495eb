#pragma once
#include "feeds/parse/problems.hpp"
#include "feeds/parse/xml/namespaces.hpp"
#include "feeds/parse/xml/repair.hpp"
#include "feeds/text/error.hpp"

#include <pugixml.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace arna {

class XmlDocument;

/// What elements inherit: names of namespaces, xml:base and xml:lang. It lives in its document.
struct XmlScope {
    struct Prefix {
        std::string_view prefix;
        std::string_view uri;
        Ns ns;
    };
    const XmlScope* outer = nullptr;
    XmlDocument* document = nullptr;
    std::size_t element = 0;                 ///< which one it is, as pugixml's hash_value() says
    std::vector<Prefix> prefixes;            ///< declared here
    std::size_t prefix_count = 0;            ///< that hold here, outer ones included
    std::shared_ptr<const std::string> base; ///< xml:base, absolute where it can be; null if there is none
    std::shared_ptr<const std::string>
        lang; ///< xml:lang with hyphens; empty takes the language away, null says nothing
};

/// An element as it is meant: its namespace, its local name, and what it inherits. Valid as long as its document.
struct Element {
    pugi::xml_node node;
    Ns ns = Ns::none;
    std::string_view name; ///< as written
    const XmlScope* scope = nullptr;

    /// The value of an attribute by its local name, whatever its case; for want of one without a prefix, of one with
    /// any ("resource" of rdf:resource). Empty where there is none.
    [[nodiscard]] std::string_view attribute(std::string_view wanted) const;
    [[nodiscard]] bool is(Ns wanted_ns, std::string_view wanted_name) const;

    /// Its child elements in order: `visit(const Element&)`.
    template <class Visit>
    void each_child(Visit visit) const;

    /// Base for its URLs: xml:base, else the document's fallback.
    [[nodiscard]] const std::string& base() const;
    /// Language of its texts: xml:lang, else the document's fallback.
    [[nodiscard]] const std::string& lang() const;
    /// Character data directly in it, in one piece; `room` holds it if it stands in several.
    [[nodiscard]] std::string_view text(std::string& room) const;
    [[nodiscard]] bool has_elements() const;
    [[nodiscard]] std::size_t offset() const; ///< in the original document
};

/// A language as the model has it: "en_US" → "en-US"; of several the first; empty if it is too long to be one.
[[nodiscard]] std::string language_tag(std::string_view written);

/// A repaired document and its tree.
class XmlDocument {
public:
    /// Errors as repair_xml().
    [[nodiscard]] static Result<std::unique_ptr<XmlDocument>> read(std::string_view text, Problems& problems);

    /// Its elements without a parent; usually one.
    [[nodiscard]] std::vector<Element> roots();

    /// An element with what it inherits from `outer`.
    [[nodiscard]] Element enter(pugi::xml_node node, const XmlScope& outer);

    /// How much is known of what elements inherit; for forget().
    [[nodiscard]] std::size_t known_scopes() const { return scopes_.size(); }

    /// Frees what was found out since there were `scopes`: of elements that nobody refers to any more.
    void forget(std::size_t scopes);

    /// Frees an element, all in it and the text right before it. Nothing may refer to them any more.
    void drop(const Element& element);

    /// The namespace that elements without one belong to, and those of the namespace `uri`, if not empty; where that is
    /// a known one, only those without a prefix.
    void set_own_namespace(Ns own, std::string_view uri);

    /// The prefixes declared on the element, and on those read so far: each once, as it was declared first.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> namespaces(const Element& root) const;

    /// What holds where no xml:base or xml:lang does.
    void set_fallback_base(std::string base) { fallback_base_ = std::move(base); }
    void set_fallback_lang(std::string lang) { fallback_lang_ = std::move(lang); }
    [[nodiscard]] const std::string& fallback_base() const { return fallback_base_; }
    [[nodiscard]] const std::string& fallback_lang() const { return fallback_lang_; }

    /// A hash of the bytes of an item or entry in the original; nothing for other elements.
    [[nodiscard]] std::optional<std::uint64_t> hash_of(const Element& element) const;
    [[nodiscard]] std::size_t original_offset(pugi::xml_node node) const;

private:
    XmlDocument(std::string_view text, RepairedXml repaired, Problems& problems);
    const XmlScope& scope_of(pugi::xml_node node, const XmlScope& outer);
    const XmlScope& own_scope_of(pugi::xml_node node, const XmlScope& outer);
    void check_prefixes(pugi::xml_node node, const XmlScope& scope);
    static const XmlScope::Prefix* find_prefix(std::string_view prefix, const XmlScope& scope);
    bool is_to_report(std::string_view undeclared);
    void set_base(XmlScope& scope, std::string_view written);
    void declare(XmlScope& scope, std::string_view prefix, std::string_view uri);
    Ns resolve(std::string_view prefix, const XmlScope& scope, pugi::xml_node node);

    struct ItemHash {
        std::size_t name; ///< where the item's name stands in the repaired text
        std::uint64_t hash;
    };

    Problems& problems_;
    std::string text_; ///< repaired; the tree was parsed in place
    SourceMap map_;
    std::vector<ItemHash> items_;
    pugi::xml_document tree_;
    std::deque<XmlScope> scopes_; ///< of elements that have attributes of XML, each once
    std::unordered_map<std::size_t, const XmlScope*> scopes_by_element_;
    std::vector<XmlScope::Prefix> declared_; ///< each prefix once, as it was first declared
    std::unordered_set<std::string_view> declared_prefixes_;
    XmlScope outermost_;
    std::string fallback_base_, fallback_lang_;
    Ns own_ = Ns::none;
    std::string_view own_uri_;
    std::unordered_set<std::string_view> undeclared_; ///< prefixes that were reported; each is once
};

template <class Visit>
void Element::each_child(Visit visit) const {
    for (auto child = node.first_child(); child; child = child.next_sibling()) {
        if (child.type() == pugi::node_element) visit(scope->document->enter(child, *scope));
    }
}

} // namespace arna
