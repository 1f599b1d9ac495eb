#include "feeds/page/view/name_hints.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace arna {
namespace {

using enum NameHint;

struct Row {
    NameHint hint;
    std::string_view names; ///< with blanks between them
};

// clang-format off

/// Whole words of a name: "article-share__list" has "article", "share", "list".
constexpr auto words = std::to_array<Row>({
    {lead,
     "lead lede intro standfirst subtitle subheadline subhead dek deck summary excerpt description vorspann "
     "anons announce chapo entradilla teasertext preamble ingress"},
    {headline,
     "headline title heading"},
    {date,
     "date datetime time timestamp published pubdate datum posted dateline publish publication updated data "
     "fecha kuni"},
    {author,
     "author authors by byline autor autoren auteur writer vcard avtor redakteur reporter journalist verfasser"},
    {biography,
     "bio authorbox biography saboxplugin"},
    {caption,
     "caption figcaption bildunterschrift credit credits bu bildtext legende imagecaption credit-line"},
    {labels,
     "tags tag tagcloud keywords topics labels hashtags schlagworte schlagwort tegter taglist"},
    {section,
     "cat topic theme categories category rubric rubrik kicker section rubrika ressort channel"},
    {crumbs,
     "breadcrumb breadcrumbs crumbs crumb brotkrumen"},
    {meta,
     "meta postmeta entrymeta info counter views postinfo metadata"},
    {share,
     "share sharing shares sharebar shariff addthis addtoany a2a sharethis social socials socialmedia teilen "
     "sharedaddy likes sharer ssba heateor socialbar bookmarks bookmark reactions rating ratings essb swp "
     "print feedback vote voting"},
    {related,
     "related recommended recommendations recommendation readalso similar outbrain taboola trending popular "
     "mostread yarpp nrelate zemanta relatedposts linklist verwandte seealso alsoread topstories ligatus "
     "plista relapremium morenews readmore relatedarticles moreon recirc recirculation upnext"},
    {comments,
     "comment comments disqus kommentar kommentare commentlist respond livefyre replies commentform cackle "
     "hypercomments disqussion remark42"},
    {content,
     "commentary"},
    {navigation,
     "nav navi navbar navigation menu pager pagination toolbar topbar prevnext submenu menue skiplink sitemap "
     "pagenav paging topnav subnav mainmenu nextprev masthead"},
    {advert,
     "ad ads adv advert adverts advertisement advertising advertorial banner banners sponsor sponsored "
     "sponsors promo promotion werbung anzeige anzeigen reklama reklame jarnama adsense adsbygoogle adbox "
     "adslot adblock affiliate adspot dfp publicidad publicite outstream inread partners shop donate donation"},
    {subscribe,
     "subscribe subscription newsletter signup optin login signin mailchimp abo follow mailpoet cta register "
     "mc4wp webpush telegram"},
    {sidebar,
     "sidebar sidebars aside rail widget widgets complementary marginalspalte marginal infobox"},
    {footer,
     "footer copyright impressum imprint disclaimer cookie cookies gdpr consent modal popup overlay lightbox "
     "colophon dialog tooltip siteinfo"},
    {hidden,
     "printonly noscreen invisible offscreen visuallyhidden unsichtbar"},
    {paywall,
     "paywall piano regwall"},
    {cards,
     "card snippet teaser teasers"},
});

/// Parts of a name, wherever they stand.
constexpr auto parts = std::to_array<Row>({
    {content,
     "articlebody article-body article_body article__body entry-content entry_content entrycontent "
     "post-content postcontent post_content post__content post-body postbody post_body post-text post_text "
     "posttext post-entry story-body storybody story_body story__body storycontent story-content story-text "
     "article-content article_content articlecontent article__content article-text articletext article_text "
     "article__text article-main content-body content__body contentbody content-text news-text newstext "
     "news_text news-content news-body news_body news-detail artikeltext artikel-text artikelinhalt "
     "artikelbody beitragstext body-copy bodytext body-text bodycopy single-content field-name-body "
     "field--name-body richtext rich-text node-content detail-text detailtext blog-content blogcontent "
     "fulltext full-text page-content content_main_text b-article maincontent main-content"},
    {biography,
     "bio-author author-bio author-info about-author author-box author-description authorinfo author_info "
     "about-the-author author-card"},
    {related,
     "read-also read_also more-news more-articles see-also most-read most-popular most_read read-more "
     "read-next also-read relatedpost related- recommend more-from latest-news latest-posts recent-posts "
     "weitere- aehnliche readalso similar- mehr-zum interesting-articles"},
    {share,
     "sharebutton share- socialshar social- sharelinks"},
    {navigation,
     "post-navigation nav-links navlinks post-nav skip-link"},
    {comments,
     "comment- comments- kommentar commentaire comentario _comments"},
    {advert,
     "google_ad google-ad div-gpt advert werbung"},
    {subscribe,
     "newsletter subscri tg-widget"},
    {sidebar,
     "side-bar sidebar right-col rightcol right_col seitenleiste"},
    {footer,
     "cookie-"},
    {hidden,
     "sr-only visually-hidden screen-reader d-none u-hidden element-invisible"},
    {crumbs,
     "breadcrumb"},
    {meta,
     "entry-meta post-meta postmeta article-meta post-info article-info news-info entry-utility"},
    {author,
     "byline author-name"},
    {date,
     "pubdate publish-date"},
    {caption,
     "wp-caption-text figcaption photo-credit image-credit img-caption"},
    {labels,
     "entry-tags post-tags article-tags tag-links tags-links"},
    {section,
     "cat-links"},
    {paywall,
     "paywall"},
});
// clang-format on

/// Calls `visit(name)` for each name of a row.
void each_name(std::string_view names, auto visit) {
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        visit(names.substr(0, end));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
}

/// A table for looking up, by the first two letters of its names.
class NameTable {
public:
    template <std::size_t Size>
    explicit NameTable(const std::array<Row, Size>& rows) {
        for (const Row& row : rows) {
            each_name(row.names, [&](std::string_view name) { names_.push_back({name, row.hint}); });
        }
        std::ranges::sort(names_, {}, [](const Name& name) { return beginning_of(name.text); });
        for (const Name& name : names_) ++first_[beginning_of(name.text) + 1U];
        for (std::size_t i = 1; i < first_.size(); ++i)
            first_[i] = static_cast<std::uint16_t>(first_[i] + first_[i - 1]);
    }

