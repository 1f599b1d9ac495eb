#include "feeds/page/article/article_cleaner.hpp"

#include "feeds/clean/picture_credit.hpp"
#include "feeds/page/article/article_markup.hpp"
#include "feeds/page/article/bare_line.hpp"
#include "feeds/page/article/rubbish.hpp"
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

bool is_list(HtmlTag tag) {
    return tag == HtmlTag::ul || tag == HtmlTag::ol || tag == HtmlTag::dl || tag == HtmlTag::menu;
}

/// Whether a line ends as sentences do.
bool ends_a_sentence(std::string_view line) {
    constexpr auto ends = std::to_array<std::string_view>(
        {".", "!", "?", "…", ":", ";", "»", "\"", "”", "“", "。", "！", "？", ")", "’", "'"});
    return std::ranges::any_of(ends, [&](std::string_view end) { return line.ends_with(end); });
}

} // namespace

ArticleCleaner::ArticleCleaner(const PageView& page, const FoundArticle& article, std::string_view title)
    : page_(page), tree_(page.tree()), article_(article), title_(fold(title)), drops_(page.tree().size(), 0) {
    for (const NodeId part : article.parts) all_ += page.amount(part).letters;
    for (const NodeId part : article.parts) clean(part);
}

void ArticleCleaner::drop(NodeId id) {
    std::fill(drops_.begin() + index_of(id), drops_.begin() + index_of(tree_[id].end), 1);
}

void ArticleCleaner::clean(NodeId part) {
    for (std::uint32_t i = index_of(part); i < index_of(tree_[part].end);) {
        const NodeId id{i};
        const bool is_element = id != part && tree_[id].kind == NodeKind::element;
        if (!page_.is_shown(id) || (is_element && is_foreign(id)) || is_bare_notice(page_, id)) {
            drop(id);
            i = index_of(tree_[id].end);
        } else {
            ++i;
        }
    }
    drop_after_comments(part);
    drop_foreign_sections(part);
    drop_headings_of_nothing(part);
    drop_tail(part);
    drop_headings_of_nothing(part);
}

bool ArticleCleaner::is_foreign(NodeId id) const {
    switch (tree_[id].tag) {
    case HtmlTag::nav:
    case HtmlTag::aside:
    case HtmlTag::footer:
    case HtmlTag::form:
    case HtmlTag::input:
    case HtmlTag::fieldset:
    case HtmlTag::embed:
    case HtmlTag::dialog:
    case HtmlTag::menu:
    case HtmlTag::rt:
    case HtmlTag::rp:
    case HtmlTag::figcaption: return true;
    case HtmlTag::h1: return true;
    default: break;
    }
    if (is_foreign_by_name(id)) return true;
    if (!is_block_element(tree_[id].tag) && stands_alone(id))
        return tree_[id].tag == HtmlTag::a || tree_[id].tag == HtmlTag::time || says_credit(id);
    if (!is_block_element(tree_[id].tag)) return false;
    return is_foreign_line(id) || is_foreign_block(id);
}

bool ArticleCleaner::is_foreign_by_name(NodeId id) const {
    const auto hints = page_.hints(id);
    const auto amount = page_.amount(id);
    const bool is_block = is_block_element(tree_[id].tag) || tree_[id].tag == HtmlTag::span;
    if (!is_block || amount.letters * 5 > all_ * 3) return false; // the most of it is the story itself
    constexpr NameHints always(NameHint::share, NameHint::comments, NameHint::navigation, NameHint::hidden,
                               NameHint::crumbs, NameHint::footer, NameHint::biography);
    constexpr NameHints likely(NameHint::related, NameHint::advert, NameHint::subscribe, NameHint::sidebar,
                               NameHint::paywall);
    constexpr std::uint32_t longest_meta = 400;
    if (hints.has(NameHint::meta) && amount.letters < longest_meta &&
        !hints.any(NameHints(NameHint::content, NameHint::lead)))
        return true;
    if (hints.has(NameHint::cards) && amount.links > 0 && amount.letters * 5 < all_ * 2 &&
        is_block_element(tree_[id].tag))
        return true;
    constexpr NameHints short_only(NameHint::author, NameHint::date, NameHint::meta, NameHint::labels,
                                   NameHint::caption, NameHint::section);
    constexpr std::uint32_t longest_line = 200;
    const bool is_paragraph = tree_[id].tag == HtmlTag::p || is_heading(tree_[id].tag);
    if (hints.has(NameHint::content) && amount.letters > longest_line) return false;
    if (hints.has(NameHint::share) && holds_quote(page_, id)) return false;
    if (hints.any(always) && (!is_paragraph || amount.letters < longest_line)) return true;
    if (hints.any(likely) && (amount.link_share() > 0.2 || amount.letters < 400 || amount.letters * 5 < all_))
        return !is_paragraph || amount.letters < longest_line;
    const bool is_inline = tree_[id].tag == HtmlTag::span;
    return hints.any(short_only) && amount.letters < longest_line && !(is_inline && amount.letters > 60) &&
           !hints.has(NameHint::lead) && !is_heading(tree_[id].tag);
}

