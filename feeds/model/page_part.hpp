#pragma once
#include "feeds/model/entry.hpp"

#include <string>
#include <utility>
#include <vector>

namespace arna {

/// Which field of an article's page came from where: "published", "json-ld"; in the order of docs/pages.md.
using PageEvidence = std::vector<std::pair<std::string, std::string>>;

/// What an article's page gives to its item (feeds/pipeline/page_fill), as the store keeps it: what is told of the
/// item later is filled from it again, without another visit.
struct PagePart {
    Entry entry; ///< cleaned as an item is; without id and link
    PageEvidence evidence;

    friend bool operator==(const PagePart&, const PagePart&) = default;
};

} // namespace arna
