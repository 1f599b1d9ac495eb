#include "daemon/app/command/store/planned_pages.hpp"

#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/pages/article_reading.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::size_t most_examples = 5;

/// What becomes of one source's pages.
struct SourcePlan {
    std::int64_t pages = 0, changed = 0;
    json::array examples;
};

std::vector<Category> labels_of(const PagePart& part) {
    auto labels = part.entry.categories;
    std::erase_if(labels, [](const Category& label) { return label.scheme == "page:keywords"; }); // of all pages, maybe
    return labels;
}

/// The fields in which two readings of a page differ. Keywords and pictures are not compared: only many pages together
/// tell which of them are the site's own.
json::array differences(const PagePart& before, const PagePart& after) {
    json::array fields;
    const auto compare = [&](std::string_view field, bool is_same) {
        if (!is_same) fields.emplace_back(field);
    };
    const auto &a = before.entry, &b = after.entry;
    compare("title", a.title == b.title);
    compare("text", a.content == b.content);
    compare("summary", a.summary == b.summary);
    compare("authors", a.authors == b.authors);
    compare("published", a.published == b.published);
    compare("updated", a.updated == b.updated);
    compare("categories", labels_of(before) == labels_of(after));
    compare("credit", a.picture.url != b.picture.url || a.picture.credit == b.picture.credit);
    compare("lang", a.lang == b.lang);
    return fields;
}

void plan_page(StoreReader& reader, ArticleId article, const std::map<std::string, PollSource>& sources,
               std::map<std::string, SourcePlan>& plans) {
    const auto known = reader.paged(article);
    if (!known || !known->part) return;
    const auto source = sources.find(known->source);
    const auto page = reader.kept_page(article);
    if (source == sources.end() || !page) return;
    auto& plan = plans[known->source];
    ++plan.pages;
    const auto reading = read_article(*page, source->second);
    if (!reading.part) return; // what was read of it stays
    auto fields = differences(*known->part, *reading.part);
    if (fields.empty()) return;
    ++plan.changed;
    if (plan.examples.size() == most_examples) return;
    const auto& title = known->told.title.empty() ? reading.part->entry.title : known->told.title;
    plan.examples.push_back(json::object{{"title", title}, {"url", known->state.url}, {"fields", std::move(fields)}});
}

} // namespace

std::vector<json::object> plan_pages(StoreReader& reader, const LoadedConfig& loaded) {
    std::map<std::string, PollSource> sources;
    for (const SourceConfig& source : loaded.config.sources) sources.emplace(source.name, poll_source(source));
    std::map<std::string, SourcePlan> plans;
    constexpr std::size_t slice = 100;
    for (auto articles = reader.kept_pages({}, slice); !articles.empty();
         articles = reader.kept_pages(articles.back(), slice))
        for (const ArticleId article : articles) plan_page(reader, article, sources, plans);
    std::vector<json::object> rows;
    for (auto& [name, plan] : plans)
        if (plan.changed > 0)
            rows.push_back({{"source", name},
                            {"kind", "pages"},
                            {"pages", plan.pages},
                            {"changed", plan.changed},
                            {"examples", std::move(plan.examples)}});
    return rows;
}

std::string planned_pages_text(const json::object& row) {
    auto text = fmt::format("{}: {} of {} kept pages say something else ('arna reclean --pages')\n",
                            shown_text(row.at("source").as_string()), row.at("changed").to_number<std::int64_t>(),
                            row.at("pages").to_number<std::int64_t>());
    for (const json::value& example : row.at("examples").as_array()) {
        std::string fields;
        for (const json::value& field : example.at("fields").as_array())
            fmt::format_to(std::back_inserter(fields), "{}{}", fields.empty() ? "" : ", ",
                           std::string_view(field.as_string()));
        fmt::format_to(std::back_inserter(text), "  ~ {}: {}\n    {}\n", shown_text(example.at("title").as_string()),
                       fields, shown_text(example.at("url").as_string()));
    }
    return text;
}

} // namespace arna
