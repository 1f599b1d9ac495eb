#include "daemon/app/command/source/try.hpp"

#include "config/page_rules_file.hpp"
#include "daemon/app/command/source/clean_json.hpp"
#include "daemon/app/command/source/try_page.hpp"
#include "daemon/app/command/store/rows/row_text.hpp"
#include "daemon/app/command/store/trial_rule.hpp"
#include "daemon/app/command/table/configured_name.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/visit.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "feeds/page/ruled/json_items.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/rules/explain.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// The rules that items are tried on.
struct Trial {
    std::shared_ptr<const RuleSet> rules;
    std::vector<std::string> names;  ///< of the tags; empty for --match
    std::optional<std::size_t> only; ///< one rule, which is explained also where it does not match
};

std::expected<Trial, CommandError> trial_for(const Arguments& arguments, const LoadedConfig& loaded) {
    if (arguments.has("--match") && arguments.has("--tag"))
        return std::unexpected(
            CommandError{.where = "try", .what = "--match and --tag exclude each other; choose one"});
    if (arguments.has("--match")) {
        auto compiled = compile_rule("--match", arguments.text("--match"), loaded.config);
        if (!compiled) return std::unexpected(std::move(compiled.error()));
        return Trial{std::make_shared<const RuleSet>(std::move(*compiled)), {}, 0};
    }
    Trial trial{loaded.rules, {}, {}};
    for (const TagConfig& tag : loaded.config.tags) trial.names.push_back(tag.name);
    if (!arguments.has("--tag")) return trial;
    auto found = find_tag(loaded.config, arguments.text("--tag"));
    if (!found) return std::unexpected(std::move(found.error()));
    trial.only = *found;
    return trial;
}

/// The settings of the source that is meant, by its name or address; else none.
PollSource source_for(const std::string& address, const Config& config) {
    const auto is_it = [&](const SourceConfig& source) {
        return source.name == address || source.address() == address;
    };
    const auto found = std::ranges::find_if(config.sources, is_it);
    if (found != config.sources.end()) return poll_source(*found);
    PollSource source{.name = "try"};
    if (is_http_url(address)) source.url = address;
    return source;
}

/// Gives the source the rules of a file, in place of its own. False: they are none, and it was told why.
bool take_rules(const std::string& path, PollSource& source) {
    const auto file = PageRulesFile::load(path);
    if (!file) return report(file.error()), false;
    const auto rules = file->rules();
    std::vector<RuleFault> faults;
    if (source.kind == PollSource::Kind::json && rules.items) {
        if (auto compiled = compile_json_rules(*rules.items); !compiled) faults = std::move(compiled.error());
    } else if (auto compiled = compile_page_rules(rules); !compiled) {
        faults = std::move(compiled.error());
        // An API's paths are no selectors: which of the two they are shows when the answer has come.
        if (source.kind == PollSource::Kind::feed && rules.items && compile_json_rules(*rules.items)) faults.clear();
    }
    if (!faults.empty()) return report(file->diagnose(faults)), false;
    source.rules = rules;
    if (source.kind == PollSource::Kind::feed && rules.items) source.kind = PollSource::Kind::page;
    return true;
}

/// What was found at an address.
struct Found {
    Result<CleanFeed> feed;
    std::optional<Document> page; ///< where it is a web page, or the answer of an API
};

Found read_from(const std::string& address, const PollSource& source, const Config& config, Time now) {
    if (source.url.empty() && source.path.empty()) {
        auto bytes = read_input(address);
        if (!bytes && bytes.error().code == Errc::not_found)
            bytes.error().message = "is no address, no name of a source and no file";
        if (!bytes) return {.feed = std::unexpected(std::move(bytes.error())), .page = std::nullopt};
        const ReadOptions options{.source = source.name, .site = source.name};
        return {.feed = read_feed({.bytes = std::move(*bytes)}, options, now), .page = std::nullopt};
    }
    Found found{.feed = fail(Errc::unavailable, "was not visited"), .page = std::nullopt};
    FetchOptions options = fetch_options(config);
    visit_all({&source, 1}, std::move(options), now, [&](std::size_t, VisitResult visited) {
        found = {.feed = std::move(visited.feed), .page = std::move(visited.page)};
    });
    return found;
}

