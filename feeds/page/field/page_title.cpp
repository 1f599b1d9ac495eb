#include "feeds/page/field/page_title.hpp"

#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/words/words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_set>
#include <vector>

namespace arna {
namespace {

using WordSet = std::unordered_set<std::string>;

WordSet words_of(std::string_view text) {
    WordSet words;
    for_each_word(text, [&](const Word& word) { words.insert(fold(word.text)); });
    return words;
}

/// The folded words of a text in their order.
std::vector<std::string> sequence_of(std::string_view text) {
    std::vector<std::string> words;
    for_each_word(text, [&](const Word& word) { words.push_back(fold(word.text)); });
    return words;
}

/// The share of the words of a heading that stand in a title, in runs of two or more as there; one word may stand
/// alone.
double share_in_runs(std::span<const std::string> a, std::span<const std::string> b) {
    constexpr std::size_t longest = 200; // words
    if (a.empty()) return 0;
    a = a.first(std::min(a.size(), longest));
    b = b.first(std::min(b.size(), longest));
    std::size_t covered = 0;
    for (std::size_t i = 0; i < a.size();) {
        std::size_t best = 0;
        for (std::size_t k = 0; k < b.size(); ++k) {
            std::size_t run = 0;
            while (i + run < a.size() && k + run < b.size() && a[i + run] == b[k + run]) ++run;
            best = std::max(best, run);
        }
        const bool counts = best >= 2 || (best == 1 && a.size() == 1);
        covered += counts ? best : 0;
        i += std::max<std::size_t>(best, 1);
    }
    return double(covered) / double(a.size());
}

double share_in_runs(std::string_view heading, std::string_view title) {
    return share_in_runs(sequence_of(heading), sequence_of(title));
}

/// A sign that stands between a headline and a site's name.
constexpr auto separators = std::to_array<std::string_view>({" | ",  " – ", " — ", " - ", " :: ", " » ", " · ", " • ",
                                                             " // ", " / ", " « ", " ― ", " > ",  " ‹ ", " › ", " ~ ",
                                                             "| ",   "|",   "｜",  " |",  " – ",  " ● ", ": ",  " : "});

/// Letters and digits of a text, folded: "Zakon.kz" and "zakon kz" are one.
std::string squeezed(std::string_view text) {
    std::string out;
    for_each_word(text, [&](const Word& word) { out += fold(word.text); });
    return out;
}

/// What a site is called: by itself, and by its domain.
class SiteNames {
public:
    SiteNames(std::string_view site, std::string_view host) : known_(squeezed(site)) {
        const auto domain = registrable_domain(host);
        domain_ = squeezed(domain);
        label_ = squeezed(std::string_view(domain).substr(0, domain.find('.')));
    }

    /// Whether a part of a title names the site.
    [[nodiscard]] bool has(std::string_view part) const {
        const auto name = squeezed(part);
        if (name.empty()) return true;
        const bool is_known =
            !known_.empty() && (name == known_ || (known_.size() > 3 && (name.contains(known_) ||
                                                                         (known_.contains(name) && name.size() > 3))));
        return is_known ||
               (!domain_.empty() &&
                (name == domain_ || name == label_ ||
                 (label_.size() > 3 && (name.contains(label_) || (name.size() > 4 && label_.contains(name))))));
    }

private:
    std::string known_, domain_, label_;
};

/// Whether a heading is the site's logo: a link to its home page.
bool leads_home(const PageView& page, NodeId heading) {
    const HtmlTree& tree = page.tree();
    for (std::uint32_t i = index_of(heading); i < index_of(tree[heading].end); ++i) {
        if (!tree.is(NodeId{i}, HtmlTag::a)) continue;
        const auto address = page.address(NodeId{i}, "href");
        const auto path = split_url(address).path;
        return tree.attribute(NodeId{i}, "href").has_value() && (path.empty() || path == "/") &&
               split_url(page.url()).path.size() > 1;
    }
    return false;
}

} // namespace

NodeId find_title_heading(const PageView& page, const Metadata& metadata) {
    const HtmlTree& tree = page.tree();
    const auto title = sequence_of(metadata.title() + " | " + metadata.first({"og:title", "twitter:title"}));
    const SiteNames site(metadata.first({"og:site_name", "application-name"}), url_host(page.url()));
    NodeId best = no_node;
    double best_share = 0;
    NodeId first = no_node;
    constexpr std::size_t most = 300; // headings that are looked at
    std::size_t seen = 0;
    for (std::uint32_t i = 0; i < tree.size() && seen < most; ++i) {
        const NodeId id{i};
        const HtmlTag tag = tree[id].tag;
        const bool is_main = tag == HtmlTag::h1;
        if (!(is_main || tag == HtmlTag::h2 || tag == HtmlTag::h3) || !page.is_shown(id) || page.amount(id).letters < 3)
            continue;
        ++seen;
        const auto line = page.line(id, 600);
        const auto words = sequence_of(line);
        const auto different = WordSet(words.begin(), words.end()).size();
        double share = share_in_runs(words, title);
        if (share < 0.6) share = 0;
        share *= std::min<double>(1, 0.4 + 0.15 * double(different)); // one word may be the site's name
        if (tag == HtmlTag::h2) share *= 0.9;
        if (tag == HtmlTag::h3) share *= 0.8;
        if (page.amount(id).link_share() > 0.9) share *= is_main ? 0.9 : 0.75;
        if (share > 0 && (site.has(page.line(id, 200)) || leads_home(page, id))) share *= 0.3;
        if (share > best_share + 0.01) {
            best_share = share;
            best = id;
        }
        if (is_main && first == no_node && different > 1 && !leads_home(page, id)) first = id;
    }
    if (best != no_node && best_share > 0.4) return best;
    return first != no_node ? first : best;
}

std::string find_site_name(const PageView& page, const Metadata& metadata, const JsonLd& json_ld,
                           const Microdata& microdata) {
    auto name = metadata.first({"og:site_name"});
    if (name.empty() && json_ld.article) name = json_ld.article->site;
    if (name.empty()) name = json_ld.site;
    if (name.empty())
        name = metadata.first(
            {"application-name", "dc.publisher", "dcterms.publisher", "dc.source", "apple-mobile-web-app-title"});
    if (name.empty()) name = microdata.facts.site;
    if (!name.empty()) return name;
    const auto& title = metadata.title();
    const SiteNames site("", url_host(page.url()));
    for (const std::string_view separator : separators) {
        const auto at = title.rfind(separator);
        if (at == std::string::npos) continue;
        const auto last = std::string_view(title).substr(at + separator.size());
        const auto first = std::string_view(title).substr(0, title.find(separator));
        if (last.size() < 60 && site.has(last)) return collapse_space(last);
        if (first.size() < 60 && site.has(first)) return collapse_space(first);
    }
    return {};
}

std::string title_without_site(std::string_view title, std::string_view site, std::string_view host) {
    const SiteNames names(site, host);
    std::string_view left = title;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view separator : separators) {
            if (!left.contains(separator)) continue; // several times as quick as rfind(), and mostly so
            const auto last = left.rfind(separator);
            if (last != std::string_view::npos && last > 0 && names.has(left.substr(last + separator.size()))) {
                left = left.substr(0, last);
                again = true;
            }
            const auto first = left.find(separator);
            if (first != std::string_view::npos && names.has(left.substr(0, first)) &&
                first + separator.size() < left.size()) {
                left.remove_prefix(first + separator.size());
                again = true;
            }
        }
    }
    // What is left of a title with other parts: "Headline | Section" of a site that is not known by name.
    for (const std::string_view separator : {" | ", " :: ", " » ", " « ", " · "}) {
        if (!left.contains(separator)) continue;
        const auto at = left.rfind(separator);
        if (code_points(left.substr(0, at)) > 15)
            left = left.substr(0, left.find(separator) > 15 ? left.find(separator) : at);
    }
    return collapse_space(left);
}

