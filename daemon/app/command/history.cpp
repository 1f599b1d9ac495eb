#include "daemon/app/command/history.hpp"

#include "config/option/tag_test.hpp"
#include "daemon/app/command/trial_rule.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/history.hpp"
#include "daemon/app/history_text.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/stored_history.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

namespace arna {
namespace {

namespace json = boost::json;

/// How many articles of each kind a plan shows for every tag.
constexpr std::size_t examples = 5;

/// The tag of that name, alias or slug; reports and gives nothing when there is none.
std::optional<std::size_t> tag_or_report(const Config& config, const std::string& name) {
    const auto key = tag_key(name);
    for (std::size_t i = 0; i < config.tags.size(); ++i) {
        const auto& tag = config.tags[i];
        const auto is_it = [&key](const std::string& other) { return tag_key(other) == key; };
        if (tag.slug == name || is_it(tag.name) || std::ranges::any_of(tag.aliases, is_it)) return i;
    }
    report(fmt::format("tag '{}'", name), "no tag has this name or slug; see 'arna config'");
    return std::nullopt;
}

ExitStatus print(bool as_json, const json::value& value, const std::string& text) {
    return write_output(as_json ? json::serialize(value) + "\n" : text);
}

} // namespace

ExitStatus run(const ExplainCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    std::vector<std::size_t> tags(loaded->config.tags.size());
    std::iota(tags.begin(), tags.end(), std::size_t{0});
    if (!command.tags.empty()) tags.clear();
    for (const auto& name : command.tags) {
        const auto index = tag_or_report(loaded->config, name);
        if (!index) return ExitStatus::wrong;
        tags.push_back(*index);
    }
    const auto store = open_history_or_report(loaded->config);
    if (!store) return ExitStatus::cannot;
    const auto articles = explain_articles(*store->open_reader(), *loaded, command.url, tags);
    if (articles.empty()) {
        report(command.url, "no article of this address is stored; it may be spelt otherwise: try 'arna search'");
        return ExitStatus::no;
    }
    return print(command.json, json_of(articles), text_of(articles));
}

ExitStatus run(const SearchCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    const auto compiled = compile_or_report("rule", command.rule);
    if (!compiled) return ExitStatus::wrong;
    const auto store = open_history_or_report(loaded->config);
    if (!store) return ExitStatus::cannot;
    auto status = ExitStatus::no;
    search_history(*store->open_reader(), loaded->config, *compiled, wall_clock_now(),
                   [&](const Article& article, const RuleMatch& match) {
                       auto object = json_of(article);
                       object["because"] = json_of(match.because);
                       status = print(command.json, object, text_of(article) + "  " + text_of(match.because) + "\n");
                       return status == ExitStatus::done;
                   });
    return status;
}

ExitStatus run(const ListCommand& command) {
    const auto loaded = load_or_report(command.request);
    if (!loaded) return ExitStatus::wrong;
    const auto index = tag_or_report(loaded->config, command.tag);
    if (!index) return ExitStatus::wrong;
    const auto store = open_history_or_report(loaded->config);
    if (!store) return ExitStatus::cannot;
    const auto& tag = loaded->config.tags[*index];
    const auto reader = store->open_reader();
    std::string text;
    json::array array;
    for (const auto& record : reader->tags()) {
        if (record.name != tag.name) continue;
        for (const auto& article : reader->live(record.id, static_cast<std::size_t>(tag.limit)).entries) {
            text += text_of(article);
            array.push_back(json_of(article));
        }
    }
    return print(command.json, array, text);
}

ExitStatus run(const PlanCommand& command) {
    auto request = command.request;
    if (!command.file.empty()) request.file = command.file;
    const auto loaded = load_or_report(request);
    if (!loaded) return ExitStatus::wrong;
    const auto failures = run_tag_tests(*loaded, wall_clock_now());
    report(failures);
    if (!failures.empty()) return ExitStatus::wrong;
    const auto store = open_history_or_report(loaded->config);
    if (!store) return ExitStatus::cannot;
    const auto plans = plan_history(*store->open_reader(), *loaded, examples);
    return print(command.json, json_of(plans), text_of(plans));
}

} // namespace arna
