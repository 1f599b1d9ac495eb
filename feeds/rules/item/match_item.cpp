#include "feeds/rules/item/match_item.hpp"

#include "feeds/html/plain_text.hpp"

#include <utility>

namespace arna {

MatchItem match_item(const Entry& entry, const std::string& source, const std::vector<std::string>& labels, Time seen) {
    return match_item(entry, {.summary = plain_text(entry.summary.str()), .content = plain_text(entry.content.str())},
                      source, labels, seen);
}

MatchItem match_item(const Entry& entry, PlainTexts plain, const std::string& source,
                     const std::vector<std::string>& labels, Time seen) {
    MatchItem item{.title = entry.title,
                   .summary = std::move(plain.summary),
                   .content = std::move(plain.content),
                   .lang = entry.lang,
                   .url = entry.link,
                   .source = source,
                   .labels = labels,
                   .published = entry.published,
                   .seen = seen,
                   .has_image = !entry.picture.url.empty(),
                   .has_enclosure = !entry.enclosures.empty()};
    for (const Category& category : entry.categories) {
        if (category.is_section) item.sections.push_back(category.term);
        item.categories.push_back(category.term);
        if (!category.label.empty() && category.label != category.term) item.categories.push_back(category.label);
    }
    for (const Person& author : entry.authors) item.authors.push_back(author.name.empty() ? author.email : author.name);
    return item;
}

} // namespace arna
