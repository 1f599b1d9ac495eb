#include "daemon/app/daemon/services/control.hpp"

#include "daemon/app/command/service/reload_row.hpp"
#include "daemon/app/command/source/poll_row.hpp"
#include "daemon/app/command/store/rows/rules_json.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/store/tokens/token_rows.hpp"
#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/daemon/services/store/upkeep_commands.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/log/events.hpp"
#include "daemon/poll/report.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>

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

Control::Control(Engine& engine, ConfigurationInForce& configuration, Scheduler& scheduler, PageQueue& pages,
                 Subscribers& subscribers, Operating& operating)
    : engine_(engine),
      configuration_(configuration),
      scheduler_(scheduler),
      pages_(pages),
      subscribers_(subscribers),
      operating_(operating),
      state_(configuration.in_force()->config.daemon.state),
      socket_(socket_path(configuration.in_force()->config)),
      server_(engine.io(), greeting_of(configuration.in_force()->config),
              [this](ControlCall call, ControlReply& reply) { return answer(std::move(call), reply); }) {}

Control::~Control() { readers_.join(); }

Result<void> Control::start(ServiceFailed /*failed*/) {
    const auto listening = server_.listen(socket_);
    is_listening_ = listening.has_value();
    if (!listening) log(events::no_commands, {{"error", listening.error().message}});
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
    auto loaded = configuration_.in_force();
    if (const auto* rules = call.request.arguments.if_contains("configuration")) {
        auto read = co_await run_on(readers_.get_executor(), [&] { return read_rules_json(*rules); });
        if (!read) co_return refused(ExitStatus::wrong, std::string(command->name), std::move(read.error().message));
        loaded = std::make_shared<const LoadedConfig>(std::move(*read));
        call.request.arguments.erase("configuration");
    }
    auto arguments = arguments_of(*command, call.request.arguments);
    if (!arguments) co_return in_answer(std::move(arguments.error()));
    const std::string name(command->name);
    if (command->question != nullptr) {
        const bool is_check = name == "store" && arguments->text("ACTION") == "check";
        auto asked = ask(*command, std::move(*arguments), std::move(loaded), reply);
        if (is_check) co_return co_await one_at_a_time("store check", std::move(asked));
        co_return co_await std::move(asked);
    }
    if (name == "backup") {
        auto copied = answer_backup(engine_, readers_.get_executor(), state_, reply);
        co_return co_await one_at_a_time(name, std::move(copied));
    }
    const bool is_known = name == "poll" || name == "reload" || name == "reclean" || name == "token";
    if (!is_known) co_return refused(ExitStatus::wrong, name, "is not for the daemon to answer");
    log(events::command, {{"command", name}, {"uid", call.peer.uid}, {"pid", call.peer.pid}});
    if (name == "poll") co_return co_await poll(std::move(*arguments), reply);
    if (name == "token") co_return co_await token(std::move(*arguments), reply);
    if (name == "reload") co_return co_await reload(reply);
    if (arguments->has("--pages")) co_return co_await one_at_a_time(name, answer_reread(pages_, reply));
    co_return co_await one_at_a_time(name, answer_reclean(engine_, reply));
}

asio::awaitable<Control::Ending> Control::one_at_a_time(std::string what, asio::awaitable<Ending> work) {
    if (!running_.insert(what).second)
        co_return refused(ExitStatus::cannot, what, fmt::format("another {} runs; wait until it has ended", what));
    struct Leave {
        std::set<std::string>& running;
        const std::string& what;
        ~Leave() { running.erase(what); }
    } leave{running_, what};
    co_return co_await std::move(work);
}

/// On a thread that waits while the caller does not read.
asio::awaitable<Control::Ending> Control::ask(const Command& command, Arguments arguments,
                                              std::shared_ptr<const LoadedConfig> loaded, ControlReply& reply) {
    const auto answer = command.question->prepare({*loaded, arguments, engine_.clock().now(), operating_.live()});
    if (!answer) co_return in_answer(answer.error());
    const TakeRow take = [&](boost::json::object row) {
        return asio::co_spawn(engine_.io(), reply.row(std::move(row)), asio::use_future).get();
    };
    auto end = co_await run_on(readers_.get_executor(), [&, store = &engine_.store()] {
        const auto reader = store->open_reader();
        reader->go_on_while([&reply] { return !reply.is_gone(); });
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
    HistoryJobs jobs(
        {.io = engine_.io(),
         .pool = engine_.pool(),
         .store = engine_.store(),
         .readers = engine_.readers(),
         .changes = engine_.changes(),
         .now = engine_.clock().now,
         .stored = [&](const SliceResult& slice) { operating_.activity().moved(slice.moves, operating_.now()); }});
    jobs.start(std::make_shared<const AcceptHeld>(
        acceptance(*loaded, static_cast<std::size_t>(found - sources.begin()), stored.sources, stored.tags)));
    while (co_await jobs.step()) {
    }
    co_await reply.row({{"source", source}, {"accepted", jobs.finished().changed}});
    co_return ControlEnd{.status = static_cast<int>(ExitStatus::done), .summary = ""};
}

asio::awaitable<Control::Ending> Control::poll(Arguments arguments, ControlReply& reply) {
    if (arguments.has("--accept"))
        co_return co_await one_at_a_time("poll --accept", accept(arguments.text("--accept"), reply));
    auto names = arguments.all("SOURCE");
    const std::uint64_t total = names.empty() ? configuration_.in_force()->config.sources.size() : names.size();
    auto reports = co_await scheduler_.poll_once(
        std::move(names), arguments.has("--now"),
        [&reply, total, done = std::uint64_t{0}](const PollReport&) mutable { reply.progress(++done, total); });
    co_await engine_.store().run([](Store&) {}); // whoever asks for the status next sees what came
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

/// It has taken effect when the caller hears of it.
asio::awaitable<Control::Ending> Control::token(Arguments arguments, ControlReply& reply) {
    const auto loaded = configuration_.in_force();
    const auto now = engine_.clock().now();
    std::vector<TokenRecord> tokens;
    auto rows = co_await engine_.store().run([&](Store& store) {
        auto told = token_rows(store, loaded->config, arguments, now);
        tokens = store.open_reader()->tokens();
        return told;
    });
    subscribers_.load(std::move(tokens));
    if (!rows) co_return in_answer(std::move(rows.error()));
    for (auto& row : *rows)
        if (!co_await reply.row(std::move(row))) break;
    co_return ControlEnd{.status = static_cast<int>(ExitStatus::done), .summary = ""};
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
