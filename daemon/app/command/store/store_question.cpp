#include "daemon/app/command/store/store_question.hpp"

#include "daemon/app/command/store/rows/rules_json.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"

#include <utility>
#include <vector>

namespace arna {

ExitStatus ask_store(const Invocation& invocation) {
    const auto loaded = load_or_report(config_request(invocation));
    return loaded ? ask_store(invocation, *loaded) : ExitStatus::wrong;
}

ExitStatus ask_store(const Invocation& invocation, const LoadedConfig& loaded) {
    const StoreQuestion& question = *invocation.command->question;
    ExitStatus written = ExitStatus::done;
    const TakeRow take = [&](boost::json::object row) {
        written = write_output(invocation.json ? json_line(row) + '\n' : question.text(row));
        return written == ExitStatus::done;
    };
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
    return written == ExitStatus::done ? **end : written;
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

} // namespace arna