namespace {

/// "Headline – My website": without a short end behind a long beginning.
std::string without_short_end(std::string title) {
    for (const std::string_view separator : {" – ", " — ", " - "}) {
        const auto at = title.rfind(separator);
        if (at == std::string::npos || words_of(std::string_view(title).substr(0, at)).size() < 4 ||
            words_of(std::string_view(title).substr(at)).size() > 3)
            continue;
        return title.substr(0, at);
    }
    return title;
}

/// Whether a title is the beginning, or another part, of a heading that says more.
bool is_cut(std::string_view title, std::string_view heading) {
    return sequence_of(title).size() > 1 && share_in_runs(title, heading) > 0.99;
}

/// The part of a heading that is the title, where the heading also has a kicker, a date, a subtitle in elements of
/// their
/// own.
std::string heading_text(const PageView& page, NodeId heading, std::string_view titles) {
    const HtmlTree& tree = page.tree();
    auto whole = page.line(heading, 1000);
    if (share_in_runs(whole, titles) > 0.99) return whole;
    for (std::uint32_t i = index_of(heading) + 1; i < index_of(tree[heading].end); ++i) {
        const NodeId id{i};
        if (!page.is_shown(id) || tree[id].kind == NodeKind::comment) continue;
        if (tree[id].kind == NodeKind::text && tree[id].parent != heading) continue;
        auto part = page.line(id, 1000);
        if (part.size() * 2 >= whole.size() && sequence_of(part).size() > 2 && share_in_runs(part, titles) > 0.99)
            return part;
    }
    return whole;
}

} // namespace

Attributed find_title(const PageSources& sources) {
    const auto host = url_host(sources.page.url());
    const auto stripped = [&](const std::string& title) { return title_without_site(title, sources.site, host); };
    if (sources.json_ld.article && !sources.json_ld.article->headline.empty()) {
        const auto& headline = sources.json_ld.article->headline;
        if (!headline.ends_with("…") && !headline.ends_with("...")) return {stripped(headline), "json-ld"};
    }
    if (sources.title != no_node) {
        const auto tag = sources.page.tree()[sources.title].tag;
        const auto title = sources.metadata.title() + " | " + sources.metadata.first({"og:title"});
        auto heading = heading_text(sources.page, sources.title, title);
        const bool is_told =
            share_in_runs(heading, title) >= 0.6 || is_cut(stripped(sources.metadata.title()), heading);
        if (!heading.empty() && (is_told || (title.size() <= 3 && tag == HtmlTag::h1)))
            return {std::move(heading), "h1"};
    }
    if (auto title = stripped(sources.metadata.first(
            {"dc.title", "og:title", "twitter:title", "dcterms.title", "parsely-title", "headline"}));
        !title.empty())
        return {std::move(title), "meta"};
    if (!sources.microdata.facts.headline.empty()) return {sources.microdata.facts.headline, "microdata"};
    if (auto title = without_short_end(stripped(sources.metadata.title())); !title.empty())
        return {std::move(title), "title"};
    if (sources.title != no_node) return {sources.page.line(sources.title, 1000), "h1"};
    return {};
}

} // namespace arna
