#include "daemon/app/command/setup/source_draft.hpp"

#include "config/option/option_text.hpp"
#include "config/option/quantity.hpp"
#include "feeds/text/terminal.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <ranges>
#include <utility>
#include <vector>

namespace arna {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_text = 200; ///< code points
constexpr std::size_t comment_column = 36;
constexpr std::size_t most_offers = 20;

std::string with_comment(std::string line, std::string_view comment) {
    if (comment.empty()) return line + '\n';
    const auto width = code_points(line);
    line.append(width < comment_column ? comment_column - width : 1, ' ');
    return fmt::format("{}# {}\n", line, comment);
}

std::string key_line(std::string_view key, std::string_view value, std::string_view comment = {}) {
    return with_comment(fmt::format("{:<8} = {}", key, toml_string(value)), comment);
}

/// How often something was counted.
struct Count {
    std::string word;
    std::size_t times = 0;
    std::size_t place = 0; ///< among all words, as they came
};

/// Counts words that may be spelt in several ways; the first spelling stands for all.
class Tally {
public:
    void add(const std::string& key, const std::string& word) {
        const auto [found, is_new] = places_.emplace(key, counts_.size());
        if (is_new) counts_.push_back({word, 0, counts_.size()});
        ++counts_[found->second].times;
    }

    /// Most frequent first, else in the order they came.
    [[nodiscard]] std::vector<Count> ranked() const {
        auto counts = counts_;
        std::ranges::sort(counts, [](const Count& a, const Count& b) {
            return a.times != b.times ? a.times > b.times : a.place < b.place;
        });
        return counts;
    }

private:
    std::map<std::string, std::size_t> places_;
    std::vector<Count> counts_;
};

std::vector<Count> languages_of(const CleanItems& items) {
    Tally tally;
    for (const auto& item : items) {
        const auto language = item.entry.lang.substr(0, item.entry.lang.find('-'));
        if (!language.empty()) tally.add(language, language);
    }
    return tally.ranked();
}

/// Each once an item, however often it has it.
std::vector<Count> categories_of(const CleanItems& items) {
    Tally tally;
    for (const auto& item : items) {
        std::set<std::string> seen;
        for (const auto& category : item.entry.categories) {
            const auto& word = category.label.empty() ? category.term : category.label;
            const auto key = tag_key(word);
            if (!key.empty() && code_points(word) <= longest_text / 2 && seen.insert(key).second) tally.add(key, word);
        }
    }
    return tally.ranked();
}

/// "kk 11, ru 9": as many as fit into a comment.
std::string counts_text(const std::vector<Count>& counts) {
    std::string text;
    for (const auto& [word, times, place] : counts) {
        const auto one = fmt::format("{}{} {}", text.empty() ? "" : ", ", draft_text(word), times);
        if (code_points(text) + code_points(one) > longest_text) break;
        text += one;
    }
    return text;
}

std::string language_lines(const CleanFeed& feed) {
    const auto languages = languages_of(feed.items);
    if (languages.empty()) return {};
    const auto& most = languages.front();
    const auto total = feed.items.size();
    if (most.times * 10 < total * 9) // no setting is right for a feed in several languages
        return fmt::format("# languages of {} items: {}\n", total, counts_text(languages));
    auto why = fmt::format("{} of {} items", most.times, total);
    const auto said = feed.facts.lang.substr(0, feed.facts.lang.find('-'));
    if (said.empty())
        why += "; the feed itself does not say";
    else if (said != most.word)
        why += fmt::format("; the feed itself says {}", draft_text(feed.facts.lang));
    return key_line("language", most.word, why);
}

/// Items a day by the dates of the items; zero where they do not tell. The oldest tenth does not count: an item that is
/// kept on top for a year says nothing of the others.
double items_a_day(const CleanItems& items) {
    std::vector<Time> dates;
    for (const auto& item : items) {
        const auto& date = item.entry.published ? item.entry.published : item.entry.updated;
        if (date) dates.push_back(*date);
    }
    std::ranges::sort(dates, std::greater{});
    dates.resize(dates.size() - dates.size() / 10);
    if (dates.size() < 2) return 0;
    const auto span = std::chrono::duration<double, std::ratio<86'400>>(dates.front() - dates.back()).count();
    return span <= 0 ? 0 : static_cast<double>(dates.size() - 1) / span;
}

/// A number of items in some time, as people say it.
struct Rate {
    std::string text;              ///< "about 12 items a day"
    std::chrono::milliseconds gap; ///< between two
};

Rate rate_of(double a_day) {
    struct Unit {
        std::chrono::hours time;
        std::string_view name;
    };
    constexpr auto units = std::to_array<Unit>({{24h, "day"}, {24h * 7, "week"}, {24h * 30, "month"}});
    for (const auto& [time, name] : units) {
        const auto count = std::lround(a_day * static_cast<double>(time / 24h));
        if (count > 0) return {fmt::format("about {} item{} a {}", count, count == 1 ? "" : "s", name), time / count};
    }
    return {"less than an item a month", 24h * 30};
}

std::string interval_line(const CleanItems& items) {
    constexpr auto steps =
        std::to_array<std::chrono::milliseconds>({10min, 15min, 20min, 30min, 1h, 2h, 3h, 6h, 12h, 24h});
    const auto a_day = items_a_day(items);
    if (a_day == 0) return key_line("interval", "1h", "its dates do not tell how often something new comes");
    const auto rate = rate_of(a_day);
    const auto after = std::ranges::upper_bound(steps, rate.gap / 4); // most items are seen soon
    const auto interval = after == steps.begin() ? steps.front() : *std::prev(after);
    return key_line("interval", format_duration(interval), rate.text);
}

std::string offer_lines(const std::vector<HtmlPage::FeedLink>& offers) {
    std::string lines;
    for (const auto& offer : offers | std::views::take(most_offers)) {
        const auto title = offer.title.empty() ? std::string() : fmt::format("\"{}\" ", draft_text(offer.title));
        lines += fmt::format("# the page also offers: {}{}\n", title, draft_text(offer.url));
    }
    return lines;
}

/// A count of something, told only where there is any.
std::string some(std::size_t count, std::string_view what) {
    return count == 0 ? std::string() : fmt::format(", {} {}{}", count, what, count == 1 ? "" : "s");
}

std::string each_line(const ItemsProposal& found) {
    const std::string example =
        fmt::format(", e.g. \"{}\"{}{}", draft_text(found.title), found.clock.empty() ? "" : " ", found.clock);
    return with_comment("# each = " + toml_string(found.each),
                        fmt::format("{} items{}{}{}", found.items, some(found.dates, "date"),
                                    some(found.pictures, "picture"), found.title.empty() ? "" : example));
}

std::string article_lines(const FoundPage& found) {
    const ArticleProposal& article = found.article;
    if (article.content.empty() && article.categories.empty()) return {};
    std::string text = "# [source.article]\n";
    if (!article.content.empty())
        text += with_comment(
            "# content = " + toml_string(article.content),
            fmt::format("on {} of {} pages, {} letters on the first", found.articles, found.articles, article.letters));
    if (article.categories.empty()) return text;
    std::string terms;
    for (const std::string& term : article.terms) terms += (terms.empty() ? "" : ", ") + draft_text(term);
    return text + with_comment("# categories = " + toml_string(article.categories), draft_text(terms));
}

} // namespace

