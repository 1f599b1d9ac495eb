#include "daemon/pages/article_reading.hpp"

#include "daemon/poll/reading.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/pipeline/page_fill.hpp"
#include "feeds/pipeline/page_part.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace arna {
namespace {

std::string_view name_of(PageKind kind) {
    switch (kind) {
    case PageKind::article: return "an article";
    case PageKind::listing: return "a list of articles";
    case PageKind::other: return "no article's page";
    }
    return "";
}

/// What the page is instead of an article: what reading it found says it best.
std::string what_it_is(const PageReading& reading) {
    for (const auto& problem : reading.problems)
        if (problem.code.starts_with("page-is-") || problem.code == "page-not-found") return problem.message;
    return std::string(name_of(reading.kind));
}

/// Those for articles alone: their pages list nothing. What does not compile is none; `arna check` has said so.
std::optional<PageSelectors> selectors_of(const PollSource& source) {
    if (!source.rules || !source.rules->article) return std::nullopt;
    auto compiled = compile_page_rules({.items = std::nullopt, .article = source.rules->article});
    return compiled ? std::optional(std::move(*compiled)) : std::nullopt;
}

} // namespace

ArticleReading read_article(const KeptPage& page, const PollSource& source) {
    const auto selectors = selectors_of(source);
    auto reading = read_page(
        {.bytes = page.bytes,
         .url = page.url,
         .content_type = page.content_type,
         .content_language = page.content_language},
        {.time_zone = source.time_zone, .language = source.language, .rules = selectors ? &*selectors : nullptr},
        page.asked);
    if (reading.kind != PageKind::article) return {.part = std::nullopt, .why = what_it_is(reading)};
    return {.part = page_part(std::move(reading), source.language, page.asked), .why = {}};
}

IngestItem filled_item(const PagedArticle& article, const std::optional<PagePart>& part, const PollSource* source,
                       const PollRules& rules) {
    static const std::vector<std::string> no_labels;
    auto item = told_item(article.told, article.ident);
    if (part && article.sanitizer_version < sanitizer_version)
        fill(item, sanitized(*part));
    else if (part)
        fill(item, *part);
    auto sketch = sketch_of(item);
    const auto text = match_item(item.entry, std::exchange(item.plain, {}), article.source,
                                 source == nullptr ? no_labels : source->labels, article.first_seen);
    return {.item = std::move(item),
            .tags = memberships_of(text, *rules.set, rules.tags, rules.editions),
            .sketch = std::move(sketch)};
}

} // namespace arna
