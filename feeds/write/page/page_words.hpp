#pragma once
#include "feeds/write/page/page_language.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// What the HTML pages say themselves. All of it stands in one table, page_words.cpp.
namespace arna {

enum class Phrase : std::uint8_t {
    // The frame
    skip_to_articles,
    skip_to_topics,
    languages,
    all_topics,
    times_are_in, ///< {}: the zone
    made_by,      ///< {}: the program
    // Feeds
    follow,
    atom_is_for,
    digest_atom_is_for, ///< there is no archive
    rss_is_for,
    json_is_for,
    opml_is_for,
    also_as, ///< before editions and digests
    daily_digest,
    weekly_digest,
    digest_of_week, ///< {tag}: its title; {week}, {year}: the week's
    // A list of articles
    updated,
    full_text,
    also_in,
    also_told_by, ///< before the sources that tell the same story
    and_more,     ///< {}: how many others of them
    withdrawn,    ///< by its source; before the moment
    photo,
    nothing_yet,
    no_articles_yet,
    why_nothing_yet,
    why_no_digest_yet,
    // The index
    sources,
    other_topics,
    in_thirty_days, ///< {}: the last day; {}: articles; {}: most on a day
    // In place of a page
    nothing_here,
    why_nothing_here,
    gone,
    why_gone,
    token_needed,
    why_token_needed,
    // Counts: forms apart by "|", as the language has them
    article_count,
    topic_count,
    // Why an article is there
    why,
    first_seen, ///< {}: the moment
    by_category,
    by_section,
    by_hashtag,
    by_title,
    by_summary,
    by_content,
    by_author,
    by_source,
    by_label,
    by_language,
    by_domain,
    by_address,
    by_having,
    by_age,
    by_date,
    has_image,
    has_enclosure,
    has_author,
    has_date,
};

/// A message in a language, as the table has it.
[[nodiscard]] std::string_view say(Phrase message, PageLanguage language);

/// A number with its noun, in the form that the language asks for: "1,204 articles", "21 статья", "5 мақала".
[[nodiscard]] std::string counted(Phrase noun, std::int64_t number, PageLanguage language);

/// A whole number with its thousands apart.
[[nodiscard]] std::string shown_number(std::int64_t number, PageLanguage language);

} // namespace arna
