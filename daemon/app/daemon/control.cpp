#include "daemon/app/daemon/control.hpp"

#include "daemon/app/command/service/reload_row.hpp"
#include "daemon/app/command/source/poll_row.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/poll/report.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// In the first directory that systemd made for this service, else in the state directory.
std::filesystem::path socket_path(const Config& config) {
    const char* made = std::getenv("RUNTIME_DIRECTORY"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    const std::string_view directories = made == nullptr ? "" : made;
    const auto first = directories.substr(0, directories.find(':'));
    return std::filesystem::path(first.empty() ? config.daemon.state : std::string(first)) / "control";
}

ControlGreeting greeting_of(const Config& config) {
    std::error_code error;
    const auto state = std::filesystem::absolute(config.daemon.state, error);
    return {.version = std::string(version()),
            .state = (error ? std::filesystem::path(config.daemon.state) : state).string()};
}

ControlError refused(ExitStatus status, std::string where, std::string what) {
    return {.status = static_cast<int>(status),
            .where = std::move(where),
            .what = std::move(what),
            .hint = "",
            .column = {},
            .excerpt = ""};
}

ControlError in_answer(CommandError error) {
    ControlError told = refused(error.status, std::move(error.where), std::move(error.what));
    if (error.column > 0) told.column = static_cast<int>(error.column);
    told.excerpt = std::move(error.excerpt);
    return told;
}

} // namespace

Control::Control(Engine& engine, ConfigurationInForce& configuration, Scheduler& scheduler, const Config& config)
    : engine_(engine),
      configuration_(configuration),
      scheduler_(scheduler),
      socket_(socket_path(config)),
      server_(engine.io(), greeting_of(config),
              [this](ControlCall call, ControlReply& reply) { return answer(std::move(call), reply); }) {}

Control::~Control() { readers_.join(); }

Result<void> Control::start(ServiceFailed /*failed*/) {
    const auto listening = server_.listen(socket_);
    is_listening_ = listening.has_value();
    if (!listening) spdlog::warn("no commands error=\"{}\"", escaped_text(listening.error().message));
    return {};
}

void Control::stop() {}

asio::awaitable<void> Control::ended() {
    if (is_listening_) co_await server_.stop();
}

asio::awaitable<Control::Ending> Control::answer(ControlCall call, ControlReply& reply) {
    assert(on_io());
    const Command* command = find_command(call.request.command);
    if (command == nullptr)
        co_return refused(ExitStatus::wrong, "control", fmt::format("unknown command '{}'", call.request.command));
    auto arguments = arguments_of(*command, call.request.arguments);
    if (!arguments) co_return in_answer(std::move(arguments.error()));
    if (command->question != nullptr) co_return co_await ask(*command, std::move(*arguments), reply);
    if (command->name == "poll") {
        spdlog::info("command command=poll uid={} pid={}", call.peer.uid, call.peer.pid);
        co_return co_await poll(std::move(*arguments), reply);
    }
    if (command->name == "reload") {
        spdlog::info("command command=reload uid={} pid={}", call.peer.uid, call.peer.pid);
        co_return co_await reload(reply);
    }
    co_return refused(ExitStatus::wrong, std::string(command->name), "is not for the daemon to answer");
}

/// On a thread that waits while the caller does not read.
asio::awaitable<Control::Ending> Control::ask(const Command& command, Arguments arguments, ControlReply& reply) {
    const auto loaded = configuration_.in_force();
    const auto answer = command.question->prepare({*loaded, arguments, engine_.clock().now()});
    if (!answer) co_return in_answer(answer.error());
    const TakeRow take = [&](boost::json::object row) {
        return asio::co_spawn(engine_.io(), reply.row(std::move(row)), asio::use_future).get();
    };
    auto end = co_await run_on(readers_.get_executor(), [&, store = &engine_.store()] {
        const auto reader = store->open_reader();
        return (*answer)(*reader, take);
    });
    if (!end) co_return in_answer(std::move(end.error()));
    co_return ControlEnd{.status = static_cast<int>(*end), .summary = ""};
}

/// Lets in what a source brought as a burst.
asio::awaitable<Control::Ending> Control::accept(std::string source, ControlReply& reply) {
    const auto loaded = configuration_.in_force();
    const auto& sources = loaded->config.sources;
    const auto found = std::ranges::find(sources, source, &SourceConfig::name);
    if (found == sources.end()) co_return refused(ExitStatus::wrong, "poll", "no source is named '" + source + "'");
    struct Stored {
        std::vector<SourceRecord> sources;
        std::vector<TagRecord> tags;
    };
    const auto stored = co_await engine_.readers().read(
        engine_.pool(), [](StoreReader& reader) { return Stored{reader.sources(), reader.tags()}; });
    HistoryJobs jobs({.io = engine_.io(),
                      .pool = engine_.pool(),
                      .store = engine_.store(),
                      .readers = engine_.readers(),
                      .changes = engine_.changes(),
                      .now = engine_.clock().now});
    jobs.start(std::make_shared<const AcceptHeld>(
        acceptance(*loaded, static_cast<std::size_t>(found - sources.begin()), stored.sources, stored.tags)));
    while (co_await jobs.step()) {
    }
    co_await reply.row({{"source", source}, {"accepted", jobs.finished().changed}});
    co_return ControlEnd{.status = static_cast<int>(ExitStatus::done), .summary = ""};
}

asio::awaitable<Control::Ending> Control::poll(Arguments arguments, ControlReply& reply) {
    if (arguments.has("--accept")) co_return co_await accept(arguments.text("--accept"), reply);
    auto names = arguments.all("SOURCE");
    const std::uint64_t total = names.empty() ? configuration_.in_force()->config.sources.size() : names.size();
    auto reports = co_await scheduler_.poll_once(
        std::move(names), arguments.has("--now"),
        [&reply, total, done = std::uint64_t{0}](const PollReport&) mutable { reply.progress(++done, total); });
    if (!reports) {
        const bool is_unknown = reports.error().code == Errc::not_found;
        co_return refused(is_unknown ? ExitStatus::wrong : ExitStatus::cannot, "poll",
                          std::move(reports.error().message));
    }
    for (const PollReport& report : *reports)
        if (!co_await reply.row(row_of(report))) break;
    const bool has_failed = std::ranges::any_of(*reports, [](const PollReport& report) { return is_failure(report); });
    co_return ControlEnd{.status = static_cast<int>(has_failed ? ExitStatus::no : ExitStatus::done), .summary = ""};
}

asio::awaitable<Control::Ending> Control::reload(ControlReply& reply) {
    const auto verdict = co_await configuration_.reload_and_tell();
    for (const auto& diagnostic : verdict.diagnostics)
        if (!co_await reply.row(row_of(diagnostic))) break;
    if (!verdict.failure.empty()) co_return refused(verdict.status, "store", verdict.failure);
    for (const auto& action : verdict.plan)
        if (action.kind == ReloadAction::Kind::keep_setting) co_await reply.row({{"kept", action.what}});
    if (verdict.status == ExitStatus::done) co_await reply.row({{"verdict", verdict_of(verdict.plan)}});
    co_return ControlEnd{.status = static_cast<int>(verdict.status), .summary = ""};
}

} // namespace arna
