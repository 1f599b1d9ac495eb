#include "feeds/parse/inheritance.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/parse/link.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <utility>

namespace arna {
namespace {

/// What the children of a channel or feed say of it; the first of each counts.
struct Said {
    std::string page, self, language, dc_language;
};

void keep_first(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

Said look(Reader& reader, const Element& channel) {
    Said said;
    std::string other_page;
    const auto scopes = reader.document.known_scopes();
    channel.each_child([&](const Element& child) {
        if (child.is(Ns::dc, "language") || child.is(Ns::dcterms, "language"))
            keep_first(said.dc_language, language_tag(reader.value(child)));
        if (child.is(Ns::rss, "language")) keep_first(said.language, language_tag(reader.value(child)));
        if ((child.ns != Ns::rss && child.ns != Ns::atom) || !equals_ignoring_case(child.name, "link")) return;
        const auto rel = link_relation(child);
        const bool is_wanted = (rel == "self" && said.self.empty()) || (rel == "alternate" && said.page.empty());
        if (!is_wanted) return;
        const auto link = read_link(reader, child);
        if (rel == "self") {
            said.self = link.href;
        } else {
            keep_first(child.ns == channel.ns && is_page(link) ? said.page : other_page, link.href);
        }
    });
    reader.document.forget(scopes); // their bases will be others
    keep_first(said.page, std::move(other_page));
    return said;
}

} // namespace

void settle_inheritance(Reader& reader, const Element& channel, RawFeed& feed) {
    auto said = look(reader, channel);
    auto& document = reader.document;
    feed.lang = std::move(said.language);
    if (feed.lang.empty() && channel.scope->lang != nullptr) feed.lang = *channel.scope->lang;
    keep_first(feed.lang, std::move(said.dc_language));
    if (feed.lang.empty() && channel.scope->lang == nullptr) feed.lang = document.fallback_lang();
    document.set_fallback_lang(feed.lang);
    for (auto* base : {&said.page, &said.self}) {
        if (!is_absolute_url(*base) || base->size() > limits::base_bytes) continue;
        document.set_fallback_base(std::move(*base));
        return;
    }
}

std::string own_language(const Element& element) {
    const auto attribute = element.node.attribute("xml:lang");
    return attribute ? language_tag(attribute.value()) : std::string();
}

} // namespace arna
