#include "daemon/app/command/store/store_question.hpp"

#include "daemon/app/command/store/rules_json.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/unknown_name.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// Prints rows as they come, or an array of them at the end.
class RowPrinter {
public:
    RowPrinter(const StoreQuestion& question, bool as_json) : question_(question), as_json_(as_json) {}

    bool take(boost::json::object row) {
        if (as_json_ && question_.is_array) {
            array_.push_back(std::move(row));
            return true;
        }
        status_ = write_output(as_json_ ? json_line(row) + '\n' : question_.text(row));
        return status_ == ExitStatus::done;
    }

    /// `done`, or what writing ended with.
    [[nodiscard]] ExitStatus finish() {
        if (as_json_ && question_.is_array) status_ = write_output(json_line(array_) + '\n');
        return status_;
    }

private:
    const StoreQuestion& question_;
    bool as_json_;
    boost::json::array array_;
    ExitStatus status_ = ExitStatus::done;
};

} // namespace

ExitStatus ask_store(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    return loaded ? ask_store(invocation, *loaded) : ExitStatus::wrong;
}

ExitStatus ask_store(const Invocation& invocation, const LoadedConfig& loaded) {
    const StoreQuestion& question = *invocation.command->question;
    RowPrinter printer(question, invocation.json);
    const TakeRow take = [&](boost::json::object row) { return printer.take(std::move(row)); };
    CallExtras extras;
    if (question.is_about_callers_rules) extras.arguments["configuration"] = rules_json(loaded.config);
    auto end = ask_daemon(invocation, loaded.config, take, extras);
    if (!end) {
        const auto answer = question.prepare({loaded, invocation.arguments, wall_clock_now()});
        if (!answer) return report(answer.error());
        const auto store = open_store_or_report(loaded.config, StoreUse::ask, invocation.command->name);
        if (!store) return ExitStatus::cannot;
        end = (*answer)(*store->open_reader(), take);
    }
    if (!*end) return report(end->error());
    const ExitStatus printed = printer.finish();
    return printed == ExitStatus::done ? **end : printed;
}

std::expected<std::vector<boost::json::object>, CommandError>
ask_for_rows(const Command& command, const Arguments& arguments, const LoadedConfig& loaded) {
    std::vector<boost::json::object> rows;
    const TakeRow take = [&](boost::json::object row) {
        rows.push_back(std::move(row));
        return true;
    };
    Invocation invocation;
    invocation.command = &command;
    invocation.arguments = arguments;
    auto end = ask_daemon(invocation, loaded.config, take);
    if (!end) {
        const auto answer = command.question->prepare({loaded, arguments, wall_clock_now()});
        if (!answer) return std::unexpected(answer.error());
        const auto store = open_own_store(loaded.config, StoreUse::ask, command.name);
        if (!store) return std::unexpected(store.error());
        end = (*answer)(*(*store)->open_reader(), take);
    }
    if (!*end) return std::unexpected(end->error());
    return rows;
}

std::expected<std::size_t, CommandError> find_tag(const Config& config, const std::string& name) {
    const auto key = tag_key(name);
    const auto is_key = [&key](const std::string& other) { return tag_key(other) == key; };
    const auto found = std::ranges::find_if(config.tags, [&](const TagConfig& tag) {
        return tag.slug == name || is_key(tag.name) || std::ranges::any_of(tag.aliases, is_key);
    });
    if (found != config.tags.end()) return static_cast<std::size_t>(found - config.tags.begin());
    std::vector<std::string_view> known;
    for (const TagConfig& tag : config.tags) known.insert(known.end(), {tag.slug, tag.name});
    return std::unexpected(unknown_name("tag", name, "no tag has this name or slug", known));
}

} // namespace arna
