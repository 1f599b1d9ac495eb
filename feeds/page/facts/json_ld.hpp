#pragma once
#include "feeds/page/facts/article_facts.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// What the JSON-LD scripts of a page say.
struct JsonLd {
    std::optional<ArticleFacts> article;                     ///< the one that the page is about
    std::vector<ArticleFacts> items;                         ///< of an ItemList, Blog or CollectionPage
    std::vector<std::pair<std::string, std::string>> crumbs; ///< of a BreadcrumbList, outermost first: name, address
    std::string site;                                        ///< the name of a WebSite, else of an Organization
    bool is_broken = false;                                  ///< a script was damaged, too large or too deep
};

/// Reads scripts of type application/ld+json (JSON-LD 1.1, schema.org): arrays, @graph, nodes named by @id, comments
/// and CDATA around the JSON; broken JSON as far as it goes. `page` is the page's address, by which the article that it
/// is about is known among several. Bounded by page_limits.
[[nodiscard]] JsonLd read_json_ld(std::span<const std::string_view> scripts, std::string_view page);

} // namespace arna
