#include "feeds/page/ruled/rule_proposals.hpp"

#include "feeds/page/date/page_dates.hpp"
#include "feeds/page/facts/metadata.hpp"
#include "feeds/page/ruled/element_names.hpp"
#include "feeds/page/ruled/item_defaults.hpp"
#include "feeds/page/ruled/rule_values.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/date/time_zone.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t least_items = 3, most_items = 1000;
constexpr std::size_t most_others = 2;
constexpr std::uint64_t most_looked_at = 5'000'000; ///< nodes, for all proposals together

/// A page with all that rules need.
struct OpenPage {
    OpenPage(const PageDocument& page, const PageOptions& options, Time now)
        : text(decode(page.bytes, page.content_type).text),
          tree(build_html_tree(text)),
          view(tree, page.url),
          dates(date_options(view, Metadata(view), options.time_zone, now)),
          run(tree, budget),
          values(view, run, budget, dates) {}

    std::string text;
    HtmlTree tree;
    PageView view;
    VisibleDateOptions dates;
    StepBudget budget;
    SelectorRun run;
    RuleValues values;
};

using Groups = std::map<std::string, std::vector<NodeId>>;

/// The elements with a link in them, by the selectors that they suggest.
Groups groups_of(const OpenPage& page) {
    Groups groups;
    for (std::uint32_t i = 0; i < page.tree.size(); ++i) {
        const NodeId id{i};
        const bool is_linked = page.tree.is_element(id) && page.view.is_shown(id) && page.view.amount(id).links > 0;
        if (!is_linked) continue;
        for (std::string& selector : element_selectors(page.tree, id))
            if (selector.front() != '#' || selector.contains('>')) groups[std::move(selector)].push_back(id);
    }
    std::erase_if(groups, [](const auto& group) {
        return group.second.size() < least_items || group.second.size() > most_items;
    });
    return groups;
}

std::string clock_text(Time time, const PageZone& zone) {
    const auto local = zone.name.empty() ? TimeZone().at(time + std::chrono::minutes(zone.offset.value_or(0)))
                                         : TimeZone(zone.name).at(time);
    return fmt::format("{:02}.{:02}. {:02}:{:02}", static_cast<unsigned>(local.date.day()),
                       static_cast<unsigned>(local.date.month()), local.hour, local.minute);
}

/// What a group of elements yields as items, and how much it looks like a list of articles.
struct RatedProposal {
    ItemsProposal proposal;
    double looks = 0;
};

RatedProposal rate(OpenPage& page, const std::string& each, const std::vector<NodeId>& elements) {
    static const Selector picture = Selector::compile("img").value();
    RatedProposal rated{.proposal = {.each = each, .title = {}, .clock = {}}};
    ItemsProposal& found = rated.proposal;
    std::set<std::string> known;
    for (const NodeId element : elements) {
        const ItemDefaults item(page.view, element);
        auto link = item.link();
        if (link.empty() || !known.insert(link).second) continue;
        found.links.push_back(std::move(link));
        ++found.items;
        auto title = item.title();
        const auto published = item.published(page.values, std::nullopt);
        found.dates += published ? 1U : 0U;
        found.pictures += page.values.picture(picture, element).empty() ? 0U : 1U;
        constexpr std::size_t shortest = 15, longest = 200;
        const auto letters = code_points(title);
        rated.looks += letters >= shortest && letters <= longest ? 1 : 0;
        if (found.items > 1) continue;
        found.title = std::move(title);
        if (published) found.clock = clock_text(*published, page.dates.zone);
    }
    rated.looks += 0.5 * static_cast<double>(found.dates) + 0.25 * static_cast<double>(found.pictures);
    return rated;
}

/// How far two lists have the same links, from 0 to 1.
double agreement(const std::vector<std::string>& a, const std::set<std::string>& b) {
    if (a.empty() || b.empty()) return 0;
    const auto shared = std::ranges::count_if(a, [&](const std::string& link) { return b.contains(link); });
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

std::set<std::string> links_of(const PageReading& reading) {
    std::set<std::string> links;
    for (const RawItem& item : reading.items) links.insert(item.link);
    return links;
}

std::size_t letters_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80 && !is_html_space(c); }));
}

/// What a rule `content` would find on one page: letters by selector.
std::map<std::string, std::size_t> text_places(const OpenPage& page) {
    std::map<std::string, std::size_t> places;
    for (std::uint32_t i = 0; i < page.tree.size(); ++i) {
        const NodeId id{i};
        if (!page.tree.is_element(id) || !page.view.is_shown(id)) continue;
        auto selectors = element_selectors(page.tree, id);
        if (page.tree.is(id, HtmlTag::article) || page.tree.is(id, HtmlTag::main_))
            selectors.emplace_back(page.tree.name(id));
        for (const std::string& selector : selectors) places[selector] += page.view.amount(id).letters;
    }
    return places;
}

std::vector<std::string> labels_in(const PageReading& reading) {
    std::vector<std::string> labels;
    for (const Category& category : reading.categories)
        if (category.scheme == "page:label") labels.push_back(category.term);
    return labels;
}

std::string bare_label(std::string line) {
    while (line.starts_with('#')) line.erase(0, 1);
    return line;
}