/// A link between blocks, in no sentence: "Back to the list".
bool ArticleCleaner::stands_alone(NodeId link) const {
    constexpr std::uint32_t longest = 100;
    const auto letters = page_.amount(link).letters;
    if (letters == 0 || letters > longest) return false;
    const auto is_block_or_none = [&](NodeId id, auto step) {
        while (id != no_node && tree_[id].kind != NodeKind::element && page_.amount(id).letters == 0) id = step(id);
        const HtmlTag tag = id == no_node ? HtmlTag::none : tree_[id].tag;
        return id == no_node || (tree_[id].kind == NodeKind::element &&
                                 (is_block_element(tag) || tag == HtmlTag::img || tag == HtmlTag::picture));
    };
    const bool is_after = is_block_or_none(tree_[link].previous, [&](NodeId id) { return tree_[id].previous; });
    const bool is_before = is_block_or_none(tree_[link].next, [&](NodeId id) { return tree_[id].next; });
    const NodeId parent = tree_[link].parent;
    const bool among_blocks = tree_[parent].tag == HtmlTag::div || tree_[parent].tag == HtmlTag::section ||
                              tree_[parent].tag == HtmlTag::article;
    return is_after && is_before && among_blocks && !(tree_[link].previous == no_node && tree_[link].next == no_node);
}

/// Whether a short text is whom a picture is from.
bool ArticleCleaner::says_credit(NodeId id) const {
    constexpr std::uint32_t longest = 100;
    if (page_.amount(id).letters == 0 || page_.amount(id).letters > longest) return false;
    const auto line = page_.line(id, 400);
    return line.contains("©") || phrase_of(line).phrase == LinePhrase::photo;
}

/// A paragraph or short block whose words say that it is none of the story.
bool ArticleCleaner::is_foreign_line(NodeId id) const {
    const auto amount = page_.amount(id);
    constexpr std::uint32_t longest = 300;
    if (amount.letters == 0 || amount.letters > longest || amount.letters * 2 > all_) return false;
    const auto line = page_.line(id, 1024);
    if (is_heading(tree_[id].tag) || amount.letters < 200) {
        if (!title_.empty() && fold(line) == title_) return true;
    }
    const bool is_line = tree_[id].tag == HtmlTag::p || tree_[id].tag == HtmlTag::div || tree_[id].tag == HtmlTag::li ||
                         tree_[id].tag == HtmlTag::blockquote || tree_[id].tag == HtmlTag::section ||
                         tree_[id].tag == HtmlTag::td;
    const auto found = phrase_of(line);
    switch (found.phrase) {
    case LinePhrase::read_also:
        return is_heading(tree_[id].tag) ? false : amount.link_letters > 0 || amount.letters < 60;
    case LinePhrase::subscribe: return is_line && (amount.letters < 200 || amount.link_letters > 0);
    case LinePhrase::share:
    case LinePhrase::more: return amount.letters < 80 || amount.link_share() > 0.3;
    case LinePhrase::advert: return true;
    case LinePhrase::tags: return is_line && (amount.link_share() > 0.3 || amount.letters < 60);
    case LinePhrase::copyright: return true;
    case LinePhrase::photo: return is_line && amount.letters < 150;
    case LinePhrase::byline: return is_line && amount.letters < 70 && !ends_a_sentence(line);
    case LinePhrase::updated:
    case LinePhrase::published: return is_line && amount.letters < 80;
    case LinePhrase::source: return is_line && amount.letters < 150;
    case LinePhrase::comments: return is_line && amount.letters < 60;
    default: break;
    }
    constexpr std::uint32_t longest_credit = 250;
    if (is_line && amount.letters < longest_credit && line.contains("©")) return true;
    if (is_line && amount.letters < 40) {
        const auto date = find_date(line, {.now = Time(std::chrono::days(20000)), .needs_year = true});
        if (date && line.size() < date->end - date->begin + 12) return true;
    }
    return false;
}

/// A block of links: a menu, a list of other articles, a table of pictures.
bool ArticleCleaner::is_foreign_block(NodeId id) const {
    const auto amount = page_.amount(id);
    if (amount.letters == 0) return false;
    const double share = amount.link_share();
    const HtmlTag tag = tree_[id].tag;
    if (amount.letters * 2 > all_ && share < 0.6) return false;
    if (tag == HtmlTag::p || tag == HtmlTag::blockquote || tag == HtmlTag::pre)
        return share > 0.9 && amount.letters < 150;
    if (is_heading(tag)) return share > 0.9 && amount.letters > 0 && page_.amount(id).links > 0 && amount.letters < 200;
    if (is_list(tag)) return share > 0.6 && (amount.links > 1 || amount.letters < 150);
    if (tag == HtmlTag::li) return false;
    if (tag == HtmlTag::table || tag == HtmlTag::tr || tag == HtmlTag::td || tag == HtmlTag::tbody)
        return tag == HtmlTag::table && share > 0.6;
    if (tag == HtmlTag::figure) return false;
    return share > 0.5 && (amount.links > 1 || amount.letters < 150);
}

