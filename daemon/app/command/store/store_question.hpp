#pragma once
#include "config/load.hpp"
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/operations/status.hpp"
#include "daemon/store/store.hpp"
#include "feeds/text/time.hpp"

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace arna {

/// What a question to the store is about.
struct QuestionContext {
    const LoadedConfig& loaded; ///< outlives the answer
    const Arguments& arguments;
    Time now;
    std::shared_ptr<const LiveStatus> live = {}; ///< null: no daemon runs
};

/// A question that was checked and waits for a reader; called once, on any thread. Pure but for the reader, whose
/// StoreFailure it lets pass.
using StoreAnswer = std::function<CommandEnd(StoreReader&, const TakeRow&)>;

/// A command that only reads the store: without a daemon the command line asks it, with one the daemon will.
struct StoreQuestion {
    /// Checks the arguments.
    std::expected<StoreAnswer, CommandError> (*prepare)(const QuestionContext&);
    /// A row for people. For programs each is a line of JSON.
    std::string (*text)(const boost::json::object& row);
    bool is_about_callers_rules = false; ///< and not about those that the daemon works by: they go with the question
};

/// Asks the store of the configuration that the invocation names, and prints the answer.
[[nodiscard]] ExitStatus ask_store(const Invocation& invocation);
[[nodiscard]] ExitStatus ask_store(const Invocation& invocation, const LoadedConfig& loaded);

/// The rows of such a command for another one that works on them, from the daemon or the store itself.
[[nodiscard]] std::expected<std::vector<boost::json::object>, CommandError>
ask_for_rows(const Command& command, const Arguments& arguments, const LoadedConfig& loaded);

} // namespace arna
