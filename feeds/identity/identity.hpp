#pragma once
#include "feeds/model/clean_feed.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Within what ids are unique.
struct IdentityScope {
    std::string site;   ///< scopes ids that are absolute IRIs, and links
    std::string source; ///< scopes every other id, and content
};

/// Gives every item its ident and content hash. Two items of one document with the same ident: the first stays, the others
/// are dropped unless their content differs and the id alone made them equal (a broken feed that repeats one guid); then
/// each later one is identified by its link or content.
void identify(CleanFeed& feed, const IdentityScope& scope);

/// The site of a source: registrable domain of its URL; host:port for an IP address or localhost; `name` for a source
/// without URL and on shared hosts (site.cpp).
[[nodiscard]] std::string site_of(std::string_view url, std::string_view name);

/// The id to publish where the source's own cannot be used: urn:uuid, version 8 (RFC 9562 §5.8), from the ident.
[[nodiscard]] std::string entry_urn(const Ident& ident);

} // namespace arna
