#pragma once
#include "feeds/text/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The parts that feeds and items are made of, whatever the format. Plain values: an empty string or list is "the
/// source did not say". Times are UTC.
namespace arna {

/// Who wrote it. Atom: author, contributor; RSS: author, managingEditor, dc:creator; JSON Feed: authors.
struct Person {
    std::string name; ///< required in Atom
    std::string email;
    std::string uri;    ///< Atom: uri; JSON Feed: url
    std::string avatar; ///< JSON Feed: avatar

    friend bool operator==(const Person&, const Person&) = default;
};

/// Atom: category; RSS: category (domain is the scheme), dc:subject, media:category; JSON Feed: tags.
struct Category {
    std::string term;   ///< required
    std::string scheme; ///< Atom: scheme; RSS: domain
    std::string label;
    bool is_section = false; ///< its scheme or element says that it is a section; only clean() sets it

    friend bool operator==(const Category&, const Category&) = default;
};

/// Atom: link; RSS: atom:link and the link elements. `rel` is "alternate" where none was given.
struct Link {
    std::string rel;
    std::string href; ///< required
    std::string type;
    std::string hreflang;
    std::string title;
    std::optional<std::uint64_t> length;

    friend bool operator==(const Link&, const Link&) = default;
};

/// A file that belongs to an item. Atom: link rel=enclosure; RSS: enclosure; JSON Feed: attachments.
struct Enclosure {
    std::string url;                     ///< required
    std::string type;                    ///< required in RSS and JSON Feed
    std::optional<std::uint64_t> length; ///< bytes; required in RSS

    friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// Atom: generator; RSS: generator, admin:generatorAgent.
struct Generator {
    std::string name; ///< required in Atom
    std::string uri;
    std::string version;

    friend bool operator==(const Generator&, const Generator&) = default;
};

/// RSS: image of the channel, which requires url, title and link.
struct FeedImage {
    std::string url;
    std::string title;
    std::string link;
    std::string description;
    std::optional<std::int32_t> width;
    std::optional<std::int32_t> height;

    friend bool operator==(const FeedImage&, const FeedImage&) = default;
};

/// dcterms:valid, a period of time either end of which may be open.
struct Validity {
    std::optional<Time> start;
    std::optional<Time> end;

    friend bool operator==(const Validity&, const Validity&) = default;
};

/// GeoRSS and W3C geo. A point has one position, the other shapes as many as were given.
struct Geo {
    enum class Shape { point, line, polygon, box };
    struct Position {
        double latitude = 0;
        double longitude = 0;
        friend bool operator==(const Position&, const Position&) = default;
    };
    Shape shape = Shape::point;
    std::vector<Position> positions;
    std::optional<double> elevation; ///< metres

    friend bool operator==(const Geo&, const Geo&) = default;
};

/// Elements that the model has no field for, under their usual prefix ("podcast:guid"), in order of first appearance.
using Extensions = std::vector<std::pair<std::string, std::vector<std::string>>>;

} // namespace arna
