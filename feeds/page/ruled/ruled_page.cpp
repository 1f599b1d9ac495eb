#include "feeds/page/ruled/ruled_page.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/clean/picture_credit.hpp"
#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/ruled/field_lists.hpp"
#include "feeds/page/ruled/item_defaults.hpp"
#include "feeds/page/ruled/nearest_names.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace arna {
namespace {

constexpr NodeId document = HtmlTree::document();
constexpr const char* from_rule = "rule";

void tell(PageReading& reading, std::string_view member) {
    std::erase_if(reading.evidence, [&](const auto& known) { return known.first == member; });
    reading.evidence.emplace_back(member, from_rule);
}

/// A credit without the word that says that it is one: "Сурет: Нұрлан Бекенов".
std::string without_label(const std::string& line) {
    if (auto credit = picture_credit(line)) return std::move(*credit);
    const auto found = phrase_of(line);
    return found.phrase == LinePhrase::photo || found.phrase == LinePhrase::source ? line.substr(found.end) : line;
}

std::string shown_rule(const RuleText& rule) {
    constexpr std::size_t longest = 80;
    const std::string text = rule.value_or("");
    return text.size() <= longest ? text : std::string(utf8_beginning(text, longest)) + "…";
}

} // namespace

RuledPage::RuledPage(const PageView& page, const PageSelectors& selectors, VisibleDateOptions dates, std::string title)
    : page_(page),
      selectors_(selectors),
      dates_(std::move(dates)),
      page_title_(std::move(title)),
      run_(page.tree(), budget_),
      values_(page, run_, budget_, dates_) {}

std::vector<NodeId> RuledPage::content() {
    if (!selectors_.article || !selectors_.article->content) return {};
    auto parts = values_.elements(*selectors_.article->content, document);
    if (parts.empty()) miss("article.content", selectors_.article->rules.content, *selectors_.article->content);
    return parts;
}

