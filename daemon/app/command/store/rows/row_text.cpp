#include "daemon/app/command/store/rows/row_text.hpp"

#include "config/option/quantity.hpp"
#include "daemon/app/command/store/rows/revision_rows.hpp"
#include "daemon/app/terminal/local_time.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/terminal.hpp"
#include "daemon/control/json_members.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::size_t title_length = 100;

std::string_view name_of(QueryNode::Kind kind) {
    switch (kind) {
    case QueryNode::Kind::all: return "and";
    case QueryNode::Kind::any: return "or";
    case QueryNode::Kind::negation: return "not";
    case QueryNode::Kind::term: return "term";
    }
    return "";
}

json::object row_of(const ExplainedNode& node) {
    json::object row{{"holds", node.holds}};
    if (node.kind == QueryNode::Kind::term) row["term"] = node.text;
    if (node.kind != QueryNode::Kind::term) row["operator"] = name_of(node.kind);
    if (node.decides) row["decides"] = true;
    if (!node.findings.empty()) {
        json::array found;
        for (const auto& finding : node.findings)
            found.push_back({{"field", finding.field}, {"found", finding.found}, {"offset", finding.offset}});
        row["found"] = std::move(found);
    }
    if (!node.children.empty()) {
        json::array children;
        for (const auto& child : node.children) children.push_back(row_of(child)); // as deep as the parser let rules be
        row["of"] = std::move(children);
    }
    return row;
}

std::string_view name_of(TagPlan::Kind kind) {
    switch (kind) {
    case TagPlan::Kind::created: return "new";
    case TagPlan::Kind::dropped: return "dropped";
    case TagPlan::Kind::kept: return "kept";
    }
    return "";
}

json::array row_of(std::span<const PlannedChange> changes) {
    json::array array;
    for (const auto& change : changes)
        array.push_back({{"title", change.title},
                         {"url", change.url},
                         {"source", change.source},
                         {"published", format_rfc3339(change.published)},
                         {"reason", change.reason}});
    return array;
}

/// A member of a row, as a terminal may get it; empty if it is not there.
std::string shown(const json::object& row, std::string_view key) {
    const json::value* value = row.if_contains(key);
    const json::string* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? shown_text(*text) : std::string{};
}

/// Objects of an array member.
template <class Visit>
void for_each(const json::object& row, std::string_view key, Visit visit) {
    const json::value* value = row.if_contains(key);
    if (value == nullptr || !value->is_array()) return;
    for (const json::value& element : value->get_array())
        if (element.is_object()) visit(element.get_object());
}

/// "2026-02-23 10:55", in the reader's zone; empty if it is not there.
std::string short_date(const json::object& row, std::string_view key = "published") {
    const auto time = parse_date(shown(row, key));
    return time ? local_minute(*time) : std::string{};
}

std::string shown_title(const json::object& row) {
    const auto title = shown(row, "title");
    return title.empty() ? "(no title)" : truncate_at_word(title, title_length);
}

QueryNode::Kind kind_of(const json::object& node) {
    const auto name = shown(node, "operator");
    return name == "and"   ? QueryNode::Kind::all
           : name == "or"  ? QueryNode::Kind::any
           : name == "not" ? QueryNode::Kind::negation
                           : QueryNode::Kind::term;
}

/// What row_of() made a row of.
ExplainedNode node_of(const json::object& row) {
    ExplainedNode node{.kind = kind_of(row), .holds = is_true(row, "holds"), .decides = is_true(row, "decides")};
    node.text = shown(row, "term");
    for_each(row, "found", [&](const json::object& finding) {
        node.findings.push_back({.field = shown(finding, "field"), .found = shown(finding, "found")});
    });
    for_each(row, "of", [&](const json::object& child) { node.children.push_back(node_of(child)); });
    return node;
}

std::string changes_text(const json::object& plan, std::string_view key, char sign) {
    std::string text;
    for_each(plan, key, [&](const json::object& change) {
        text +=
            fmt::format("  {} {}  {}: {}\n      {}\n      {}\n",
                        styled(sign == '+' ? Style::green : Style::red, std::string(1, sign)), short_date(change),
                        shown(change, "source"), shown_title(change), shown(change, "url"), shown(change, "reason"));
    });
    return text;
}

