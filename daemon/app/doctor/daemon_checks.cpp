#include "daemon/app/command/table/call.hpp"
#include "daemon/app/doctor/diagnosis.hpp"
#include "daemon/app/version.hpp"
#include "daemon/http/endpoint.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

namespace arna {
namespace {

using Verdict = Diagnosis::Verdict;
using boost::asio::ip::tcp;

constexpr auto port_is_taken = "see who has it: ss -ltnp; if it is arna.socket, systemctl start arna";

/// Whether the program was replaced after the daemon began: what runs is the old one, whatever it says of itself.
bool is_older_than_program(pid_t daemon) {
    struct stat process{}, program{};
    return daemon > 0 && ::stat(fmt::format("/proc/{}", daemon).c_str(), &process) == 0 &&
           ::stat("/proc/self/exe", &program) == 0 && process.st_ctime < program.st_ctime;
}

Diagnosis check_version(const ControlClient& daemon) {
    const auto& running = daemon.greeting().version;
    if (running != version())
        return {Verdict::warn, "daemon", fmt::format("version {} runs, this is {}", running, version()),
                "systemctl restart arna"};
    if (is_older_than_program(daemon.daemon_pid()))
        return {Verdict::warn, "daemon", fmt::format("version {} runs since before the program was installed", running),
                "systemctl restart arna"};
    return {Verdict::ok, "daemon", fmt::format("version {} runs, pid {}", running, daemon.daemon_pid()), ""};
}

/// Whether somebody listens there.
bool is_answered(const tcp::endpoint& where) {
    boost::asio::io_context io;
    tcp::socket socket(io);
    boost::system::error_code error;
    socket.connect(where, error); // on this machine: at once
    return !error;
}

/// Whether we could listen there.
boost::system::error_code try_to_listen(const tcp::endpoint& where) {
    boost::asio::io_context io;
    tcp::acceptor acceptor(io);
    boost::system::error_code error;
    acceptor.open(where.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(where, error);
    return error;
}

Diagnosis check_port(const std::string& name, bool is_running) {
    const auto where = parse_endpoint(name);
    if (!where || where->port() == 0) return {Verdict::ok, "port", fmt::format("{}: any", name), ""};
    if (is_running) {
        if (is_answered(*where)) return {Verdict::ok, "port", fmt::format("{} is served", name), ""};
        return {Verdict::warn, "port", fmt::format("nothing listens on {}", name),
                "if arna.socket hands over another one, that is right; else see the log"};
    }
    const auto error = try_to_listen(*where);
    if (!error) return {Verdict::ok, "port", fmt::format("{} is free", name), ""};
    if (error == boost::system::errc::address_in_use)
        return {Verdict::warn, "port", fmt::format("{} is taken", name), port_is_taken};
    return {Verdict::fail, "port", fmt::format("{}: {}", name, error.message()), "choose another address"};
}

} // namespace

std::vector<Diagnosis> check_daemon(const Config& config) {
    std::vector<Diagnosis> found;
    const auto daemon = connect_to_daemon(config);
    if (daemon)
        found.push_back(check_version(*daemon));
    else if (daemon.error().code == Errc::not_found)
        found.push_back({Verdict::warn, "daemon", "none runs", "systemctl start arna"});
    else if (daemon.error().code == Errc::conflict)
        found.push_back({Verdict::fail, "daemon", daemon.error().message + ", which speaks otherwise than this",
                         "systemctl restart arna"});
    else
        found.push_back({Verdict::fail, "daemon", daemon.error().message, "sudo arna doctor"});
    for (const auto* endpoints : {&config.daemon.listen, &config.daemon.admin})
        for (const auto& endpoint : *endpoints) found.push_back(check_port(endpoint, daemon.has_value()));
    return found;
}

} // namespace arna