/// What follows the heading of the comments is said by readers.
void ArticleCleaner::drop_after_comments(NodeId part) {
    for (std::uint32_t i = index_of(part); i < index_of(tree_[part].end); ++i) {
        const NodeId id{i};
        if (drops_[i] || !is_heading(tree_[id].tag)) continue;
        const auto line = page_.line(id, 300);
        if (line.size() > 120 || phrase_of(line).phrase != LinePhrase::comments) continue;
        if (page_.amount_between(part, id).letters * 3 < page_.amount(part).letters) continue;
        std::fill(drops_.begin() + i, drops_.begin() + index_of(tree_[part].end), 1);
        return;
    }
}

/// Headings like "Read also" with what follows them, up to the next heading of their rank, if that is links or short.
void ArticleCleaner::drop_foreign_sections(NodeId part) {
    for (std::uint32_t i = index_of(part); i < index_of(tree_[part].end); ++i) {
        const NodeId id{i};
        if (drops_[i] || !is_heading(tree_[id].tag)) continue;
        const auto phrase = phrase_of(page_.line(id, 300)).phrase;
        if (phrase != LinePhrase::read_also && phrase != LinePhrase::subscribe && phrase != LinePhrase::tags &&
            phrase != LinePhrase::share)
            continue;
        std::uint32_t end = index_of(tree_[id].end);
        while (end < index_of(tree_[part].end) &&
               !(is_heading(tree_[NodeId{end}].tag) && tree_[NodeId{end}].tag <= tree_[id].tag))
            ++end;
        const auto amount = page_.amount_between(tree_[id].end, NodeId{end});
        constexpr std::uint32_t little = 400;
        if (amount.link_share() < 0.4 && amount.letters > little) end = index_of(tree_[id].end);
        std::fill(drops_.begin() + i, drops_.begin() + end, 1);
    }
}

std::uint32_t ArticleCleaner::left(NodeId id) const {
    std::uint32_t letters = 0;
    for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
        if (!drops_[i] && tree_[NodeId{i}].kind == NodeKind::text)
            letters += page_.amount_between(NodeId{i}, tree_[NodeId{i}].end).letters;
    }
    return letters;
}

/// Headings that nothing of the story follows before the next one of their rank, or the end.
void ArticleCleaner::drop_headings_of_nothing(NodeId part) {
    std::vector<std::pair<NodeId, HtmlTag>> open;
    bool is_fresh = false; // a text stood since
    for (std::uint32_t i = index_of(part); i < index_of(tree_[part].end);) {
        const NodeId id{i};
        if (drops_[i]) {
            ++i;
            continue;
        }
        constexpr std::uint32_t longest_heading = 120; // a longer one is a text
        if (is_heading(tree_[id].tag) && page_.amount(id).letters <= longest_heading) {
            if (!is_fresh) {
                while (!open.empty() && open.back().second >= tree_[id].tag) {
                    drop(open.back().first);
                    open.pop_back();
                }
            } else {
                open.clear();
            }
            open.emplace_back(id, tree_[id].tag);
            is_fresh = false;
            i = index_of(tree_[id].end);
            continue;
        }
        if (tree_[id].kind == NodeKind::text && page_.amount_between(id, tree_[id].end).letters > 0) {
            is_fresh = true;
            open.clear();
        }
        if (tree_[id].tag == HtmlTag::img) open.clear();
        ++i;
    }
    for (const auto& [heading, tag] : open) drop(heading);
}

/// Short lines with links behind the last paragraph that ends a sentence.
void ArticleCleaner::drop_tail(NodeId part) {
    if (part != article_.parts.back()) return;
    std::vector<NodeId> lines;
    for (std::uint32_t i = index_of(part); i < index_of(tree_[part].end); ++i) {
        const NodeId id{i};
        const HtmlTag tag = tree_[id].tag;
        const bool is_line = tag == HtmlTag::p || tag == HtmlTag::li || tag == HtmlTag::div || is_heading(tag);
        if (!drops_[i] && is_line) lines.push_back(id);
    }
    constexpr std::size_t most = 6;
    for (std::size_t n = 0; n < most && !lines.empty(); ++n) {
        const NodeId id = lines.back();
        lines.pop_back();
        const auto letters = left(id);
        if (letters == 0) continue;
        const auto amount = page_.amount(id);
        const auto line = page_.line(id, 600);
        const bool is_link_line = amount.link_share() > 0.6;
        constexpr std::uint32_t shortest_end = 20; // initials, an agency, "more]"
        const bool is_scrap = tree_[id].tag == HtmlTag::p && letters < shortest_end && !ends_a_sentence(line);
        if (letters > 200 || !(is_link_line || is_scrap || is_heading(tree_[id].tag))) return;
        drop(id);
    }
}

std::string ArticleCleaner::markup() const {
    std::string out;
    for (const NodeId part : article_.parts) append_article_markup(out, tree_, part, drops_);
    return out;
}

} // namespace arna
