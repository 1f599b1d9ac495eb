#include "feeds/parse/xml/document.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace arna {

std::string language_tag(std::string_view written) {
    std::string made(trim_html_space(written.substr(0, written.find(','))));
    if (made.size() > limits::language_bytes) return {};
    std::ranges::replace(made, '_', '-');
    return made;
}

std::string_view Element::attribute(std::string_view wanted) const {
    std::string_view prefixed;
    for (const auto attribute : node.attributes()) {
        const std::string_view written = attribute.name();
        const auto colon = written.find(':');
        if (written.starts_with("xml") || !equals_ignoring_case(written.substr(colon + 1), wanted)) continue;
        if (colon == std::string_view::npos) return attribute.value();
        if (prefixed.empty()) prefixed = attribute.value();
    }
    return prefixed;
}

bool Element::is(Ns wanted_ns, std::string_view wanted_name) const {
    return ns == wanted_ns && equals_ignoring_case(name, wanted_name);
}

const std::string& Element::base() const {
    return scope->base == nullptr ? scope->document->fallback_base() : *scope->base;
}

const std::string& Element::lang() const {
    return scope->lang == nullptr ? scope->document->fallback_lang() : *scope->lang;
}

std::string_view Element::text(std::string& room) const {
    std::string_view only = node.value();
    std::size_t pieces = only.empty() ? 0 : 1;
    for (const auto child : node.children()) {
        if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
        if (++pieces == 2) room = only;
        if (pieces == 1) {
            only = child.value();
        } else {
            room += child.value();
        }
    }
    return pieces < 2 ? only : std::string_view(room);
}

