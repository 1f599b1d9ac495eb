#include "feeds/page/page_title.hpp"

#include "feeds/page/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/words.hpp"

#include <algorithm>
#include <array>
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

/// The share of the words of `a` that are in `b`.
double share_in(const WordSet& a, const WordSet& b) {
    if (a.empty()) return 0;
    const auto in = std::ranges::count_if(a, [&](const auto& word) { return b.contains(word); });
    return double(in) / double(a.size());
}

constexpr auto separators =
    std::to_array<std::string_view>({" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " // ", " / ", " « ",
                                     " ― ", " > ", " ‹ ", " › ", " ~ ",  "| ",  " |",  " – ", " ● ",  ": ",  " : "});

/// Letters and digits of a text, folded: "Zakon.kz" and "zakon kz" are one.
std::string squeezed(std::string_view text) {
    std::string out;
    for_each_word(text, [&](const Word& word) { out += fold(word.text); });
    return out;
}

/// Whether a part of a title names the site.
bool names_site(std::string_view part, std::string_view site, std::string_view host) {
    const auto name = squeezed(part);
    if (name.empty()) return true;
    const auto known = squeezed(site);
    if (!known.empty() &&
        (name == known || (known.size() > 3 && (name.contains(known) || (known.contains(name) && name.size() > 3)))))
        return true;
    const auto domain = squeezed(registrable_domain(host));
    const auto label = squeezed(registrable_domain(host).substr(0, registrable_domain(host).find('.')));
    return !domain.empty() &&
           (name == domain || name == label ||
            (label.size() > 3 && (name.contains(label) || (name.size() > 4 && label.contains(name)))));
}

} // namespace

NodeId find_title_heading(const PageView& page, const Metadata& metadata) {
    const HtmlTree& tree = page.tree();
    const auto title = words_of(metadata.title() + ' ' + metadata.first({"og:title", "twitter:title"}));
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
        const auto words = words_of(page.line(id, 600));
        double share = share_in(words, title);
        if (share < 0.6) share = 0;
        share *= std::min<double>(1, 0.4 + 0.15 * double(words.size())); // one word may be the site's name
        if (tag == HtmlTag::h2) share *= 0.9;
        if (tag == HtmlTag::h3) share *= 0.8;
        if (page.amount(id).link_share() > 0.9) share *= is_main ? 0.9 : 0.75;
        if (share > best_share + 0.01) {
            best_share = share;
            best = id;
        }
        if (is_main && first == no_node && words.size() > 1) first = id;
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
    const auto host = url_host(page.url());
    for (const std::string_view separator : separators) {
        const auto at = title.rfind(separator);
        if (at == std::string::npos) continue;
        const auto last = std::string_view(title).substr(at + separator.size());
        const auto first = std::string_view(title).substr(0, title.find(separator));
        if (last.size() < 60 && names_site(last, "", host)) return collapse_space(last);
        if (first.size() < 60 && names_site(first, "", host)) return collapse_space(first);
    }
    return {};
}

std::string title_without_site(std::string_view title, std::string_view site, std::string_view host) {
    std::string_view left = title;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view separator : separators) {
            const auto last = left.rfind(separator);
            if (last != std::string_view::npos && last > 0 &&
                names_site(left.substr(last + separator.size()), site, host)) {
                left = left.substr(0, last);
                again = true;
            }
            const auto first = left.find(separator);
            if (first != std::string_view::npos && names_site(left.substr(0, first), site, host) &&
                first + separator.size() < left.size()) {
                left.remove_prefix(first + separator.size());
                again = true;
            }
        }
    }
    // What is left of a title with other parts: "Headline | Section" of a site that is not known by name.
    for (const std::string_view separator : {" | ", " :: ", " » ", " « ", " · "}) {
        const auto at = left.rfind(separator);
        if (at != std::string_view::npos && code_points(left.substr(0, at)) > 15)
            left = left.substr(0, left.find(separator) > 15 ? left.find(separator) : at);
    }
    return collapse_space(left);
}

Attributed find_title(const PageSources& sources) {
    const auto host = url_host(sources.page.url());
    const auto stripped = [&](const std::string& title) { return title_without_site(title, sources.site, host); };
    if (sources.json_ld.article && !sources.json_ld.article->headline.empty()) {
        const auto& headline = sources.json_ld.article->headline;
        if (!headline.ends_with("…") && !headline.ends_with("...")) return {stripped(headline), "json-ld"};
    }
    if (sources.title != no_node) {
        auto heading = sources.page.line(sources.title, 1000);
        const auto tag = sources.page.tree()[sources.title].tag;
        const auto title = words_of(sources.metadata.title() + ' ' + sources.metadata.first({"og:title"}));
        const bool is_told = share_in(words_of(heading), title) >= 0.6;
        if (!heading.empty() && (is_told || (title.empty() && tag == HtmlTag::h1))) return {std::move(heading), "h1"};
    }
    if (auto title = stripped(sources.metadata.first(
            {"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"}));
        !title.empty())
        return {std::move(title), "meta"};
    if (!sources.microdata.facts.headline.empty()) return {sources.microdata.facts.headline, "microdata"};
    if (auto title = stripped(sources.metadata.title()); !title.empty()) return {std::move(title), "title"};
    if (sources.title != no_node) return {sources.page.line(sources.title, 1000), "h1"};
    return {};
}

} // namespace arna
