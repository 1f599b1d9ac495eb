#include "daemon/app/command/table/call.hpp"

#include "daemon/app/engine/owner.hpp"
#include "daemon/app/version.hpp"
#include "feeds/text/ascii.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <variant>

namespace arna {
namespace {

namespace json = boost::json;

/// Whether `written`, like "tag" or "limit", is `name`, like "TAG" or "--limit".
bool is_same_name(std::string_view written, std::string_view name) {
    const auto bare = [](std::string_view word) {
        return word.substr(std::min(word.find_first_not_of('-'), word.size()));
    };
    return equals_ignoring_case(bare(written), bare(name));
}

/// The name as the command line has it; empty: the command has none like it.
std::string_view name_in(const Command& command, std::string_view written) {
    for (const CommandArgument& argument : command.arguments)
        if (is_same_name(written, argument.name)) return argument.name;
    for (const CommandOption& option : command.options)
        if (is_same_name(written, option.name)) return option.name;
    return {};
}

/// False: it is no value that a command line could hold.
bool add(Arguments& arguments, std::string_view name, const json::value& value) {
    if (const auto* text = value.if_string()) {
        arguments.add(name, std::string(*text));
        return true;
    }
    if (const auto* flag = value.if_bool()) {
        if (*flag) arguments.add(name, "");
        return true;
    }
    if (value.is_int64() || value.is_uint64()) {
        arguments.add(name, json::serialize(value));
        return true;
    }
    const auto* list = value.if_array();
    if (list == nullptr) return false;
    for (const auto& element : *list) {
        if (!element.is_string()) return false;
        arguments.add(name, std::string(element.get_string()));
    }
    return true;
}

CommandError wrong(const Command& command, std::string what) {
    return {.status = ExitStatus::wrong, .where = std::string(command.name), .what = std::move(what)};
}

CommandError cannot(std::string what) {
    return {.status = ExitStatus::cannot, .where = "daemon", .what = std::move(what)};
}

CommandError told(ControlError error) {
    if (!error.hint.empty()) error.what += "; " + error.hint;
    return {.status = static_cast<ExitStatus>(error.status),
            .where = std::move(error.where),
            .what = std::move(error.what),
            .column = static_cast<std::size_t>(error.column.value_or(0)),
            .excerpt = std::move(error.excerpt)};
}

/// Reads the answer to its end.
CommandEnd hear(ControlClient& daemon, const TakeRow& take, const TakeProgress& progress) {
    while (true) {
        auto answer = daemon.next();
        if (!answer) return std::unexpected(cannot(std::move(answer.error().message)));
        if (auto* row = std::get_if<ControlRow>(&*answer)) {
            if (!take(std::move(row->value))) return ExitStatus::done; // whoever asked wants no more
        } else if (const auto* sign = std::get_if<ControlProgress>(&*answer)) {
            if (progress) progress(*sign);
        } else if (const auto* end = std::get_if<ControlEnd>(&*answer)) {
            return static_cast<ExitStatus>(end->status);
        } else {
            return std::unexpected(told(std::get<ControlError>(std::move(*answer))));
        }
    }
}

} // namespace

json::object json_of(const Arguments& arguments) {
    json::object object;
    for (const auto& [name, values] : arguments.named()) {
        if (values.size() == 1 && values.front().empty()) {
            object[name] = true;
        } else if (values.size() == 1) {
            object[name] = values.front();
        } else {
            object[name] = json::array(values.begin(), values.end());
        }
    }
    return object;
}

std::expected<Arguments, CommandError> arguments_of(const Command& command, const json::object& request) {
    Arguments arguments;
    for (const auto& [key, value] : request) {
        const std::string_view written = key;
        const auto name = name_in(command, written);
        if (name.empty()) return std::unexpected(wrong(command, fmt::format("has no argument '{}'", written)));
        if (arguments.has(name)) return std::unexpected(wrong(command, fmt::format("'{}' is given twice", written)));
        if (!add(arguments, name, value))
            return std::unexpected(
                wrong(command, fmt::format("'{}' is a string, a whole number, a list of strings or true", written)));
    }
    for (const auto& argument : command.arguments)
        if (argument.is_required && !arguments.has(argument.name))
            return std::unexpected(wrong(command, fmt::format("{} is required", argument.name)));
    return arguments;
}

Result<ControlClient> connect_to_daemon(const Config& config) {
    const char* runtime = std::getenv("RUNTIME_DIRECTORY"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    const auto sockets = control_sockets(runtime == nullptr ? "" : runtime, config.daemon.state);
    return ControlClient::connect(sockets, config.daemon.state);
}

std::optional<CommandEnd> ask_daemon(const Invocation& invocation, const Config& config, const TakeRow& take,
                                     const CallExtras& extras) {
    auto daemon = connect_to_daemon(config);
    if (!daemon && daemon.error().code == Errc::not_found) return std::nullopt;
    if (!daemon && daemon.error().code == Errc::refused) { // a daemon of another's, perhaps, and this store is ours
        const auto owner = may_use(config.daemon.state, invocation.command->name);
        if (owner) return std::nullopt;
        return std::unexpected(cannot(owner.error().message));
    }
    if (!daemon && daemon.error().code == Errc::conflict)
        return std::unexpected(
            cannot(fmt::format("{}, this is {}; restart the service", daemon.error().message, version())));
    if (!daemon) return std::unexpected(cannot(std::move(daemon.error().message)));
    auto arguments = json_of(invocation.arguments);
    for (const auto& [name, value] : extras.arguments) arguments[name] = value;
    const auto asked = daemon->ask({std::string(invocation.command->name), std::move(arguments)});
    if (!asked) return std::unexpected(cannot(asked.error().message));
    auto end = hear(*daemon, take, extras.progress);
    if (extras.file != nullptr) *extras.file = daemon->take_file();
    return end;
}

} // namespace arna