std::string draft_text(std::string_view foreign) {
    std::string text;
    for (std::size_t i = 0; i < foreign.size();) {
        const auto begin = i;
        const char32_t c = next_code_point(foreign, i);
        if (c == '\t' || c == '\n' || c == '\r')
            text += ' ';
        else if (is_terminal_control(c))
            text += "\xEF\xBF\xBD"; // U+FFFD
        else
            text.append(foreign, begin, i - begin);
    }
    return truncate_at_word(text, longest_text);
}

std::string unused_name(const std::string& wanted, std::set<std::string>& taken) {
    auto name = wanted;
    for (std::size_t number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", wanted, number);
    return name;
}

std::string SourceDrafts::name_for(const std::string& url) {
    auto host = url_host(url);
    if (host.starts_with("www.")) host.erase(0, 4);
    return unused_name(slug(host), names_);
}

std::string SourceDrafts::draft(const FoundPage& found) {
    const PageReading& page = found.listing.reading;
    std::string text = "[[source]]\n";
    text += key_line("name", name_for(found.url));
    text += key_line("page", found.url);
    if (!found.forbidden.empty()) text += fmt::format("# it will not be read: {}\n", draft_text(found.forbidden));
    if (!page.site.empty()) text += key_line("title", draft_text(page.site));
    if (!page.lang.empty())
        text += key_line("language", page.lang.substr(0, page.lang.find('-')), "what the page says");
    text += key_line("interval", "1h");
    text += fmt::format("# {} items are found on it without rules", page.items.size());
    if (!found.listing.best) return text + ".\n";
    text += ". These would find the same; to have them, remove the signs before them:\n# [source.items]\n";
    text += each_line(*found.listing.best);
    if (!found.listing.others.empty()) text += "# or another list of the page:\n";
    for (const ItemsProposal& other : found.listing.others) text += each_line(other);
    return text + article_lines(found);
}

std::string SourceDrafts::draft(const FoundFeed& found) {
    const auto& feed = found.feed;
    const auto count = feed.items.size();
    std::string text = "[[source]]\n";
    text += key_line("name", name_for(found.url));
    text +=
        key_line("url", found.url, found.is_news_sitemap ? "the news sitemap of its robots.txt; there is no feed" : "");
    if (!feed.facts.title.empty()) text += key_line("title", truncate_at_word(feed.facts.title, longest_text));
    text += language_lines(feed);
    text += interval_line(feed.items);
    const auto categories = categories_of(feed.items);
    if (!categories.empty()) text += fmt::format("# categories of {} items: {}\n", count, counts_text(categories));
    text += offer_lines(found.others);
    for (const auto& [word, times, place] : categories) {
        if (!tags_.insert(tag_key(word)).second) continue;
        text += "\n# [[tag]]\n";
        text += with_comment("# name = " + toml_string(word), fmt::format("in {} of {} items", times, count));
        break;
    }
    return text;
}

} // namespace arna
