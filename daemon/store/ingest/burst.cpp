#include "daemon/store/ingest/burst.hpp"

#include "feeds/text/words/folded_words.hpp"

#include <chrono>

namespace arna {
namespace {

constexpr auto old_before_visit = std::chrono::hours(48);

} // namespace

std::string burst_title(std::string_view title) {
    constexpr int least_words = 4;
    std::string key;
    int words = 0;
    for (FoldedWords folded(title); folded.next(key); ++words) key += ' ';
    return words < least_words ? std::string() : key;
}

bool is_old_news(const CleanItem& item, Time last_success, const Burst& known) {
    const auto& date = item.entry.published ? item.entry.published : item.entry.updated; // a sitemap's is of its change
    const auto last = last_success != Time{} ? last_success : known.last_news;
    if (last != Time{} && date && *date < last - old_before_visit) return true;
    const auto title = burst_title(item.entry.title);
    return !title.empty() && known.titles.contains(title);
}

} // namespace arna
