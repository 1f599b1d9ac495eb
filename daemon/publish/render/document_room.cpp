#include "daemon/publish/render/document_room.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/write/shown.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// Of an article that is reduced: what its texts and lists may take beside title, link and ids.
constexpr std::size_t longest_summary = 4 * 1024;
constexpr std::size_t most_of_lists = 4 * 1024;
constexpr std::size_t excerpt_length = 300; // code points
constexpr std::size_t longest_name = 300;   // code points of a title
constexpr std::size_t longest_address = 2 * 1024;

/// Element names, dates and quotes of an entry, of a part of it; what the parts take in memory is no more.
constexpr std::size_t entry_frame = 2 * 1024;
constexpr std::size_t part_frame = 256;

using Weights = std::array<std::uint8_t, 256>;

constexpr Weights xml_weights() {
    Weights weights{};
    weights.fill(1);
    weights['&'] = 5;
    weights['<'] = weights['>'] = 4;
    return weights;
}

constexpr Weights json_weights() {
    Weights weights{};
    weights.fill(1);
    weights['"'] = weights['\\'] = weights['\n'] = weights['\t'] = 2;
    return weights;
}

/// What a text takes in the format that escapes it most.
std::size_t written_size(std::string_view text) {
    static constexpr Weights in_xml = xml_weights();
    static constexpr Weights in_json = json_weights();
    std::size_t xml = 0, json = 0;
    for (const char c : text) {
        xml += in_xml[static_cast<unsigned char>(c)];
        json += in_json[static_cast<unsigned char>(c)];
    }
    return std::max(xml, json);
}

/// An address or name stands up to three times in an entry (link, via, guid).
std::size_t repeated_size(std::string_view text) { return 3 * written_size(text); }

std::size_t size_of(const Person& person) {
    return part_frame + written_size(person.name) + written_size(person.email) + written_size(person.uri) +
           written_size(person.avatar);
}

std::size_t size_of(const Category& category) {
    return part_frame + 2 * written_size(category.term) + written_size(category.scheme) + written_size(category.label);
}

std::size_t size_of(const Enclosure& file) { return part_frame + written_size(file.url) + written_size(file.type); }

std::size_t size_of(const ArticleSource& source) {
    const FeedFacts& facts = source.facts;
    return 2 * part_frame + repeated_size(facts.title) + written_size(facts.id) + written_size(facts.link) +
           written_size(facts.self) + written_size(facts.rights);
}

std::size_t size_of(const Follower& follower) {
    return 2 * part_frame + repeated_size(follower.title) + repeated_size(follower.url) + size_of(follower.source);
}

/// A page tells it, a line for each line that was stored.
std::size_t size_of_reason(std::string_view reason) {
    return written_size(reason) + part_frame * static_cast<std::size_t>(2 + std::ranges::count(reason, '\n'));
}

template <class Part>
std::size_t size_of(const std::vector<Part>& parts) {
    std::size_t bytes = 0;
    for (const Part& part : parts) bytes += size_of(part);
    return bytes;
}

std::size_t size_of_texts(const Entry& entry) {
    return written_size(entry.summary.str()) + written_size(entry.content.str());
}

std::size_t size_of_lists(const Article& article) {
    const Entry& entry = article.entry;
    const Picture& picture = entry.picture;
    return size_of(entry.authors) + size_of(entry.contributors) + size_of(entry.categories) +
           size_of(entry.enclosures) + size_of(article.also_in) + size_of(article.followers) +
           written_size(entry.rights) + written_size(entry.comments) + written_size(entry.via) +
           2 * written_size(picture.url) + written_size(picture.alt) + written_size(picture.credit);
}

std::size_t size_of(const Article& article) {
    const Entry& entry = article.entry;
    return entry_frame + size_of_texts(entry) + size_of_lists(article) + written_size(entry.title) +
           repeated_size(entry.link) + repeated_size(article.entry_id) + size_of(article.source) +
           size_of_reason(article.reason);
}

