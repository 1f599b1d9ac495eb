#include "daemon/pages/shared_marks.hpp"

#include "feeds/clean/picture.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace arna {
namespace {

constexpr std::string_view keywords_scheme = "page:keywords"; // of `meta keywords`, see docs/pages.md

/// All of a page's `meta keywords` in one text.
std::string keywords_of(const PagePart& part) {
    std::string all;
    for (const auto& category : part.entry.categories)
        if (category.scheme == keywords_scheme) (all += category.term) += '\n';
    return all;
}

bool has_evidence(const PagePart& part, std::string_view field, std::string_view origin) {
    return std::ranges::any_of(part.evidence,
                               [&](const auto& one) { return one.first == field && one.second == origin; });
}

std::string picture_of(const PagePart& part) {
    return has_evidence(part, "image", "meta") ? part.entry.picture.url : std::string();
}

void forget_evidence(PagePart& part, std::string_view field) {
    std::erase_if(part.evidence, [&](const auto& one) { return one.first == field; });
}

void drop_keywords(PagePart& part) {
    std::erase_if(part.entry.categories, [](const Category& category) { return category.scheme == keywords_scheme; });
    if (has_evidence(part, "categories", "keywords")) forget_evidence(part, "categories");
}

/// The first picture of the text stands in its place.
void drop_picture(PagePart& part) {
    part.entry.picture = choose_picture({}, part.entry.content, {}, {});
    forget_evidence(part, "image");
    forget_evidence(part, "credit");
    if (!part.entry.picture.url.empty()) part.evidence.emplace_back("image", "content");
}

bool is_in(const std::deque<std::string>& marks, const std::string& mark) {
    return std::ranges::find(marks, mark) != marks.end();
}

/// Puts it behind the others; of more than `most_shared` the oldest go.
void remember(const std::string& mark, std::deque<std::string>& shared) {
    std::erase(shared, mark);
    if (shared.size() == SharedMarks::most_shared) shared.pop_front();
    shared.push_back(mark);
}

} // namespace

std::vector<ArticleId> SharedMarks::judge(SourceId source, ArticleId article, PagePart& part) {
    auto& [latest, shared] = sources_[source];
    std::erase_if(latest, [&](const Page& page) { return page.article == article; });
    Page page{.article = article, .keywords = keywords_of(part), .picture = picture_of(part)};
    std::vector<ArticleId> others;
    for (const auto& mark : {page.keywords, page.picture})
        if (is_in(shared, mark)) remember(mark, shared); // what all pages have is not forgotten
    for (const auto& other : latest) {
        const bool has_keywords = !page.keywords.empty() && other.keywords == page.keywords;
        const bool has_picture = !page.picture.empty() && other.picture == page.picture;
        if (has_keywords) remember(page.keywords, shared);
        if (has_picture) remember(page.picture, shared);
        if (has_keywords || has_picture) others.push_back(other.article);
    }
    strip(source, part);
    page.keywords = keywords_of(part);
    page.picture = picture_of(part);
    if (latest.size() == most_pages) latest.pop_front();
    latest.push_back(std::move(page));
    return others;
}

bool SharedMarks::strip(SourceId source, PagePart& part) const {
    const auto found = sources_.find(source);
    if (found == sources_.end()) return false;
    const auto& shared = found->second.shared;
    const bool has_keywords = is_in(shared, keywords_of(part));
    const bool has_picture = is_in(shared, picture_of(part));
    if (has_keywords) drop_keywords(part);
    if (has_picture) drop_picture(part);
    return has_keywords || has_picture;
}

} // namespace arna
