#include "feeds/page/listing/item_box.hpp"

#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

class Box {
public:
    Box(const PageView& page, NodeId box, NodeId end, const VisibleDateOptions& dates)
        : page_(page),
          tree_(page.tree()),
          box_(box),
          end_(end == no_node ? page.tree()[box].end : end),
          dates_(dates) {}

    std::optional<ItemBox> read(NodeId link) {
        find_heading();
        link_ = link != no_node ? link : main_link();
        if (link_ == no_node) return std::nullopt;
        found_.item.link = page_address(page_, link_);
        if (found_.item.link.empty()) return std::nullopt;
        read_title();
        if (found_.item.title.value.empty()) return std::nullopt;
        found_.title_letters = code_points(found_.item.title.value);
        read_parts();
        return std::move(found_);
    }

private:
    [[nodiscard]] std::uint32_t begin() const { return index_of(box_); }
    [[nodiscard]] std::uint32_t end() const { return index_of(end_); }

    void find_heading() {
        NodeId named = no_node;
        for (std::uint32_t i = begin(); i < end(); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::element || !page_.is_shown(id) || page_.amount(id).letters < 3) continue;
            if (is_heading(tree_[id].tag)) {
                heading_ = id;
                return;
            }
            const bool is_named =
                id != box_ && page_.hints(id).has(NameHint::headline) && !page_.hints(id).has(NameHint::lead);
            if (named == no_node && is_named) named = id;
        }
        heading_ = named;
    }

    /// The heading's link, or the one around it; else the one with the longest text.
    [[nodiscard]] NodeId main_link() const {
        if (heading_ != no_node) {
            for (std::uint32_t i = index_of(heading_); i < index_of(tree_[heading_].end); ++i) {
                if (tree_.is(NodeId{i}, HtmlTag::a) && !page_address(page_, NodeId{i}).empty()) return NodeId{i};
            }
            if (const NodeId around = page_.ancestor(heading_, HtmlTag::a);
                around != no_node && !page_address(page_, around).empty())
                return around;
        }
        NodeId best = no_node;
        std::uint32_t most = 0;
        for (std::uint32_t i = begin(); i < end(); ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::a) || !page_.is_shown(id) || page_address(page_, id).empty()) continue;
            const auto letters = page_.amount(id).letters + 1;
            if (letters > most) {
                most = letters;
                best = id;
            }
        }
        return best;
    }

    static std::string shortened(std::string text) {
        return text.size() <= page_limits::field_bytes ? text
                                                       : std::string(utf8_beginning(text, page_limits::field_bytes));
    }

    [[nodiscard]] bool is_title(const std::string& text) const {
        const auto phrase = phrase_of(text).phrase;
        return !text.empty() && phrase != LinePhrase::more && phrase != LinePhrase::share &&
               phrase != LinePhrase::comments;
    }

    void read_title() {
        std::string title;
        if (heading_ != no_node) {
            title_node_ = titled_part();
            title = page_.line(title_node_, 1000);
            found_.has_heading = is_title(title);
        }
        if (!is_title(title)) title = text_of_links();
        if (!is_title(title)) {
            for (const std::string_view attribute : {"title", "aria-label"}) {
                if (!is_title(title)) title = collapse_space(utf8_beginning(tree_.value(link_, attribute), 1000));
            }
        }
        if (!is_title(title)) title = picture_text();
        if (is_title(title)) found_.item.title.value = shortened(std::move(title));
    }

    /// The heading; of a part that is only called title the link to the article, if more than that stands in it.
    [[nodiscard]] NodeId titled_part() const {
        constexpr std::uint32_t shortest = 15;
        const bool is_link = tree_.is_within(link_, heading_) && page_.amount(link_).letters >= shortest;
        return !is_heading(tree_[heading_].tag) && is_link ? link_ : heading_;
    }

    /// The longest text of the links to the article; of a link around a whole card its own longest line.
    std::string text_of_links() {
        std::string best;
        const auto look = [&](NodeId link) {
            std::string text = longest_line(link);
            if (is_title(text) && text.size() > best.size()) best = std::move(text);
        };
        look(link_);
        for (std::uint32_t i = begin(); i < end(); ++i) {
            const NodeId id{i};
            if (id != link_ && tree_.is(id, HtmlTag::a) && page_.is_shown(id) &&
                page_address(page_, id) == found_.item.link)
                look(id);
        }
        return best;
    }

    /// A link's text, without dates and other blocks in it.
    std::string longest_line(NodeId link) {
        const auto whole = page_.line(link, 1000);
        constexpr std::size_t long_title = 200; // characters
        bool has_parts = code_points(whole) > long_title;
        for (std::uint32_t i = index_of(link) + 1; i < index_of(tree_[link].end); ++i) {
            const HtmlTag tag = tree_[NodeId{i}].tag;
            has_parts |= tag == HtmlTag::time || tag == HtmlTag::p || tag == HtmlTag::div || tag == HtmlTag::span;
        }
        title_node_ = link;
        if (!has_parts) return whole;
        std::string best;
        for (std::uint32_t i = index_of(link) + 1; i < index_of(tree_[link].end); ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::element || !page_.is_shown(id) || tree_[id].tag == HtmlTag::time) continue;
            const bool is_innermost =
                tree_[id].first_child != no_node && tree_[tree_[id].first_child].kind == NodeKind::text;
            if (!is_innermost || page_.hints(id).any(NameHints(NameHint::date, NameHint::lead, NameHint::meta)))
                continue;
            if (auto text = page_.line(id, 600); text.size() > best.size() && code_points(text) <= long_title) {
                best = std::move(text);
                title_node_ = id;
            }
        }
        // Text of the link itself, beside what stands in elements: "<a><span>09:41</span> Title</a>".
        std::string own;
        for (const NodeId child : tree_.children(link)) {
            if (tree_[child].kind == NodeKind::text) own += ' ' + std::string(utf8_beginning(tree_[child].text, 1000));
        }
        own = collapse_space(own);
        if (own.size() > best.size()) {
            title_node_ = link;
            return own;
        }
        return best.empty() ? whole : best;
    }

    [[nodiscard]] std::string picture_text() const {
        for (std::uint32_t i = begin(); i < end(); ++i) {
            if (!tree_.is(NodeId{i}, HtmlTag::img)) continue;
            if (auto text = collapse_space(utf8_beginning(tree_.value(NodeId{i}, "alt"), 1000));
                code_points(text) >= 10)
                return text;
        }
        return {};
    }

    void read_parts() {
        for (std::uint32_t i = begin(); i < end(); ++i) {
            const NodeId id{i};
            const HtmlNode& node = tree_[id];
            if (node.kind != NodeKind::element) continue;
            if (node.tag == HtmlTag::img || node.tag == HtmlTag::source || node.attribute_count > 0) read_picture(id);
            if (!page_.is_shown(id)) continue;
            if (node.tag == HtmlTag::time) read_time(id);
            const bool is_in_title =
                title_node_ != no_node && (tree_.is_within(id, title_node_) || tree_.is_within(title_node_, id));
            if (is_in_title) continue;
            const auto letters = page_.amount(id).letters;
            if (letters == 0) continue;
            const auto hints = page_.hints(id);
            if (!found_.item.published) read_date(id, hints, letters);
            read_lead(id, hints, letters);
            read_rubric(id, hints, letters);
            read_author(id, hints, letters);
        }
        if (!found_.item.published) read_bare_dates();
    }

    void set_date(const std::optional<PageDate>& date) {
        if (!date) return;
        const auto moment = moment_of(*date, dates_);
        if (moment && *moment <= dates_.now + std::chrono::days(1)) found_.item.published = moment;
    }

    void read_time(NodeId id) {
        if (found_.item.published && is_machine_date_) return;
        if (const auto date = read_machine_date(tree_.value(id, "datetime")); date && date->has_clock) {
            set_date(date);
            is_machine_date_ = true;
        } else if (const auto shown = find_date(page_.line(id, 200), dates_); shown && !found_.item.published) {
            set_date(shown);
        } else if (date && !found_.item.published) {
            set_date(date);
        }
    }

    void read_date(NodeId id, NameHints hints, std::uint32_t letters) {
        constexpr std::uint32_t longest = 80;
        if (letters > longest || !hints.has(NameHint::date)) return;
        set_date(find_date(page_.line(id, 400), dates_));
    }

    /// Short texts that are not called dates.
    void read_bare_dates() {
        constexpr std::size_t longest = 120;
        for (std::uint32_t i = begin(); i < end() && !found_.item.published; ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::text || !page_.is_shown(id) ||
                (title_node_ != no_node && tree_.is_within(id, title_node_) && title_node_ != link_))
                continue;
            const auto text = trim_html_space(tree_[id].text);
            if (text.size() < 4 || text.size() > longest) continue;
            const auto date = find_date(text, dates_);
            if (date && text.size() - (date->end - date->begin) < 40) set_date(date);
        }
    }

    void read_picture(NodeId id) {
        if (!found_.item.image.empty()) return;
        if (tree_[id].tag == HtmlTag::img || tree_[id].tag == HtmlTag::source) {
            const auto width = tree_.value(id, "width");
            if (!width.empty() && width.size() < 3 && !width.contains('%')) return; // 1 to 99 pixels
            for (const std::string_view attribute :
                 {"data-src", "data-lazy-src", "data-original", "data-lazy", "src", "data-srcset", "srcset"}) {
                auto value = trim_html_space(tree_.value(id, attribute));
                if (attribute.ends_with("srcset")) value = value.substr(0, value.find_first_of(" ,"));
                if (value.empty() || value.starts_with("data:") || contains_lower(value, "blank.") ||
                    contains_lower(value, "placeholder") || contains_lower(value, "avatar"))
                    continue;
                auto url = resolve_url(value, page_.base());
                if (!is_http_url(url)) continue;
                found_.item.image = std::move(url);
                return;
            }
        }
        auto style = tree_.value(id, "style");
        const auto at = style.find("url(");
        if (at == std::string_view::npos || !contains_lower(style, "background")) return;
        style.remove_prefix(at + 4);
        auto value =
            trim(style.substr(0, style.find(')')), [](char c) { return c == '"' || c == '\'' || is_html_space(c); });
        if (auto url = resolve_url(value, page_.base()); !value.starts_with("data:") && is_http_url(url))
            found_.item.image = std::move(url);
    }

    void read_lead(NodeId id, NameHints hints, std::uint32_t letters) {
        constexpr std::uint32_t shortest = 15;
        constexpr std::uint32_t longest = 2000;
        const bool is_lead = tree_[id].tag == HtmlTag::p ||
                             (hints.has(NameHint::lead) && tree_[id].first_child != no_node) ||
                             hints.has(NameHint::content);
        if (!is_lead || !found_.item.summary.value.empty() || letters < shortest || letters > longest) return;
        if (hints.any(NameHints(NameHint::date, NameHint::meta, NameHint::author, NameHint::labels))) return;
        const auto amount = page_.amount(id);
        const auto text = page_.line(id, page_limits::field_bytes);
        if (amount.link_share() > 0.5 && !tree_.is_within(id, link_)) return;
        const auto date = find_date(text, dates_);
        if (date && text.size() < date->end - date->begin + 25) return;
        if (is_title(text) && text != found_.item.title.value) found_.item.summary.value = text;
    }

    void read_rubric(NodeId id, NameHints hints, std::uint32_t letters) {
        constexpr std::uint32_t longest = 40;
        if (letters < 2 || letters > longest || id == link_ || !found_.item.categories.empty() ||
            !hints.any(NameHints(NameHint::section, NameHint::labels)))
            return;
        if (hints.any(NameHints(NameHint::headline, NameHint::date, NameHint::share))) return;
        auto text = page_.line(id, 200);
        while (text.starts_with('#')) text.erase(0, 1);
        if (find_date(text, dates_) || phrase_of(text).phrase != LinePhrase::none || text == found_.item.title.value)
            return;
        const bool is_section = hints.has(NameHint::section);
        found_.item.categories.push_back(
            {.term = std::move(text), .scheme = is_section ? "page:section" : "page:label"});
    }

    void read_author(NodeId id, NameHints hints, std::uint32_t letters) {
        constexpr std::uint32_t longest = 50;
        if (letters < 3 || letters > longest || !hints.has(NameHint::author) || !found_.item.authors.empty()) return;
        auto text = page_.line(id, 200);
        if (const auto found = phrase_of(text); found.phrase == LinePhrase::byline) text.erase(0, found.end);
        if (!text.empty() && !find_date(text, dates_) && text.find_first_of("0123456789") == std::string::npos)
            found_.item.authors.push_back({.name = std::move(text)});
    }

    const PageView& page_;
    const HtmlTree& tree_;
    NodeId box_;
    NodeId end_;
    const VisibleDateOptions& dates_;
    NodeId heading_ = no_node;
    NodeId link_ = no_node;
    NodeId title_node_ = no_node;
    bool is_machine_date_ = false;
    ItemBox found_;
};

} // namespace

std::string page_address(const PageView& page, NodeId link) {
    const auto href = trim_html_space(page.tree().value(link, "href"));
    if (href.empty() || href.starts_with('#')) return {};
    auto url = page.address(link, "href");
    if (const auto at = url.find('#'); at != std::string::npos) url.erase(at);
    const auto path = split_url(url).path;
    for (const std::string_view ending : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4", ".zip"}) {
        if (path.size() > ending.size() && equals_lower(path.substr(path.size() - ending.size()), ending)) return {};
    }
    return url;
}

std::optional<ItemBox> read_item_box(const PageView& page, NodeId box, NodeId link, const VisibleDateOptions& dates,
                                     NodeId end) {
    return Box(page, box, end, dates).read(link);
}

} // namespace arna
