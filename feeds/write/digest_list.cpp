#include "feeds/write/digest_list.hpp"

#include "feeds/write/page/page_time.hpp"
#include "feeds/write/page/page_words.hpp"
#include "feeds/write/shown.hpp"

#include <fmt/format.h>

#include <utility>

namespace arna {

void write_digest_list(XmlWriter& html, const DigestContent& digest) {
    html.start("ul");
    for (const DigestedArticle& article : digest.articles) {
        html.line_break();
        html.start("li");
        html.optional_attribute("lang", shown_language(article.language));
        const auto url = shown_link(article.url);
        if (!url.empty()) {
            html.start("a");
            html.attribute("href", url);
        }
        html.text(article.title);
        if (!url.empty()) html.end();
        if (!article.source.empty()) html.text(" · " + article.source);
        html.end();
    }
    html.line_break();
    html.end();
    if (digest.more > 0)
        html.element("p", fmt::format(fmt::runtime(say(Phrase::and_more, digest.language)), digest.more));
}

std::string digest_markup(const DigestContent& digest) {
    XmlWriter html(XmlWriter::Syntax::fragment);
    write_digest_list(html, digest);
    return std::move(html).take();
}

std::string digest_title_of_day(std::string_view tag, std::chrono::sys_days day, PageLanguage language) {
    return fmt::format("{}: {}", tag, shown_day(std::chrono::year_month_day(day), language));
}

std::string digest_title_of_week(std::string_view tag, std::chrono::sys_days monday, PageLanguage language) {
    const auto week = iso_week(monday);
    return fmt::format(fmt::runtime(say(Phrase::digest_of_week, language)), fmt::arg("tag", tag),
                       fmt::arg("week", week.number), fmt::arg("year", week.year));
}

IsoWeek iso_week(std::chrono::sys_days monday) {
    const auto thursday = monday + std::chrono::days(3);
    const std::chrono::year_month_day date(thursday);
    const auto first = std::chrono::sys_days(date.year() / std::chrono::January / 1);
    return {.year = static_cast<int>(date.year()), .number = static_cast<int>((thursday - first).count() / 7 + 1)};
}

std::string digest_feed_title(std::string_view tag, bool is_weekly, PageLanguage language) {
    return fmt::format("{} · {}", tag, say(is_weekly ? Phrase::weekly_digest : Phrase::daily_digest, language));
}

} // namespace arna
