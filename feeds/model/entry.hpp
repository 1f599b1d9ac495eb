#pragma once
#include "feeds/model/parts.hpp"
#include "feeds/model/safe_html.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// 128 bits that know an article again: SHA-256 over scope, kind and id, cut (PRODUCT.md, "Identity"; docs/identity.md).
using Ident = std::array<std::uint8_t, 16>;

/// An article's picture, with what must stand beside it.
struct Picture {
    std::string url;
    std::string type; ///< media type where known
    std::string alt;
    std::string credit; ///< "Zakon.kz" of "сурет - Zakon.kz"
    std::optional<std::int32_t> width, height;

    friend bool operator==(const Picture&, const Picture&) = default;
};

/// The feed that a source itself took an item from (atom:source, RSS source).
struct Provenance {
    std::string id, title, link, self;

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// What an item says, cleaned: plain texts are single-spaced XML 1.0 characters, URLs absolute http(s) (links also mailto
/// and the like), markup sanitised, dates sane. Nothing is case-folded or cut.
struct Entry {
    std::string id; ///< as the source wrote it, trimmed; empty where it has none
    bool id_is_permalink = false;
    std::string link;  ///< the page
    std::string title; ///< plain text; empty where the source has none
    SafeHtml summary;
    SafeHtml content; ///< empty where the source gives a summary only
    std::string lang; ///< BCP 47, by PRODUCT.md's "Whose forms"; empty is unknown
    std::vector<Person> authors, contributors;
    std::vector<Category> categories;
    std::vector<std::string> hashtags; ///< found in title and text, without '#', in order, each once
    std::vector<Enclosure> enclosures;
    Picture picture; ///< empty url: none
    std::string rights;
    std::string comments;
    std::string via;
    Provenance provenance;
    std::optional<Time> published, updated; ///< only where sane

    friend bool operator==(const Entry&, const Entry&) = default;
};

/// What a source says of itself, cleaned.
struct FeedFacts {
    std::string id, title, subtitle, link, self, lang, rights, icon, logo;
    std::vector<Person> authors;
    std::optional<Time> updated;

    friend bool operator==(const FeedFacts&, const FeedFacts&) = default;
};

} // namespace arna
