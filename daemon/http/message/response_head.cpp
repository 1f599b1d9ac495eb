#include "daemon/http/message/response_head.hpp"

#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstddef>
#include <iterator>

namespace arna {
namespace {

std::string_view status_and_reason(int status) {
    switch (status) {
    case 200: return "200 OK";
    case 226: return "226 IM Used";
    case 301: return "301 Moved Permanently";
    case 304: return "304 Not Modified";
    case 401: return "401 Unauthorized";
    case 400: return "400 Bad Request";
    case 404: return "404 Not Found";
    case 405: return "405 Method Not Allowed";
    case 408: return "408 Request Timeout";
    case 410: return "410 Gone";
    case 411: return "411 Length Required";
    case 412: return "412 Precondition Failed";
    case 413: return "413 Content Too Large";
    case 414: return "414 URI Too Long";
    case 431: return "431 Request Header Fields Too Large";
    case 503: return "503 Service Unavailable";
    case 505: return "505 HTTP Version Not Supported";
    default: assert(status == 500); return "500 Internal Server Error";
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

constexpr std::string_view status_line_begin = "HTTP/1.1 ", before_date = "\r\nDate: ";
constexpr std::string_view last_lines = "X-Content-Type-Options: nosniff\r\n";
constexpr std::string_view staying = "Connection: keep-alive\r\n\r\n", closing = "Connection: close\r\n\r\n";

void append_beginning(std::string& out, int status) {
    out += status_line_begin;
    out += status_and_reason(status);
    out += before_date;
    out += date_now();
    out += "\r\n";
}

/// What a representation's answers begin with is put together once; of each there is only the date to be said anew.
void append_ready_head(std::string& out, const Representation& ready, int status, bool keeps_alive) {
    const bool is_unchanged = status == 304;
    std::string& head = is_unchanged ? ready.unchanged_head : ready.found_head;
    if (head.empty()) {
        append_beginning(head, status);
        head += ready.validators;
        // A 304 describes the document that it is about, whose length is not known here (RFC 9110 §8.6).
        if (!is_unchanged) head += ready.description;
        head += last_lines;
        head += staying;
    }
    const auto date = out.size() + status_line_begin.size() + status_and_reason(status).size() + before_date.size();
    out += head;
    std::ranges::copy(date_now(), out.begin() + static_cast<std::ptrdiff_t>(date));
    if (keeps_alive) return;
    out.resize(out.size() - staying.size());
    out += closing;
}

} // namespace

void append_response_head(std::string& out, const Answer& answer, bool keeps_alive) {
    if (const Representation* const ready = answer.representation.get())
        return append_ready_head(out, *ready, answer.status, keeps_alive);
    append_beginning(out, answer.status);
    out += answer.fields;
    const auto length = answer.body ? answer.body->size() : 0;
    if (answer.status != 304) fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", length);
    out += last_lines;
    out += keeps_alive ? staying : closing;
}

} // namespace arna
