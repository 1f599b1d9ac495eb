#include "feeds/page/view/name_hints.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_map>
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

/// Both tables, for looking up: words as a whole, parts by their first two letters.
class NameTables {
public:
    NameTables() {
        for (const Row& row : words) {
            each_name(row.names, [&](std::string_view name) { words_[name].add(NameHints(row.hint)); });
        }
        for (const Row& row : parts) {
            each_name(row.names, [&](std::string_view name) {
                parts_[beginning(name)].push_back({name, row.hint});
                is_beginning_.set(beginning(name));
            });
        }
    }

    void add_word(std::string_view word, NameHints& hints) const {
        if (const auto found = words_.find(word); found != words_.end()) hints.add(found->second);
    }

    /// The parts that `rest` begins with.
    void add_parts(std::string_view rest, NameHints& hints) const {
        if (rest.size() < 2 || !is_beginning_[beginning(rest)]) return;
        for (const Part& part : parts_.find(beginning(rest))->second) {
            if (rest.starts_with(part.name)) hints.add(NameHints(part.hint));
        }
    }

private:
    struct Part {
        std::string_view name;
        NameHint hint;
    };

    static std::uint16_t beginning(std::string_view text) {
        return static_cast<std::uint16_t>((static_cast<unsigned char>(text[0]) << 8) |
                                          static_cast<unsigned char>(text[1]));
    }

    std::unordered_map<std::string_view, NameHints> words_;
    std::unordered_map<std::uint16_t, std::vector<Part>> parts_;
    std::bitset<1U << 16> is_beginning_; ///< of one of `parts_`: most are not
};

} // namespace

NameHints name_hints(std::string_view names) {
    constexpr std::size_t longest = 1024;
    static const NameTables tables;
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
        tables.add_word(std::string_view(lower).substr(begin, at - begin), hints);
    }
    for (std::size_t at = 0; at < lower.size(); ++at) tables.add_parts(std::string_view(lower).substr(at), hints);
    return hints;
}

} // namespace arna