class Printer {
public:
    Printer(const Trial& trial, const PollSource& source, Time now) : trial_(trial), source_(source), now_(now) {}

    std::string text(const CleanFeed& feed) const {
        std::string out = fmt::format("{}\n  {}\n  {} item{}{}{}\n", title_of(feed.facts.title),
                                      shown_text(feed.facts.link), feed.items.size(), feed.items.size() == 1 ? "" : "s",
                                      feed.facts.lang.empty() ? "" : ", ", shown_text(feed.facts.lang));
        for (const Problem& problem : feed.problems) {
            fmt::format_to(std::back_inserter(out), "  problem: {} ({}{})\n", shown_text(problem.message), problem.code,
                           problem.line == 0 ? "" : fmt::format(", line {}", problem.line));
        }
        for (const CleanItem& item : feed.items) append_text(out, item.entry);
        return out;
    }

    [[nodiscard]] bool has_rules() const { return trial_.rules != nullptr && trial_.rules->size() > 0; }

    /// Whether an item is in the tag that is tried, or in which it is; nothing without rules.
    [[nodiscard]] std::string decision_text(const Entry& entry) const {
        if (!has_rules()) return {};
        if (trial_.only) {
            const Explanation why = trial_.rules->explain(*trial_.only, item_of(entry));
            return fmt::format("  {}\n", shown_text(why.summary()));
        }
        const auto matches = trial_.rules->match(item_of(entry));
        if (matches.empty()) return "  in no tag\n";
        std::string out;
        for (const RuleMatch& match : matches)
            out += fmt::format("  in {}, by {}\n", trial_.names[match.rule], evidence_text(row_of(match.because)));
        return out;
    }

    /// The same as members of `object`.
    void add_decision(const Entry& entry, boost::json::object& object) const {
        if (!has_rules()) return;
        const auto matches = trial_.rules->match(item_of(entry));
        if (trial_.only) {
            const auto found = std::ranges::find(matches, *trial_.only, &RuleMatch::rule);
            object["match"] = found != matches.end();
            object["why"] = trial_.rules->explain(*trial_.only, item_of(entry)).summary();
            if (found != matches.end()) object["because"] = row_of(found->because);
            return;
        }
        boost::json::array tags;
        for (const RuleMatch& match : matches)
            tags.push_back({{"tag", trial_.names[match.rule]}, {"because", row_of(match.because)}});
        object["tags"] = std::move(tags);
    }

    std::string json_text(const CleanFeed& feed) const {
        boost::json::object object = json_of(feed.facts);
        if (!feed.encoding.empty()) object["encoding"] = feed.encoding;
        boost::json::array items, problems;
        for (const CleanItem& item : feed.items) items.push_back(json_item(item.entry));
        for (const Problem& problem : feed.problems) {
            boost::json::object said{{"code", problem.code}, {"message", problem.message}};
            if (problem.line != 0) said["line"] = problem.line;
            problems.push_back(std::move(said));
        }
        object["items"] = std::move(items);
        if (!problems.empty()) object["problems"] = std::move(problems);
        return json_line(object) + '\n';
    }

private:
    static std::string title_of(const std::string& title) { return title.empty() ? "(no title)" : shown_text(title); }

    [[nodiscard]] MatchItem item_of(const Entry& entry) const {
        return match_item(entry, source_.name, source_.labels, now_);
    }