/// Selectors of the links whose texts are these labels and no others.
std::set<std::string> label_places(OpenPage& page, const std::vector<std::string>& labels) {
    std::set<std::string> candidates;
    for (std::uint32_t i = 0; i < page.tree.size(); ++i) {
        const NodeId id{i};
        if (!page.tree.is(id, HtmlTag::a) || page.view.amount(id).letters > 100) continue;
        if (std::ranges::find(labels, bare_label(page.view.line(id, 400))) == labels.end()) continue;
        constexpr int most_levels = 3;
        NodeId around = page.tree[id].parent;
        for (int level = 0; level < most_levels && around != no_node; ++level, around = page.tree[around].parent)
            for (const std::string& selector : element_selectors(page.tree, around)) candidates.insert(selector + " a");
    }
    std::erase_if(candidates, [&](const std::string& candidate) {
        const auto selector = Selector::compile(candidate);
        if (!selector) return true;
        std::set<std::string> found;
        for (std::string& line : page.values.lines(*selector, HtmlTree::document()))
            found.insert(bare_label(std::move(line)));
        return found != std::set<std::string>(labels.begin(), labels.end());
    });
    return candidates;
}

/// The shortest, for it says least that may change.
std::string simplest(const std::set<std::string>& selectors) {
    const auto found = std::ranges::min_element(selectors, {}, &std::string::size);
    return found == selectors.end() ? std::string() : *found;
}

} // namespace

ListingProposal propose_items(const PageDocument& document, const PageOptions& options, Time now) {
    ListingProposal proposal{.reading = read_page(document, options, now), .best = {}, .others = {}};
    OpenPage page(document, options, now);
    const auto wanted = links_of(proposal.reading);
    std::vector<RatedProposal> rated;
    std::uint64_t looked_at = 0;
    for (const auto& [selector, elements] : groups_of(page)) {
        for (const NodeId element : elements) looked_at += index_of(page.tree[element].end) - index_of(element);
        if (looked_at > most_looked_at) break;
        auto one = rate(page, selector, elements);
        if (one.proposal.items >= least_items) rated.push_back(std::move(one));
    }
    const auto value = [&](const RatedProposal& one) {
        constexpr double enough = 0.7;
        const double same = agreement(one.proposal.links, wanted);
        return std::pair(same >= enough ? same : 0.0, one.looks);
    };
    std::ranges::sort(rated, [&](const RatedProposal& a, const RatedProposal& b) {
        const auto length = [](const RatedProposal& one) {
            return std::pair(one.proposal.each.size(), std::string_view(one.proposal.each));
        };
        return value(a) != value(b) ? value(a) > value(b) : length(a) < length(b);
    });
    std::vector<std::set<std::string>> taken;
    if (!wanted.empty()) taken.push_back(wanted);
    for (RatedProposal& one : rated) {
        const bool is_best = !proposal.best && (wanted.empty() || value(one).first > 0);
        constexpr double too_alike = 0.5;
        const bool is_new = std::ranges::none_of(
            taken, [&](const auto& links) { return agreement(one.proposal.links, links) >= too_alike; });
        if (!is_best && (!is_new || one.looks < least_items || proposal.others.size() >= most_others)) continue;
        taken.emplace_back(one.proposal.links.begin(), one.proposal.links.end());
        if (is_best)
            proposal.best = std::move(one.proposal);
        else
            proposal.others.push_back(std::move(one.proposal));
    }
    return proposal;
}

ArticleProposal propose_article(std::span<const PageDocument> documents, const PageOptions& options, Time now) {
    std::map<std::string, double> content; // how far what it finds is from the text, on all pages together
    std::set<std::string> labels;
    ArticleProposal proposal;
    std::map<std::string, std::size_t> first_places;
    bool is_first = true;
    for (const PageDocument& document : documents) {
        const auto reading = read_page(document, options, now);
        if (reading.kind != PageKind::article) continue;
        OpenPage page(document, options, now);
        const auto wanted = static_cast<double>(letters_of(reading.text));
        std::map<std::string, double> here;
        const auto places = text_places(page);
        for (const auto& [selector, letters] : places) {
            constexpr double least = 0.9, most = 1.5;
            const double share = static_cast<double>(letters) / wanted;
            if (share < least || share > most) continue;
            if (is_first || content.contains(selector)) here[selector] = content[selector] + std::abs(share - 1);
        }
        content = std::move(here);
        if (is_first) first_places = places;
        is_first = false;
        if (auto terms = labels_in(reading); !terms.empty()) {
            auto found = label_places(page, terms);
            if (proposal.terms.empty()) {
                labels = std::move(found);
                proposal.terms = std::move(terms);
            } else {
                std::erase_if(labels, [&](const std::string& one) { return !found.contains(one); });
            }
        }
    }
    const auto nearest = std::ranges::min_element(content, {}, [](const auto& one) { return one.second; });
    if (nearest != content.end()) {
        proposal.content = nearest->first;
        proposal.letters = first_places[nearest->first];
    }
    proposal.categories = simplest(labels);
    if (proposal.categories.empty()) proposal.terms.clear();
    return proposal;
}

} // namespace arna
