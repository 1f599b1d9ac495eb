#include "daemon/poll/listing_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace arna {
namespace {

/// What an item may have, by its name in the stored form and in warnings.
struct Part {
    std::string_view name;
    std::size_t ListingShape::* count;
};
constexpr auto parts = std::to_array<Part>({{"items", &ListingShape::items},
                                            {"titles", &ListingShape::titles},
                                            {"dates", &ListingShape::dates},
                                            {"pictures", &ListingShape::pictures},
                                            {"summaries", &ListingShape::summaries}});

/// A field that so many of ten items have is usual.
constexpr std::size_t usual_of_ten = 9;

/// A text of another form is a shape without path.
ListingShape parse_shape(std::string_view text) {
    ListingShape shape;
    for (const auto& [name, count] : parts) {
        if (!text.starts_with(name)) return {};
        text.remove_prefix(std::min(name.size() + 1, text.size()));
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), shape.*count);
        if (error != std::errc()) return {};
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.starts_with(' ')) text.remove_prefix(1);
    }
    if (!text.starts_with("path=")) return {};
    shape.path = text.substr(5);
    return shape;
}

} // namespace

ListingShape shape_of(const CleanFeed& feed, std::string path) {
    ListingShape shape{.path = std::move(path), .items = feed.items.size()};
    for (const auto& item : feed.items) {
        const auto& entry = item.entry;
        shape.titles += !entry.title.empty();
        shape.dates += entry.published.has_value();
        shape.pictures += !entry.picture.url.empty();
        shape.summaries += !entry.summary.empty() || !entry.content.empty();
    }
    return shape;
}

ListingHistory::ListingHistory(std::string_view text) {
    while (!text.empty() && visits_.size() < most_visits) {
        const auto end = std::min(text.find('\n'), text.size());
        if (auto shape = parse_shape(text.substr(0, end)); !shape.path.empty()) visits_.push_back(std::move(shape));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void ListingHistory::add(ListingShape shape) {
    if (visits_.size() == most_visits) visits_.erase(visits_.begin());
    std::ranges::replace(shape.path, '\n', ' ');
    visits_.push_back(std::move(shape));
}

bool ListingHistory::knows(std::string_view path) const {
    return visits_.empty() || std::ranges::find(visits_, path, &ListingShape::path) != visits_.end();
}

ListingShape ListingHistory::usual(std::string_view path) const {
    std::vector<ListingShape> alike;
    std::ranges::copy_if(visits_, std::back_inserter(alike), [&](const auto& visit) { return visit.path == path; });
    if (alike.empty()) alike = visits_;
    ListingShape usual;
    if (alike.empty()) return usual;
    usual.path = alike.back().path;
    for (const auto& [name, count] : parts) {
        std::ranges::sort(alike, {}, count);
        usual.*count = alike[alike.size() / 2].*count;
    }
    return usual;
}

std::string ListingHistory::text() const {
    std::string text;
    for (const auto& visit : visits_) {
        if (!text.empty()) text += '\n';
        for (const auto& [name, count] : parts) text += fmt::format("{}={} ", name, visit.*count);
        text += "path=" + visit.path;
    }
    return text;
}

std::vector<std::string> what_lacks(const ListingShape& usual, const ListingShape& now) {
    std::vector<std::string> lacking;
    if (now.items * 2 < usual.items) lacking.push_back(fmt::format("{} items, usually {}", now.items, usual.items));
    for (const auto& [name, count] : parts) {
        if (count == &ListingShape::items || now.items == 0) continue;
        const bool was_usual = usual.items > 0 && usual.*count * 10 >= usual.items * usual_of_ten;
        if (was_usual && now.*count == 0)
            lacking.push_back(fmt::format("no {}, which {} of {} had", name, usual.*count, usual.items));
    }
    return lacking;
}

} // namespace arna