/// Where an article is in a tag that it should not be in, or is missing. What keeps it out for another reason than the
/// rule is said of the article, or below.
std::string member_text(const json::object& explained, const json::object& verdict) {
    const bool is_member = is_true(verdict, "member");
    if (is_member == is_true(verdict, "match")) return "";
    if (is_member) return "  (still a member by an earlier rule)\n";
    if (is_true(verdict, "dropped")) return "  (not a member: the tag drops what its source has withdrawn)\n";
    if (explained.contains("held") || verdict.contains("over_limit")) return "";
    if (verdict.contains("outlived"))
        return fmt::format("  (not a member any more: the tag keeps {})\n", shown(verdict, "outlived"));
    return "  (not yet a member: the rule is new)\n";
}

/// A limit that was taken away since lets nobody in afterwards.
std::string limit_text(std::int64_t limit, const std::string& source) {
    return limit > 0 ? fmt::format("  over the {} a day of {}\n", limit, source)
                     : fmt::format("  over the articles a day that {} was limited to\n", source);
}

} // namespace

const std::string& address_of(const Article& article) {
    return article.entry.link.empty() ? article.entry_id : article.entry.link;
}

json::object row_of(const Article& article) {
    json::object row{{"id", article.entry_id},       {"url", address_of(article)},
                     {"title", article.entry.title}, {"source", article.source.name},
                     {"lang", article.entry.lang},   {"published", format_rfc3339(article.published)},
                     {"revision", article.revision}, {"seen", format_rfc3339(article.first_seen)}};
    if (article.withdrawn) row["withdrawn"] = format_rfc3339(*article.withdrawn);
    if (article.held) row["held"] = format_rfc3339(*article.held);
    if (article.awaits_page) row["awaits_page"] = true;
    return row;
}

json::object row_of(const PagedArticle& paged) {
    const auto& state = paged.state;
    constexpr std::string_view standings[] = {"waiting", "read", "refused"};
    json::object page{{"standing", standings[std::to_underlying(state.standing)]}, {"url", state.url}};
    if (state.asked) page["asked"] = format_rfc3339(*state.asked);
    if (state.due) page["due"] = format_rfc3339(*state.due);
    if (state.status != 0) page["status"] = state.status;
    if (!state.why.empty()) page["why"] = state.why;
    if (!paged.part) return page;
    json::object evidence;
    for (const auto& [field, origin] : paged.part->evidence) evidence[field] = origin;
    page["evidence"] = std::move(evidence);
    return page;
}

json::object row_of(const ExplainedArticle& explained) {
    auto row = row_of(explained.article);
    if (explained.page) row["page"] = row_of(*explained.page);
    if (explained.held > 0) row["held_with"] = explained.held - 1;
    json::array tags;
    for (const auto& verdict : explained.tags) {
        json::object tag{{"tag", verdict.tag},
                         {"match", verdict.why.matches},
                         {"member", verdict.is_member},
                         {"summary", verdict.why.summary()},
                         {"rule", row_of(verdict.why.root)}};
        if (!verdict.follows.empty()) tag["follows"] = verdict.follows;
        if (verdict.is_capped) tag["over_limit"] = verdict.limit;
        if (verdict.is_dropped) tag["dropped"] = true;
        if (verdict.outlived) tag["outlived"] = format_duration(*verdict.outlived);
        tags.push_back(std::move(tag));
    }
    row["tags"] = std::move(tags);
    return row;
}

json::object row_of(const TagPlan& plan) {
    return {{"tag", plan.tag},
            {"kind", name_of(plan.kind)},
            {"added", plan.added},
            {"removed", plan.removed},
            {"staying", plan.staying},
            {"additions", row_of(std::span(plan.additions))},
            {"removals", row_of(std::span(plan.removals))}};
}

