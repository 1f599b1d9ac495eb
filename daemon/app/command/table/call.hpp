#pragma once
#include "config/config.hpp"
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/control/client.hpp"
#include "daemon/control/message.hpp"
#include "daemon/file/descriptor.hpp"

#include <boost/json/object.hpp>

#include <expected>
#include <functional>
#include <optional>

/// A command on its way to the daemon and back.
namespace arna {

/// Arguments as a request carries them: a string, a list of strings, or true for a flag.
[[nodiscard]] boost::json::object json_of(const Arguments& arguments);

/// Arguments from a request, which may also write "tag" and "limit" for TAG and --limit, and a whole number for its
/// text. An error for a name that the command has not, or a required one that is missing.
[[nodiscard]] std::expected<Arguments, CommandError> arguments_of(const Command& command,
                                                                  const boost::json::object& request);

/// Hears how far the daemon is.
using TakeProgress = std::function<void(const ControlProgress&)>;

/// The daemon of this configuration. Errors as ControlClient::connect.
[[nodiscard]] Result<ControlClient> connect_to_daemon(const Config& config);

/// What goes with a call besides the command line, and what comes back besides rows.
struct CallExtras {
    TakeProgress progress = {};
    boost::json::object arguments = {}; ///< more of them
    Descriptor* file = nullptr;         ///< gets the open file of the answer
};

/// Has the daemon of this configuration answer. Nothing if none runs: then the command does it itself.
[[nodiscard]] std::optional<CommandEnd> ask_daemon(const Invocation& invocation, const Config& config,
                                                   const TakeRow& take, const CallExtras& extras = {});

} // namespace arna
