#include "daemon/fetch/failure_text.hpp"

#include "daemon/fetch/curl/curl.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace arna {
namespace {

std::string_view advice(CURLcode code, std::string_view said, int system_error) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "check the address, and this machine's name servers";
    case CURLE_COULDNT_RESOLVE_PROXY: return "check 'proxy', and this machine's name servers";
    case CURLE_COULDNT_CONNECT:
        if (system_error == ECONNREFUSED) return "nothing listens there; check host and port";
        return "check the address, and this machine's network";
    case CURLE_PEER_FAILED_VERIFICATION: return "the server has to mend its certificate, or this machine its CA bundle";
    case CURLE_SSL_CONNECT_ERROR: return "try the address in a browser: the server may speak no TLS, or an old one";
    case CURLE_RECV_ERROR:
        if (said.ends_with("chunked-encoding")) return "the server's answer is damaged";
        [[fallthrough]];
    case CURLE_GOT_NOTHING: return "the server hung up; it may be overloaded";
    default: return {};
    }
}

/// "Failed to connect to a.kz port 1 after 0 ms: Couldn't connect to server" says it twice.
std::string_view said_once(CURLcode code, std::string_view said) {
    if (said.empty()) return curl().easy_strerror(code);
    if (code != CURLE_COULDNT_CONNECT) return said;
    return said.substr(0, said.find(" after "));
}

} // namespace

std::string failure_text(CURLcode code, std::string_view said, int system_error) {
    std::string text(said_once(code, said));
    if (code == CURLE_COULDNT_CONNECT && system_error != 0) text += fmt::format(": {}", std::strerror(system_error));
    const auto what_to_do = advice(code, said, system_error);
    return what_to_do.empty() ? text : fmt::format("{}; {}", text, what_to_do);
}

} // namespace arna