    /// What names say that are equal to `word`.
    void add_equal(std::string_view word, NameHints& hints) const {
        for (const Name& name : alike(word)) {
            if (word == name.text) hints.add(NameHints(name.hint));
        }
    }

    /// What names say that `rest` begins with.
    void add_beginnings(std::string_view rest, NameHints& hints) const {
        for (const Name& name : alike(rest)) {
            if (rest.starts_with(name.text)) hints.add(NameHints(name.hint));
        }
    }

private:
    struct Name {
        std::string_view text; ///< of two letters or more
        NameHint hint;
    };

    /// Letters and digits are told apart, signs are not.
    static constexpr std::size_t kinds = 1 + 26 + 10;
    static constexpr std::array<std::uint8_t, 256> kind_of = [] {
        std::array<std::uint8_t, 256> kinds_of{};
        std::uint8_t kind = 0;
        for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789"))
            kinds_of[static_cast<unsigned char>(c)] = ++kind;
        return kinds_of;
    }();

    static std::size_t beginning_of(std::string_view text) {
        return kind_of[static_cast<unsigned char>(text[0])] * kinds + kind_of[static_cast<unsigned char>(text[1])];
    }

    [[nodiscard]] std::span<const Name> alike(std::string_view text) const {
        if (text.size() < 2) return {};
        const std::size_t beginning = beginning_of(text);
        return std::span(names_).subspan(first_[beginning], first_[beginning + 1] - first_[beginning]);
    }

    std::vector<Name> names_;                              ///< in the order of their beginnings
    std::array<std::uint16_t, kinds * kinds + 1> first_{}; ///< by beginning: where its names begin
};

} // namespace

NameHints name_hints(std::string_view names) {
    constexpr std::size_t longest = 1024;
    static const NameTable word_table(words);
    static const NameTable part_table(parts);
    names = names.substr(0, longest);
    NameHints hints;
    const std::string lower = ascii_lowered(names);
    for (std::size_t at = 0; at < names.size();) {
        if (!is_ascii_alphanumeric(names[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at++;
        const auto is_upper = [&](std::size_t i) { return names[i] >= 'A' && names[i] <= 'Z'; };
        while (at < names.size() && is_ascii_alphanumeric(names[at]) && !(is_upper(at) && !is_upper(at - 1))) ++at;
        word_table.add_equal(std::string_view(lower).substr(begin, at - begin), hints);
    }
    for (std::size_t at = 0; at < lower.size(); ++at)
        part_table.add_beginnings(std::string_view(lower).substr(at), hints);
    return hints;
}

} // namespace arna
