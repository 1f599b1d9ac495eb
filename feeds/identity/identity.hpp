#pragma once
#include "feeds/model/clean_feed.hpp"
#include "feeds/model/entry_id.hpp" // entry_urn

#include <string>
#include <string_view>

namespace arna {

/// Within what ids are unique.
struct IdentityScope {
    std::string site;   ///< scopes ids that are absolute IRIs, and links
    std::string source; ///< scopes every other id, and content
};

/// Gives every item its ident and content hash (docs/identity.md). An item is known by the first it has: its id, its
/// link, its content. Items that this makes equal although they are not one article (a broken feed that repeats one
/// guid or links every item to its home page: their links or titles differ) are known by the next thing on the ladder,
/// all of them, so that what stands first today does not matter tomorrow. Of items that are one article told twice the
/// first stays, the others are dropped and counted in a problem "item-repeated". Fills `feed.seen`, with an item for
/// each
/// that was there, and `feed.is_told_apart`.
///
/// `feed.unchanged` are items of the same document that were identified before. False if the idents depend on what they
/// say, because an item here would be called the same: then all of them must be read together.
bool identify(CleanFeed& feed, const IdentityScope& scope);

/// The site of a source: registrable domain of its URL; host:port for an IP address or localhost; `name` for a source
/// without URL and on shared hosts (shared_hosts.cpp).
[[nodiscard]] std::string site_of(std::string_view url, std::string_view name);

/// The site that an id belongs to: of an http(s) address its site_of, of a tag: URI (RFC 4151) that of its authority.
/// Empty where it belongs to nobody, or to strangers on a shared host.
[[nodiscard]] std::string site_of_id(std::string_view id);

} // namespace arna
