#include "daemon/app/command/store/rows/rules_json.hpp"

#include "daemon/app/command/library/page_rules_json.hpp"
#include "daemon/control/json_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

/// Reads members of one object; what is of another type counts as not there.
class Members {
public:
    explicit Members(const json::object& object) : object_(object) {}

    [[nodiscard]] std::string text(std::string_view key) const { return text_of(object_, key); }
    [[nodiscard]] const json::value* find(std::string_view key) const { return object_.if_contains(key); }
    [[nodiscard]] bool flag(std::string_view key, bool otherwise) const {
        const auto* value = object_.if_contains(key);
        return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
    }
    /// 0 where there is none, or a negative one.
    [[nodiscard]] std::int64_t number(std::string_view key) const {
        return static_cast<std::int64_t>(count_of(object_, key));
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> found;
        for (const auto& element : array(key))
            if (element.is_string()) found.emplace_back(element.get_string());
        return found;
    }
    [[nodiscard]] const json::array& array(std::string_view key) const {
        static const json::array none;
        const auto* value = object_.if_contains(key);
        return value != nullptr && value->is_array() ? value->get_array() : none;
    }

private:
    const json::object& object_;
};

TagConfig tag_of(const Members& members) {
    TagConfig tag;
    tag.name = members.text("name");
    tag.slug = members.text("slug");
    tag.match = members.text("match");
    tag.aliases = members.texts("aliases");
    tag.sources = members.texts("sources");
    tag.loose = members.flag("loose", false);
    if (members.flag("drops_withdrawn", false)) tag.withdrawn = TagConfig::Withdrawn::drop;
    if (const auto keep = members.number("keep"); keep > 0) tag.keep = std::chrono::milliseconds(keep);
    return tag;
}

Result<SourceConfig> source_of(const Members& members) {
    SourceConfig source;
    source.name = members.text("name");
    source.labels = members.texts("labels");
    source.publish = members.flag("publish", true);
    source.max_per_day = members.number("max_per_day");
    source.language = members.text("language");
    source.time_zone = members.text("time_zone");
    if (const auto* article = members.find("article")) {
        auto rules = page_rules_of(json::object{{"article", *article}});
        if (!rules)
            return fail(Errc::bad_input,
                        fmt::format("a source of \"configuration\": {}: {}", rules.error().key, rules.error().message));
        if (rules->article)
            source.article.table = RuleTable<ArticleRules>{.rules = std::move(*rules->article), .places = {}};
    }
    return source;
}

/// One that is_plain().
SourceConfig plain_source(std::string_view name) {
    SourceConfig source;
    source.name = name;
    source.publish = true;
    return source;
}

ListConfig list_of(const Members& members) {
    ListConfig list;
    list.name = members.text("name");
    list.words = members.texts("words");
    return list;
}

json::object json_of(const ArticleRules& rules) {
    json::object object;
    for (const auto& [name, member] : rule_keys<ArticleRules>())
        if (const auto& rule = rules.*member) object[name] = *rule;
    object["remove"] = array_of(rules.remove);
    return object;
}

/// What rules ask of a source, and how its articles' pages are read.
json::object json_of(const SourceConfig& source) {
    json::object object{
        {"name", source.name}, {"labels", array_of(source.labels)}, {"publish", source.publish.value_or(true)}};
    if (!source.language.empty()) object["language"] = source.language;
    if (!source.time_zone.empty()) object["time_zone"] = source.time_zone;
    if (source.max_per_day > 0) object["max_per_day"] = source.max_per_day;
    if (source.article.table) object["article"] = json_of(source.article.table->rules);
    return object;
}

/// Whether rules know it by its name alone, and pages of its articles are read without being told how.
bool is_plain(const SourceConfig& source) {
    return source.labels.empty() && source.publish.value_or(true) && source.language.empty() &&
           source.time_zone.empty() && source.max_per_day == 0 && !source.article.table;
}

} // namespace

json::object rules_json(const Config& config) {
    json::array tags, sources, plain, lists;
    for (const auto& tag : config.tags)
        tags.push_back({{"name", tag.name},
                        {"slug", tag.slug},
                        {"match", tag.match},
                        {"aliases", array_of(tag.aliases)},
                        {"sources", array_of(tag.sources)},
                        {"loose", tag.loose},
                        {"drops_withdrawn", tag.withdrawn == TagConfig::Withdrawn::drop},
                        {"keep", tag.keep ? tag.keep->count() : 0}});
    for (const auto& source : config.sources)
        if (is_plain(source))
            plain.emplace_back(source.name);
        else
            sources.push_back(json_of(source));
    for (const auto& list : term_lists(config).all())
        lists.push_back({{"name", list.name}, {"words", array_of(list.terms)}});
    return {{"time_zone", config.daemon.time_zone},
            {"tags", std::move(tags)},
            {"sources", std::move(sources)},
            {"plain", std::move(plain)},
            {"lists", std::move(lists)}};
}

Result<LoadedConfig> read_rules_json(const json::value& value) {
    if (!value.is_object()) return fail(Errc::bad_input, "\"configuration\" is a JSON object");
    const Members members(value.get_object());
    LoadedConfig loaded;
    if (auto zone = members.text("time_zone"); !zone.empty()) loaded.config.daemon.time_zone = std::move(zone);
    for (const auto& tag : members.array("tags"))
        if (tag.is_object()) loaded.config.tags.push_back(tag_of(Members(tag.get_object())));
    for (const auto& object : members.array("sources")) {
        if (!object.is_object()) continue;
        auto source = source_of(Members(object.get_object()));
        if (!source) return std::unexpected(std::move(source.error()));
        loaded.config.sources.push_back(std::move(*source));
    }
    for (const auto& name : members.array("plain"))
        if (name.is_string()) loaded.config.sources.push_back(plain_source(name.get_string()));
    for (const auto& list : members.array("lists"))
        if (list.is_object()) loaded.config.lists.push_back(list_of(Members(list.get_object())));
    auto rules = RuleSet::compile(tag_rules(loaded.config), term_lists(loaded.config));
    if (!rules)
        return fail(Errc::bad_input, fmt::format("a rule of \"configuration\": {}", rules.error().front().message));
    loaded.rules = std::make_shared<const RuleSet>(std::move(*rules));
    return loaded;
}

} // namespace arna
