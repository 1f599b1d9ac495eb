#include "daemon/http/response_head.hpp"

#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <iterator>

namespace arna {
namespace {

std::string_view reason(int status) {
    switch (status) {
    case 200: return "OK";
    case 301: return "Moved Permanently";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 410: return "Gone";
    case 414: return "URI Too Long";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "";
    }
}

/// The Date field's value, made once a second. One per thread, and only one thread serves.
std::string_view date_now() {
    thread_local Time made_for{};
    thread_local std::string text;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (text.empty() || now != made_for) {
        made_for = now;
        text = format_http_date(now);
    }
    return text;
}

} // namespace

std::string response_head(const Answer& answer, bool keeps_alive) {
    std::string head;
    head.reserve(256 + answer.fields.size());
    const auto out = std::back_inserter(head);
    fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\n", answer.status, reason(answer.status), date_now());
    head += answer.fields;
    // A 304 describes the document that it is about, whose length is not known here (RFC 9110 §8.6).
    if (answer.status != 304) fmt::format_to(out, "Content-Length: {}\r\n", answer.body ? answer.body->size() : 0);
    head += "X-Content-Type-Options: nosniff\r\n";
    head += keeps_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

std::string printable(std::string_view text) {
    constexpr std::size_t longest = 200;
    std::string out;
    for (const char c : text.substr(0, longest)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '"' || c == '\\') {
            fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace arna