json::array row_of(std::span<const Evidence> because) {
    json::array array;
    for (const auto& [field, term, found] : because)
        array.push_back({{"field", field}, {"term", term}, {"found", found}});
    return array;
}

/// How the page of an article stands, and where it has what: "published (json-ld), categories (label)".
std::string page_text(const json::object& page) {
    const auto standing = shown(page, "standing");
    auto text = fmt::format("  its page: {}", standing);
    if (page.contains("asked")) text += fmt::format(", asked for {}", short_date(page, "asked"));
    if (page.contains("why")) text += fmt::format(", {}", shown(page, "why"));
    if (page.contains("due")) text += fmt::format("; again {}", short_date(page, "due"));
    std::string fields;
    if (const auto* evidence = page.if_contains("evidence"))
        for (const auto& [field, origin] : evidence->as_object())
            fields += fmt::format("{}{} ({})", fields.empty() ? "" : ", ", std::string_view(field),
                                  std::string_view(origin.as_string()));
    if (!fields.empty()) text += fmt::format("\n    from it: {}", fields);
    return text + "\n";
}

std::string article_text(const json::object& article) {
    auto text = fmt::format("{}  {}: {}\n  {}\n", styled(Style::dim, short_date(article)), shown(article, "source"),
                            styled(Style::bold, shown_title(article)), shown(article, "url"));
    if (article.contains("follows")) text += fmt::format("  follows {}\n", shown(article, "follows"));
    if (const auto* others = article.if_contains("held_with"))
        text += fmt::format("  held back: came with {} others on {}; 'arna poll --accept {}'\n",
                            others->to_number<std::int64_t>(), short_date(article, "held"), shown(article, "source"));
    else if (article.contains("awaits_page"))
        text += fmt::format("  waits for its page since {}, 15 minutes at most\n", short_date(article, "held"));
    else if (article.contains("held"))
        text += fmt::format("  held back since {}\n", short_date(article, "held"));
    if (article.contains("withdrawn")) text += fmt::format("  withdrawn {}\n", short_date(article, "withdrawn"));
    return text;
}

std::string listed_article_text(const json::object& article) { return article_text(article) + revisions_text(article); }

std::string evidence_text(const json::array& because) {
    std::string text;
    for (const json::value& one : because)
        text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", shown(one.as_object(), "field"),
                            shown(one.as_object(), "found"));
    return text;
}

std::string found_article_text(const json::object& article) {
    return article_text(article) + "  " + evidence_text(article.at("because").as_array()) + "\n";
}

std::string explanation_text(const json::object& explained) {
    std::string text = article_text(explained);
    if (const auto* page = explained.if_contains("page")) text += page_text(page->as_object());
    for_each(explained, "tags", [&](const json::object& verdict) {
        const auto style = is_true(verdict, "match") ? Style::green : Style::plain;
        text += fmt::format("\n{}: {}\n", styled(style, "#" + shown(verdict, "tag")), shown(verdict, "summary"));
        text += member_text(explained, verdict);
        if (const auto* limit = verdict.if_contains("over_limit"))
            text += limit_text(limit->to_number<std::int64_t>(), shown(explained, "source"));
        if (verdict.contains("follows")) text += fmt::format("  follows {}\n", shown(verdict, "follows"));
        text += format_explanation({.root = node_of(verdict.at("rule").as_object())});
    });
    return text;
}

std::string plan_text(const json::object& plan) {
    const auto count = [&](std::string_view key) { return plan.at(key).to_number<std::int64_t>(); };
    const auto kind = shown(plan, "kind");
    if (kind == "dropped")
        return fmt::format("#{}: leaves the configuration; its {} articles stay stored, its feeds answer 410\n",
                           shown(plan, "tag"), count("removed"));
    return fmt::format("#{}: +{} −{}, {} stay{}\n", shown(plan, "tag"), count("added"), count("removed"),
                       count("staying"), kind == "new" ? " (new tag)" : "") +
           changes_text(plan, "additions", '+') + changes_text(plan, "removals", '-');
}

} // namespace arna
