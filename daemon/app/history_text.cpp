#include "daemon/app/history_text.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::size_t title_length = 100;

/// "2026-02-23 05:55"
std::string short_date(Time time) {
    auto text = format_rfc3339(time).substr(0, 16);
    text[10] = ' ';
    return text;
}

std::string shown_title(std::string_view title) {
    return title.empty() ? "(no title)" : truncate_at_word(title, title_length);
}

const std::string& address_of(const Article& article) {
    return article.entry.link.empty() ? article.entry_id : article.entry.link;
}

std::string_view name_of(QueryNode::Kind kind) {
    switch (kind) {
    case QueryNode::Kind::all: return "and";
    case QueryNode::Kind::any: return "or";
    case QueryNode::Kind::negation: return "not";
    case QueryNode::Kind::term: return "term";
    }
    return "";
}

json::value json_of(const ExplainedNode& node) {
    json::object object{{"holds", node.holds}};
    if (node.kind == QueryNode::Kind::term) object["term"] = node.text;
    if (node.kind != QueryNode::Kind::term) object["operator"] = name_of(node.kind);
    if (node.decides) object["decides"] = true;
    if (!node.findings.empty()) {
        json::array found;
        for (const auto& finding : node.findings)
            found.push_back({{"field", finding.field}, {"found", finding.found}, {"offset", finding.offset}});
        object["found"] = std::move(found);
    }
    if (!node.children.empty()) {
        json::array children;
        for (const auto& child : node.children)
            children.push_back(json_of(child)); // as deep as the parser let rules be
        object["of"] = std::move(children);
    }
    return object;
}

void add_changes(std::string& text, std::span<const PlannedChange> changes, char sign) {
    for (const auto& change : changes)
        text += fmt::format("  {} {}  {}: {}\n      {}\n      {}\n", sign, short_date(change.published), change.source,
                            shown_title(change.title), change.url, change.reason);
}

json::array json_of(std::span<const PlannedChange> changes) {
    json::array array;
    for (const auto& change : changes)
        array.push_back({{"title", change.title},
                         {"url", change.url},
                         {"source", change.source},
                         {"published", format_rfc3339(change.published)},
                         {"reason", change.reason}});
    return array;
}

std::string_view name_of(TagPlan::Kind kind) {
    switch (kind) {
    case TagPlan::Kind::created: return "new";
    case TagPlan::Kind::dropped: return "dropped";
    case TagPlan::Kind::kept: return "kept";
    }
    return "";
}

} // namespace

std::string text_of(std::span<const ExplainedArticle> articles) {
    std::string text;
    for (const auto& [article, tags] : articles) {
        text += text_of(article);
        for (const auto& verdict : tags) {
            text += fmt::format("\n#{}: {}\n", verdict.tag, verdict.why.summary());
            if (verdict.is_member != verdict.why.matches)
                text += verdict.is_member ? "  (still a member by an earlier rule)\n"
                                          : "  (not yet a member: the rule is new)\n";
            text += format_explanation(verdict.why);
        }
    }
    return text;
}

json::value json_of(std::span<const ExplainedArticle> articles) {
    json::array array;
    for (const auto& [article, verdicts] : articles) {
        auto object = json_of(article);
        json::array tags;
        for (const auto& verdict : verdicts)
            tags.push_back({{"tag", verdict.tag},
                            {"match", verdict.why.matches},
                            {"member", verdict.is_member},
                            {"summary", verdict.why.summary()},
                            {"rule", json_of(verdict.why.root)}});
        object["tags"] = std::move(tags);
        array.push_back(std::move(object));
    }
    return array;
}

std::string text_of(std::span<const TagPlan> plans) {
    std::string text;
    for (const auto& plan : plans) {
        text += fmt::format("#{}: ", plan.tag);
        if (plan.kind == TagPlan::Kind::dropped) {
            text += fmt::format("leaves the configuration; its {} articles stay stored, its feeds answer 410\n",
                                plan.removed);
            continue;
        }
        text += fmt::format("+{} −{}, {} stay{}\n", plan.added, plan.removed, plan.staying,
                            plan.kind == TagPlan::Kind::created ? " (new tag)" : "");
        add_changes(text, plan.additions, '+');
        add_changes(text, plan.removals, '-');
    }
    return text;
}

json::value json_of(std::span<const TagPlan> plans) {
    json::array array;
    for (const auto& plan : plans)
        array.push_back({{"tag", plan.tag},
                         {"kind", name_of(plan.kind)},
                         {"added", plan.added},
                         {"removed", plan.removed},
                         {"staying", plan.staying},
                         {"additions", json_of(std::span(plan.additions))},
                         {"removals", json_of(std::span(plan.removals))}});
    return array;
}

std::string text_of(const Article& article) {
    return fmt::format("{}  {}: {}\n  {}\n", short_date(article.published), article.source.name,
                       shown_title(article.entry.title), address_of(article));
}

json::object json_of(const Article& article) {
    return {{"id", article.entry_id},       {"url", address_of(article)},
            {"title", article.entry.title}, {"source", article.source.name},
            {"lang", article.entry.lang},   {"published", format_rfc3339(article.published)},
            {"revision", article.revision}, {"seen", format_rfc3339(article.first_seen)}};
}

std::string text_of(std::span<const Evidence> because) {
    std::string text;
    for (const auto& [field, term, found] : because)
        text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", field, found);
    return text;
}

json::array json_of(std::span<const Evidence> because) {
    json::array array;
    for (const auto& [field, term, found] : because)
        array.push_back({{"field", field}, {"term", term}, {"found", found}});
    return array;
}

} // namespace arna
