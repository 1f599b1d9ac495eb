#include "daemon/app/command/configuration/check.hpp"

#include "config/option/secret.hpp"
#include "config/option/tag_test.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/owner.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/visit.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::size_t test_count(const Config& config) {
    std::size_t count = 0;
    for (const TagConfig& tag : config.tags) count += tag.tests.size();
    return count;
}

std::string summary(const LoadedConfig& loaded) {
    return fmt::format("{}: {}, {}, {}, {}\n", loaded.config.files.front(),
                       counted(loaded.config.sources.size(), "source"), counted(loaded.config.tags.size(), "tag"),
                       counted(test_count(loaded.config), "test"), counted(loaded.warnings.size(), "warning"));
}

/// With what to do apart from what is wrong.
boost::json::object row_of(const Diagnostic& diagnostic) {
    const auto end = diagnostic.message.find("; ");
    return {{"severity", diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning"},
            {"file", diagnostic.file},
            {"line", diagnostic.line},
            {"column", diagnostic.column},
            {"what", diagnostic.message.substr(0, end)},
            {"hint", end == std::string::npos ? std::string{} : diagnostic.message.substr(end + 2)}};
}

boost::json::object row_of(const LoadedConfig& loaded) {
    boost::json::array diagnostics;
    for (const Diagnostic& warning : loaded.warnings) diagnostics.push_back(row_of(warning));
    return {{"files", boost::json::value_from(loaded.config.files)},
            {"sources", loaded.config.sources.size()},
            {"tags", loaded.config.tags.size()},
            {"tests", test_count(loaded.config)},
            {"diagnostics", std::move(diagnostics)}};
}

/// Null for what there is not.
boost::json::value text_or_null(const std::string& text) {
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

boost::json::object row_of(const std::string& source, const VisitResult& visit) {
    boost::json::object row{{"source", source}, {"status", nullptr}, {"items", nullptr}};
    if (visit.status != 0) row["status"] = visit.status;
    if (visit.feed) row["items"] = visit.feed->items.size();
    row["moved_to"] = text_or_null(masked_address(visit.moved_to));
    row["offers"] = boost::json::value_from(visit.offers);
    row["error"] = text_or_null(visit.feed ? std::string() : visit.feed.error().message);
    return row;
}

std::string text_of(const std::string& source, const VisitResult& visit) {
    auto text = fmt::format("{}: {}", source, counted(visit.feed->items.size(), "item"));
    if (!visit.moved_to.empty())
        text += fmt::format("; it has moved for good, write url = \"{}\"", shown_text(masked_address(visit.moved_to)));
    return text + '\n';
}

/// Visits every enabled source; a line for each. `no` if one failed.
ExitStatus visit_sources(const Config& config, bool as_json) {
    std::vector<PollSource> sources;
    for (const SourceConfig& source : config.sources) {
        if (source.enabled) sources.push_back(poll_source(source));
    }
    ExitStatus status = ExitStatus::done;
    visit_all(sources, fetch_options(config), wall_clock_now(), [&](std::size_t index, const VisitResult& visit) {
        const std::string& name = sources[index].name;
        if (!visit.feed) status = std::max(status, ExitStatus::no);
        if (!visit.feed && !as_json) return report(name, visit.feed.error().message);
        if (write_output(as_json ? json_line(row_of(name, visit)) + '\n' : text_of(name, visit)) != ExitStatus::done)
            status = ExitStatus::cannot;
    });
    return status;
}

ExitStatus run_check(const Invocation& invocation) {
    const bool is_online = invocation.arguments.has("--online");
    const auto loaded =
        load_config(config_request(invocation, is_online ? SecretsNeeded::yes : SecretsNeeded::no, StateNeeded::no));
    std::vector<Diagnostic> findings = loaded ? loaded->warnings : loaded.error();
    const auto failures = loaded ? run_tag_tests(*loaded, wall_clock_now()) : std::vector<Diagnostic>{};
    findings.insert(findings.end(), failures.begin(), failures.end());
    report(findings);
    if (!loaded || !failures.empty()) return ExitStatus::wrong;
    const auto written = write_output(invocation.json ? json_line(row_of(*loaded)) + '\n' : summary(*loaded));
    if (written != ExitStatus::done || !is_online) return written;
    // Root reads more local files than the service may.
    if (const auto owner = become_owner(loaded->config.daemon.state, "check --online"); !owner && ::geteuid() == 0)
        return report(
            CommandError{.status = ExitStatus::cannot, .where = "check --online", .what = owner.error().message});
    return visit_sources(loaded->config, invocation.json);
}

} // namespace

Command check_command() {
    return {.name = "check",
            .summary = "Checks the configuration: its keys, rules and tests",
            .arguments = {},
            .options = {{"--online", "", "Also visit each source once"}},
            .examples = {{"arna check", "before a reload"},
                         {"arna check --online -c new.toml", "a file that is not in force, and its sources"}},
            .statuses = {{ExitStatus::done, "nothing is wrong"},
                         {ExitStatus::no, "a source could not be visited"},
                         {ExitStatus::wrong, "something is wrong in the files, or wrong usage"},
                         {ExitStatus::cannot, "cannot write"}},
            .run = run_check};
}

} // namespace arna
