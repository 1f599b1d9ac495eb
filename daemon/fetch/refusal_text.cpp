#include "daemon/fetch/refusal_text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace arna {
namespace {

std::string_view advice(int status) {
    switch (status) {
    case 204:
    case 205: return "the server says that it has no document to send";
    case 206:
    case 226: return "the server sends a part of the document, which was not asked for";
    case 300: return "the server offers several addresses; choose one of them in a browser";
    case 301:
    case 302:
    case 303:
    case 307:
    case 308: return "a redirect that does not say where to";
    case 400: return "the server does not understand the request; is the address whole?";
    case 401: return "it wants a user name and a password; set 'username' and 'password_file'";
    case 402: return "it wants to be paid for";
    case 403: return "the server refuses it to us; try the address in a browser, or ask its operator";
    case 404: return "nothing is there; 'arna init' of the site's front page may find where it is now";
    case 406: return "the server has it in no format that we read";
    case 407: return "the proxy wants a user name and a password; write them into 'proxy'";
    case 410: return "gone for good";
    case 429: return "asked too often; it is left alone for a while";
    case 451: return "withheld for legal reasons";
    case 500:
    case 502:
    case 503:
    case 504: return "the server is broken or busy; it is tried again";
    default: return {};
    }
}

} // namespace

std::string refusal_text(int status) {
    const auto what_to_do = advice(status);
    return what_to_do.empty() ? fmt::format("HTTP {}", status) : fmt::format("HTTP {}: {}", status, what_to_do);
}

std::string too_large_text(std::size_t limit) {
    constexpr std::size_t kib = 1024, mib = kib * kib;
    const auto size = limit % mib == 0   ? fmt::format("{} MiB", limit / mib)
                      : limit % kib == 0 ? fmt::format("{} KiB", limit / kib)
                                         : fmt::format("{} bytes", limit);
    return fmt::format("document is larger than {}; raise fetch.max_body if that is meant", size);
}

} // namespace arna
