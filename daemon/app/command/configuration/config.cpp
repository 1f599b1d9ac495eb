#include "daemon/app/command/configuration/config.hpp"

#include "config/file/toml_document.hpp"
#include "config/print.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

namespace arna {
namespace {

boost::json::value json_of(const TomlTable& table);
boost::json::value json_of(const TomlList& list);
boost::json::value json_of(const TomlDate& date) { return boost::json::value(date.text); }
boost::json::value json_of(const auto& plain) { return boost::json::value(plain); }

boost::json::value json_of(const TomlValue& value) {
    return std::visit([](const auto& data) { return json_of(data); }, value.data);
}

boost::json::value json_of(const TomlList& list) {
    boost::json::array array;
    for (const auto& element : list) array.push_back(json_of(element));
    return array;
}

boost::json::value json_of(const TomlTable& table) {
    boost::json::object object;
    for (const auto& member : table) object[member.key] = json_of(member.value);
    return object;
}

/// Where the next [[source]] or [[tag]] begins.
std::size_t next_entry(std::string_view toml, std::size_t from) {
    return std::min({toml.find("\n[[source]]\n", from), toml.find("\n[[tag]]\n", from), toml.size()});
}

/// The same tables as the text has. Entry by entry, for what a file may hold is bounded.
boost::json::object json_of(const Config& config, const Environment& environment) {
    const auto toml = print_config(config, environment);
    boost::json::object all;
    boost::json::array sources, tags;
    for (std::size_t begin = 0; begin < toml.size();) {
        const auto end = next_entry(toml, begin + 1);
        const auto part = parse_toml(std::string_view(toml).substr(begin, end - begin), 0);
        begin = end;
        if (!part) continue; // print_config() gives TOML
        for (const auto& [key, place, value] : *part) {
            if (const auto* entry = value.get_if<TomlList>())
                (key == "source" ? sources : tags).push_back(json_of(entry->front()));
            else
                all[key] = json_of(value);
        }
    }
    all["source"] = std::move(sources);
    all["tag"] = std::move(tags);
    return all;
}

/// One to a line: what completion of a command line asks for.
ExitStatus print_names(const Config& config, const std::string& kind) {
    std::string names;
    if (kind == "sources")
        for (const auto& source : config.sources) names += shown_text(source.name) + '\n';
    else if (kind == "tags")
        for (const auto& tag : config.tags) names += shown_text(tag.slug) + '\n';
    else
        return report(CommandError{.where = "config", .what = "--names is sources or tags; see 'arna config --help'"});
    return write_output(names);
}

ExitStatus run_config(const Invocation& invocation) {
    auto quiet = invocation;
    quiet.is_verbose = false; // of the log's level, which is told here
    const auto request = config_request(quiet, SecretsNeeded::no, StateNeeded::no);
    const bool wants_names = invocation.arguments.has("--names");
    const auto loaded = load_or_report(request, wants_names ? Warnings::kept : Warnings::told);
    if (!loaded) return ExitStatus::wrong;
    if (wants_names) return print_names(loaded->config, invocation.arguments.text("--names"));
    if (invocation.json) return write_output(json_line(json_of(loaded->config, request.environment)) + '\n');
    return write_output(invocation.is_verbose ? print_config_with_origins(loaded->config, request.environment)
                                              : print_config(loaded->config, request.environment));
}

} // namespace

Command config_command() {
    return {.name = "config",
            .summary = "Prints the effective configuration and what differs from the defaults",
            .arguments = {},
            .options = {{"--names", "KIND", "Only names, one to a line: of sources, or slugs of tags"}},
            .examples = {{"arna config -v", "where each value comes from"},
                         {"ARNA_FETCH__TIMEOUT=10s arna config -c arna.toml", "with a key from the environment"}},
            .statuses = {{ExitStatus::done, "printed"},
                         {ExitStatus::wrong, "wrong usage or configuration"},
                         {ExitStatus::cannot, "cannot write"}},
            .run = run_config};
}

} // namespace arna