std::vector<NodeId> RuledPage::removed() {
    std::vector<NodeId> all;
    if (!selectors_.article) return all;
    for (const Selector& rule : selectors_.article->remove) {
        const auto more = values_.elements(rule, document);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

std::optional<NodeId> RuledPage::title() {
    if (!selectors_.article || !selectors_.article->title) return std::nullopt;
    const auto found = values_.elements(*selectors_.article->title, document);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

void RuledPage::read_article(PageReading& reading) {
    if (!selectors_.article) return;
    const ArticleSelectors& rules = *selectors_.article;
    const auto set_line = [&](const std::optional<Selector>& rule, std::string& place, std::string_view member) {
        if (!rule) return;
        if (auto line = values_.line(*rule, document); !line.empty()) {
            place = std::move(line);
            tell(reading, member);
        }
    };
    const auto set_date = [&](const std::optional<Selector>& rule, std::optional<Time>& place,
                              std::string_view member) {
        if (!rule) return;
        if (const auto time = values_.date(*rule, rules.date_format, document)) {
            place = time;
            tell(reading, member);
        }
    };
    set_line(rules.title, reading.title, "title");
    set_line(rules.section, reading.section, "section");
    set_date(rules.published, reading.published, "published");
    set_date(rules.updated, reading.updated, "updated");
    if (rules.authors)
        if (auto people = people_of(values_.lines(*rules.authors, document)); !people.empty()) {
            reading.authors = std::move(people);
            tell(reading, "authors");
        }
    if (rules.categories)
        if (auto labels = labels_of(values_.lines(*rules.categories, document)); !labels.empty()) {
            reading.categories = std::move(labels);
            tell(reading, "categories");
        }
    if (rules.image)
        if (auto url = values_.picture(*rules.image, document); !url.empty()) {
            if (url != reading.image.url) reading.image = {.url = std::move(url), .credit = {}, .caption = {}};
            tell(reading, "image");
        }
    set_line(rules.credit, reading.image.credit, "credit");
    if (rules.credit) reading.image.credit = without_label(reading.image.credit);
}

bool RuledPage::read_items(PageReading& reading) {
    if (!selectors_.items) return false;
    const ItemSelectors& rules = *selectors_.items;
    const auto elements = values_.select(rules.each, document).nodes;
    std::size_t without_link = 0;
    std::set<std::string> known; // by id, or else link
    for (const NodeRef element : elements) {
        if (budget_.is_spent()) break;
        if (reading.items.size() >= page_limits::items) {
            problems_.push_back(
                {"page-too-large", fmt::format("only the first {} items were read", page_limits::items), 0});
            break;
        }
        // Titles, links and dates without rules are looked for in all that is in the element.
        if (!values_.spend_on(element.node()) || !values_.spend_on(element.node())) break;
        auto item = read_item(element.node());
        if (item.link.empty())
            ++without_link;
        else if (known.insert(item.id.empty() ? item.link : item.id).second)
            reading.items.push_back(std::move(item));
    }
    if (budget_.is_spent()) return false;
    reading.kind = PageKind::listing;
    if (!reading.items.empty()) {
        mark_rough_dates(reading.items, dates_);
        tell(reading, "items");
        if (without_link > 0)
            problems_.push_back(
                {"item-without-link",
                 fmt::format("{} of {} items have no link and were left out", without_link, elements.size()), 0});
    } else if (!elements.empty()) {
        auto message = fmt::format("none of the {} items that items.each ({}) finds has a link", elements.size(),
                                   shown_rule(rules.rules.each));
        if (rules.link) message += fmt::format("; items.link ({}) leads nowhere", shown_rule(rules.rules.link));
        problems_.push_back({"rule-matched-nothing", std::move(message), 0});
    } else if (!is_empty_list()) {
        miss("items.each", rules.rules.each, rules.each);
    }
    return std::ranges::find(problems_, "rule-matched-nothing", &Problem::code) == problems_.end();
}

void RuledPage::forget_misses() {
    std::erase_if(problems_, [](const Problem& one) { return one.code == "rule-matched-nothing"; });
}

RawItem RuledPage::read_item(NodeId element) {
    const ItemSelectors& rules = *selectors_.items;
    RawItem item;
    const auto line = [&](const std::optional<Selector>& rule) {
        return rule ? values_.line(*rule, element) : std::string();
    };
    const auto lines = [&](const std::optional<Selector>& rule) {
        return rule ? values_.lines(*rule, element) : std::vector<std::string>();
    };
    const ItemDefaults defaults(page_, element);
    item.link = rules.link ? values_.link(*rules.link, element) : defaults.link();
    item.title.value = rules.title ? line(rules.title) : defaults.title();
    if (rules.published)
        item.published = values_.date(*rules.published, rules.date_format, element);
    else
        item.published = defaults.published(values_, rules.date_format);
    item.id = line(rules.id);
    item.summary.value = line(rules.summary);
    if (rules.content)
        if (auto markup = values_.markup(*rules.content, element); !markup.empty())
            item.content.push_back({.value = sanitize(markup, {.base = page_.base(), .drop_relative = true}).str(),
                                    .type = Text::Type::html,
                                    .base = page_.base()});
    if (rules.image) item.image = values_.picture(*rules.image, element);
    item.authors = people_of(lines(rules.authors));
    item.categories = labels_of(lines(rules.categories));
    if (auto section = line(rules.section); !section.empty())
        item.categories.push_back({.term = std::move(section), .scheme = "page:section"});
    return item;
}

bool RuledPage::is_empty_list() {
    const auto& container = selectors_.items->container;
    if (!container) return false;
    const auto holders = values_.elements(*container, document);
    const auto has_no_links = [&](NodeId id) { return page_.amount(id).links == 0; };
    return !holders.empty() && std::ranges::all_of(holders, has_no_links);
}

void RuledPage::miss(std::string_view key, const RuleText& rule, const Selector& selector) {
    if (budget_.is_spent()) return;
    auto message = fmt::format("{} ({}) matches nothing", key, shown_rule(rule));
    if (!page_title_.empty()) message += fmt::format(" on \"{}\"", page_title_);
    const auto names = nearest_names(page_.tree(), selector);
    if (!names.empty()) message += fmt::format("; the page has {}", fmt::join(names, " "));
    problems_.push_back({"rule-matched-nothing", std::move(message), 0});
}

void RuledPage::finish(PageReading& reading) {
    if (budget_.is_spent()) {
        if (selectors_.items) reading.items.clear();
        problems_.assign({{"rule-too-costly",
                           fmt::format("the rules take more than {} million steps on this page; make them simpler",
                                       StepBudget::of_a_page / 1'000'000),
                           0}});
    }
    std::ranges::move(problems_, std::back_inserter(reading.problems));
    problems_.clear();
}

} // namespace arna
