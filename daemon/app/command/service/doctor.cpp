#include "daemon/app/command/service/doctor.hpp"

#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/operations/words.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace arna {
namespace {

std::string_view name_of(Diagnosis::Verdict verdict) {
    switch (verdict) {
    case Diagnosis::Verdict::ok: return "ok";
    case Diagnosis::Verdict::warn: return "warn";
    case Diagnosis::Verdict::fail: return "fail";
    }
    return "";
}

Diagnosis finding_of(const std::expected<LoadedConfig, std::vector<Diagnostic>>& loaded, const LoadRequest& request) {
    constexpr auto check = "configuration";
    if (!loaded) {
        const auto first = std::ranges::find(loaded.error(), Diagnostic::Severity::error, &Diagnostic::severity);
        return {Diagnosis::Verdict::fail, check,
                first == loaded.error().end() ? request.file.string() : text_of(*first),
                loaded.error().size() > 1 ? "arna check lists all" : ""};
    }
    const auto number = [](std::size_t count, std::string_view noun) {
        return counted(static_cast<std::int64_t>(count), noun);
    };
    const auto counts =
        fmt::format("{}: {}, {}", request.file.string(), number(loaded->config.sources.size(), "source"),
                    number(loaded->config.tags.size(), "tag"));
    if (loaded->warnings.empty()) return {Diagnosis::Verdict::ok, check, counts, ""};
    return {Diagnosis::Verdict::warn, check, fmt::format("{}, {}", counts, number(loaded->warnings.size(), "warning")),
            "arna check lists them"};
}

ExitStatus run_doctor(const Invocation& invocation) {
    ExitStatus written = ExitStatus::done;
    const bool is_well = examine(invocation, [&](const Diagnosis& finding) {
        const auto line = invocation.json ? json_line({{"verdict", name_of(finding.verdict)},
                                                       {"check", finding.check},
                                                       {"says", finding.says},
                                                       {"hint", finding.hint}}) +
                                                '\n'
                                          : text_of(finding);
        written = std::max(written, write_output(line));
    });
    return written == ExitStatus::done && !is_well ? ExitStatus::no : written;
}

} // namespace

std::string text_of(const Diagnosis& finding) {
    return fmt::format("{:<4}  {:<15}  {}{}{}\n", name_of(finding.verdict), finding.check, shown_text(finding.says),
                       finding.hint.empty() ? "" : "; ", shown_text(finding.hint));
}

bool examine(const Invocation& invocation, const std::function<void(const Diagnosis&)>& found) {
    bool is_well = true;
    const auto take = [&](const Diagnosis& finding) {
        is_well = is_well && finding.verdict != Diagnosis::Verdict::fail;
        found(finding);
    };
    const auto take_all = [&](const std::vector<Diagnosis>& findings) { std::ranges::for_each(findings, take); };
    const auto request = config_request(invocation);
    const auto loaded = load_config(request);
    take(finding_of(loaded, request));
    take(check_time_zones());
    take(check_certificates());
    if (!loaded) return is_well; // where the state is, and whom to ask, is not known
    take_all(check_owners(loaded->config));
    take(check_free_space(loaded->config));
    take(check_open_files(loaded->config));
    take_all(check_daemon(loaded->config));
    take_all(check_network(loaded->config));
    take_all(check_sources(*loaded)); // last: root may become the store's owner for it
    return is_well;
}

Command doctor_command() {
    return {.name = "doctor",
            .summary = "Looks for what is wrong with this machine and set-up",
            .arguments = {},
            .options = {},
            .examples = {{"sudo arna doctor", "every check, with what to do"},
                         {"arna doctor --json", "a line for each check, for programs"}},
            .statuses = {{ExitStatus::done, "nothing fails; there may be warnings"},
                         {ExitStatus::no, "something fails"},
                         {ExitStatus::wrong, "wrong usage"},
                         {ExitStatus::cannot, "cannot write"}},
            .run = run_doctor};
}

} // namespace arna