bool Element::has_elements() const {
    return std::ranges::any_of(node.children(),
                               [](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

std::size_t Element::offset() const { return scope->document->original_offset(node); }

XmlDocument::XmlDocument(std::string_view text, RepairedXml repaired, Problems& problems)
    : problems_(problems), text_(std::move(repaired.text)), map_(std::move(repaired.map)) {
    outermost_.document = this;
    items_.reserve(repaired.items.size());
    for (const auto& item : repaired.items)
        items_.push_back({.name = item.name, .hash = XXH3_64bits(text.data() + item.begin, item.end - item.begin)});
    constexpr auto how = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute |
                         pugi::parse_ws_pcdata |
                         pugi::parse_embed_pcdata; // text before the first child is its element's value
    const auto result = tree_.load_buffer_inplace(text_.data(), text_.size(), how, pugi::encoding_utf8);
    if (!result && !text_.empty()) problems_.add_without_place("xml-not-repaired", "{}", result.description());
}

Result<std::unique_ptr<XmlDocument>> XmlDocument::read(std::string_view text, Problems& problems) {
    auto repaired = repair_xml(text, problems);
    if (!repaired) return std::unexpected(std::move(repaired.error()));
    return std::unique_ptr<XmlDocument>(new XmlDocument(text, std::move(*repaired), problems));
}

std::vector<Element> XmlDocument::roots() {
    std::vector<Element> found;
    for (const auto child : tree_.children()) {
        if (child.type() == pugi::node_element) found.push_back(enter(child, outermost_));
    }
    return found;
}

Element XmlDocument::enter(pugi::xml_node node, const XmlScope& outer) {
    const auto& scope = node.first_attribute() ? scope_of(node, outer) : outer;
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    const auto prefix = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    return {.node = node, .ns = resolve(prefix, scope, node), .name = local, .scope = &scope};
}

void XmlDocument::drop(const Element& element) {
    auto parent = element.node.parent();
    while (element.node.previous_sibling().type() == pugi::node_pcdata)
        parent.remove_child(element.node.previous_sibling());
    parent.remove_child(element.node);
}

void XmlDocument::set_own_namespace(Ns own, std::string_view uri) {
    own_ = own;
    own_uri_ = uri;
}

const XmlScope& XmlDocument::scope_of(pugi::xml_node node, const XmlScope& outer) {
    bool is_scope = false;
    bool has_prefixes = false;
    for (const auto attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        const bool is_of_xml = name.starts_with("xml");
        is_scope = is_scope || is_of_xml;
        has_prefixes = has_prefixes || (!is_of_xml && name.find(':') != std::string_view::npos);
    }
    const auto& scope = is_scope ? own_scope_of(node, outer) : outer;
    if (has_prefixes) check_prefixes(node, scope);
    return scope;
}

void XmlDocument::check_prefixes(pugi::xml_node node, const XmlScope& scope) {
    for (const auto attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        const auto colon = name.find(':');
        if (colon == std::string_view::npos || name.starts_with("xml")) continue;
        if (find_prefix(name.substr(0, colon), scope) == nullptr && is_to_report(name.substr(0, colon)))
            problems_.add("xml-undeclared-prefix", original_offset(node), "the prefix of {:.80} is not declared", name);
    }
}

const XmlScope& XmlDocument::own_scope_of(pugi::xml_node node, const XmlScope& outer) {
    const auto [known, is_new] = scopes_by_element_.try_emplace(node.hash_value());
    if (!is_new) return *known->second;
    auto& scope = scopes_.emplace_back(XmlScope{.outer = &outer,
                                                .document = this,
                                                .element = node.hash_value(),
                                                .prefixes = {},
                                                .prefix_count = outer.prefix_count,
                                                .base = outer.base,
                                                .lang = outer.lang});
    known->second = &scope;
    for (const auto attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        const std::string_view value = attribute.value();
        if (name == "xmlns" || name.starts_with("xmlns:")) {
            declare(scope, name.substr(std::min<std::size_t>(6, name.size())), value);
        } else if (name == "xml:base") {
            set_base(scope, value);
        } else if (name == "xml:lang") {
            scope.lang = std::make_shared<std::string>(language_tag(value));
        }
    }
    return scope;
}

/// What pages have is a base, or a part of one: no "javascript:", nothing that is too long.
void XmlDocument::set_base(XmlScope& scope, std::string_view written) {
    if (written.size() > limits::base_bytes) return;
    auto base = resolve_url(written, scope.base == nullptr ? fallback_base_ : *scope.base);
    if (base.size() > std::max(limits::base_bytes, fallback_base_.size())) return;
    if (is_absolute_url(base) && !is_http_url(base)) return;
    scope.base = std::make_shared<std::string>(std::move(base));
}

void XmlDocument::declare(XmlScope& scope, std::string_view prefix, std::string_view uri) {
    if (scope.prefix_count >= limits::prefixes) return;
    scope.prefixes.push_back({prefix, uri, namespace_of(uri)});
    ++scope.prefix_count;
    if (declared_.size() < limits::prefixes && declared_prefixes_.insert(prefix).second)
        declared_.push_back(scope.prefixes.back());
}

void XmlDocument::forget(std::size_t scopes) {
    while (scopes_.size() > scopes) {
        scopes_by_element_.erase(scopes_.back().element);
        scopes_.pop_back();
    }
}

const XmlScope::Prefix* XmlDocument::find_prefix(std::string_view prefix, const XmlScope& scope) {
    for (const auto* each = &scope; each != nullptr; each = each->outer) {
        const auto found = std::ranges::find(each->prefixes, prefix, &XmlScope::Prefix::prefix);
        if (found != each->prefixes.end()) return &*found;
    }
    return nullptr;
}

Ns XmlDocument::resolve(std::string_view prefix, const XmlScope& scope, pugi::xml_node node) {
    if (const auto* known = find_prefix(prefix, scope)) {
        const bool may_be_own = known->ns == Ns::other || prefix.empty();
        return known->ns == Ns::none || (may_be_own && known->uri == own_uri_) ? own_ : known->ns;
    }
    if (prefix.empty()) return own_;
    if (prefix == "xml") return Ns::xml;
    if (is_to_report(prefix))
        problems_.add("xml-undeclared-prefix", original_offset(node), "the prefix of <{:.80}> is not declared",
                      node.name());
    return usual_namespace(prefix);
}

bool XmlDocument::is_to_report(std::string_view undeclared) {
    return undeclared_.size() < limits::prefixes && undeclared_.insert(undeclared).second;
}

std::vector<std::pair<std::string, std::string>> XmlDocument::namespaces(const Element& root) const {
    std::vector<std::pair<std::string, std::string>> found;
    const auto add = [&](const XmlScope::Prefix& known) {
        const auto is_known = [&](const auto& each) { return each.first == known.prefix; };
        if (found.size() < limits::prefixes && std::ranges::none_of(found, is_known))
            found.emplace_back(known.prefix, known.uri);
    };
    for (const auto& known : root.scope->prefixes) add(known);
    for (const auto& known : declared_) {
        if (!known.prefix.empty()) add(known);
    }
    return found;
}

std::optional<std::uint64_t> XmlDocument::hash_of(const Element& element) const {
    const auto name = static_cast<std::size_t>(element.node.offset_debug());
    const auto found = std::ranges::lower_bound(items_, name, {}, &ItemHash::name);
    if (found == items_.end() || found->name != name) return std::nullopt;
    return found->hash;
}

std::size_t XmlDocument::original_offset(pugi::xml_node node) const {
    return map_.original(static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
}

} // namespace arna