    void append_text(std::string& out, const Entry& entry) const {
        const auto& day = entry.published ? entry.published : entry.updated; // a sitemap's pages were only updated
        const std::string date = day ? format_rfc3339(*day).substr(0, 10) : "no date   ";
        fmt::format_to(std::back_inserter(out), "\n{}  {}\n", date, title_of(entry.title));
        if (!entry.link.empty()) fmt::format_to(std::back_inserter(out), "  {}\n", shown_text(entry.link));
        out += decision_text(entry);
    }

    [[nodiscard]] boost::json::object json_item(const Entry& entry) const {
        boost::json::object object = json_of(entry);
        add_decision(entry, object);
        return object;
    }

    const Trial& trial_;
    const PollSource& source_;
    Time now_;
};

/// The option that is given and makes sense for web pages alone; empty: none.
std::string_view page_option(const Arguments& arguments) {
    for (const std::string_view option : {"--rules", "--save"})
        if (arguments.has(option)) return option;
    return {};
}

ExitStatus run_try(const Invocation& invocation) {
    const auto loaded = load_if_any(invocation);
    if (!loaded) return ExitStatus::wrong;
    const auto trial = trial_for(invocation.arguments, *loaded);
    if (!trial) return report(trial.error());
    const Time now = wall_clock_now();
    const std::string& address = invocation.arguments.text("URL");
    PollSource source = source_for(address, loaded->config);
    if (invocation.arguments.has("--rules") && !take_rules(invocation.arguments.text("--rules"), source))
        return ExitStatus::wrong;
    if (const auto option = page_option(invocation.arguments); !option.empty() && !is_absolute_url(address)) {
        report("try", fmt::format("{} needs the address of a page; a file is read by 'arna page'", option));
        return ExitStatus::wrong;
    }
    auto [feed, page] = read_from(address, source, loaded->config, now);
    const Printer printer(*trial, source, now);
    if (page) {
        PageTrial tried{.document = std::move(*page),
                        .source = source,
                        .text_of = {},
                        .add_to = {},
                        .save_to = invocation.arguments.text("--save")};
        if (printer.has_rules()) {
            tried.text_of = [&](const Entry& entry) { return printer.decision_text(entry); };
            tried.add_to = [&](const Entry& entry, boost::json::object& item) { printer.add_decision(entry, item); };
        }
        return try_page(std::move(tried), fetch_options(loaded->config), now, invocation.json);
    }
    if (!feed) {
        report(masked_url(address), feed.error().message);
        return feed.error().code == Errc::not_a_feed ? ExitStatus::wrong : ExitStatus::cannot;
    }
    if (const auto option = page_option(invocation.arguments); !option.empty()) {
        report(masked_url(address), fmt::format("is a feed; {} is for web pages", option));
        return ExitStatus::wrong;
    }
    return write_output(invocation.json ? printer.json_text(*feed) : printer.text(*feed));
}

} // namespace

Command try_command() {
    return {
        .name = "try",
        .summary = "Shows what arna makes of a feed or a page, and which items a rule matches and why",
        .arguments = {{.name = "URL",
                       .help = "A feed or a web page: its address, a file, or the name of a source",
                       .is_required = true}},
        .options = {{"--match", "RULE", "A rule to try on its items"},
                    {"--rules", "FILE",
                     "Of a page: what stands where, a TOML file with the tables [items] and [article]"},
                    {"--save", "DIR", "Of a page: keep it there, with its first article"},
                    {"--tag", "TAG", "A tag of the configuration, whose rule to try"}},
        .examples = {{"arna try https://qala.example/rss --match 'трамвай -снег'", "a rule before it is a tag's"},
                     {"arna try https://qala.example/qogam/ --rules qala.toml", "rules before they are a source's"},
                     {"arna try zakon-kk --json", "all that arna knows of each item"}},
        .statuses = {{ExitStatus::done, "printed"},
                     {ExitStatus::wrong, "wrong usage, rule or configuration, or neither feed nor page of articles"},
                     {ExitStatus::cannot, "it cannot be reached or read"}},
        .run = run_try};
}

} // namespace arna
