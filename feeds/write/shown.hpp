#pragma once
#include "feeds/write/document.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What all formats say of an article, decided once.
namespace arna {

/// Its title; where it has none the first 80 characters of its text, cut at a word; where it has no text its link, and
/// at last the source's title.
[[nodiscard]] std::string shown_title(const Article& article);

/// What the source is called.
[[nodiscard]] std::string_view shown_source_title(const ArticleSource& source);

/// Who wrote it, each with a name; the source where nobody is named.
[[nodiscard]] std::vector<Person> shown_authors(const Article& article);

/// The texts that may be republished, without blank ones; views into the article.
struct ShownTexts {
    const SafeHtml& summary;
    const SafeHtml& content;
    std::string excerpt; ///< plain text, in place of a summary that there is not; names who else tells the story
    std::string told_by; ///< markup, a last paragraph that does: of the content, else of the summary

    [[nodiscard]] std::string summary_markup() const { return content.empty() ? with_end(summary) : summary.str(); }
    [[nodiscard]] std::string content_markup() const { return with_end(content); }

private:
    [[nodiscard]] std::string with_end(const SafeHtml& text) const {
        return text.empty() ? std::string() : text.str() + told_by;
    }
};
[[nodiscard]] ShownTexts shown_texts(const PublishedEntry& entry);

/// What one of the articles that follow an entry is called where a title alone stands: "source: title".
[[nodiscard]] std::string shown_follower_title(const Follower& follower);

/// At most `limit` code points of the text of markup, cut at a word, in one line.
[[nodiscard]] std::string excerpt(std::string_view html, std::size_t limit);

/// `url` where a reader may be led to it (http, https, mailto and the like), else empty.
[[nodiscard]] std::string_view shown_link(std::string_view url);

/// `url` where it is http or https, else empty.
[[nodiscard]] std::string_view shown_web_address(std::string_view url);

/// `language` where it is a BCP 47 tag, as RFC 4287 wants it, of a language that there is ("kk-KZ", not "kz"), else
/// empty.
[[nodiscard]] std::string_view shown_language(std::string_view language);

/// `type` where it has the form of a media type, with or without parameters, else empty.
[[nodiscard]] std::string_view shown_media_type(std::string_view type);

/// `email` where it has the form of an address of mail, as validators want it, else empty.
[[nodiscard]] std::string_view shown_email(std::string_view email);

/// An IRI that identifies the source's feed: its own id, else the feed's address, else the site's; empty where there is
/// none.
[[nodiscard]] std::string_view shown_source_id(const ArticleSource& source);

/// What a section is published under where its source gave no scheme.
inline constexpr std::string_view section_scheme = "https://schema.org/articleSection";

/// The scheme of a category.
[[nodiscard]] std::string_view shown_scheme(const Category& category);

} // namespace arna