/// Empties a part and gives its memory back, which clear() would keep.
template <class Part>
void drop(Part& part) {
    Part empty;
    std::swap(part, empty);
}

void drop_unwritten(ArticleSource& source) {
    drop(source.facts.subtitle);
    drop(source.facts.lang);
    drop(source.facts.icon);
    drop(source.facts.logo);
    drop(source.facts.authors);
}

/// Leaves out what no format has a place for.
void drop_unwritten(Article& article) {
    drop(article.entry.id);
    drop(article.entry.hashtags);
    drop(article.entry.provenance);
    drop_unwritten(article.source);
    for (ArticleSource& other : article.also_in) drop_unwritten(other);
    for (Follower& follower : article.followers) drop_unwritten(follower.source);
}

/// Leaves out what `policy` does not let be published, for it need not be held.
void drop_unpublished(Entry& entry, ContentPolicy policy) {
    if (policy == ContentPolicy::none) drop(entry.summary);
    if (policy == ContentPolicy::none || !entry.summary.empty()) drop(entry.content);
}

void drop_long_address(std::string& address) {
    if (address.size() > longest_address) drop(address);
}

void drop_lists(Article& article) {
    Entry& entry = article.entry;
    drop(entry.authors);
    drop(entry.contributors);
    drop(entry.categories);
    drop(entry.enclosures);
    drop(article.also_in);
    drop(article.followers);
    drop(entry.picture);
    drop(entry.rights);
    drop(entry.comments);
    drop(entry.via);
}

} // namespace

bool DocumentRoom::add(Article& article, ContentPolicy policy) {
    Part part = {.policy = policy};
    drop_unwritten(article);
    if (policy != ContentPolicy::full) {
        if (article.entry.title.empty()) article.entry.title = shown_title(article);
        drop_unpublished(article.entry, policy);
    }
    part.bytes = size_of(article);
    is_used_up_ = is_used_up_ || used_ + part.bytes > room_;
    if (is_used_up_) reduce(article, part);
    used_ += part.bytes;
    parts_.push_back(std::move(part));
    return used_ <= 2 * room_; // those that are whole may still be reduced
}

void DocumentRoom::reduce(Article& article, Part& part) {
    Entry& entry = article.entry;
    if (entry.title.empty()) entry.title = shown_title(article);
    if (!entry.summary.empty()) drop(entry.content);
    if (size_of_texts(entry) > longest_summary || !entry.content.empty()) {
        const SafeHtml& text = entry.summary.empty() ? entry.content : entry.summary;
        part.excerpt = excerpt(text.str(), excerpt_length);
        drop(entry.summary);
        drop(entry.content);
    }
    part.policy = std::max(part.policy, ContentPolicy::summary);
    if (size_of_lists(article) > most_of_lists) drop_lists(article);
    entry.title = truncate_at_word(entry.title, longest_name);
    drop_long_address(entry.link);
    FeedFacts& facts = article.source.facts;
    facts.title = truncate_at_word(facts.title, longest_name);
    for (std::string* address : {&facts.id, &facts.link, &facts.self, &facts.rights}) drop_long_address(*address);
    part.bytes = size_of(article) + written_size(part.excerpt);
    part.is_reduced = true;
}

std::vector<PublishedEntry> DocumentRoom::entries(std::vector<Article>& articles) {
    for (std::size_t i = parts_.size(); i > 0 && used_ > room_; --i) {
        Part& part = parts_[i - 1];
        if (part.is_reduced) continue;
        used_ -= part.bytes;
        reduce(articles[i - 1], part);
        used_ += part.bytes;
    }
    for (; used_ > room_ && !articles.empty(); articles.pop_back(), parts_.pop_back()) used_ -= parts_.back().bytes;
    std::vector<PublishedEntry> entries;
    entries.reserve(articles.size());
    for (std::size_t i = 0; i < articles.size(); ++i) {
        entries.push_back({articles[i], parts_[i].policy, std::move(parts_[i].excerpt)});
    }
    return entries;
}

} // namespace arna
