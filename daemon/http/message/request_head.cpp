#include "daemon/http/message/request_head.hpp"

#include "daemon/http/message/field_value.hpp"
#include "daemon/http/message/request_target.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t longest_request_line = 8 * 1024;
constexpr std::size_t largest_field_block = 20 * 1024;
constexpr std::size_t most_fields = 100;

using Failure = std::unexpected<BadRequest>;
using Checked = std::expected<void, BadRequest>;

Failure bad(std::string_view reason) { return Failure({400, reason}); }

// ---- characters

using Characters = std::array<bool, 256>;

constexpr Characters characters(std::string_view others) {
    Characters set{};
    for (char c = '0'; c <= '9'; ++c) set[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) set[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) set[static_cast<unsigned char>(c)] = true;
    for (const char c : others) set[static_cast<unsigned char>(c)] = true;
    return set;
}

constexpr Characters value_characters() {
    Characters set{};
    for (std::size_t c = 0x20; c < set.size(); ++c) set[c] = c != 0x7F;
    set['\t'] = true;
    return set;
}

constexpr Characters target_characters() {
    Characters set{};
    for (std::size_t c = 0x21; c < set.size(); ++c) set[c] = c != 0x7F; // raw UTF-8 too: names of tags
    set['#'] = set['\\'] = false;
    return set;
}

constexpr Characters of_token = characters("!#$%&'*+-.^_`|~"); // RFC 9110 §5.6.2
constexpr Characters of_value = value_characters();            // RFC 9110 §5.5
constexpr Characters of_target = target_characters();

bool consists_of(std::string_view text, const Characters& set) {
    return std::ranges::all_of(text, [&](char c) { return set[static_cast<unsigned char>(c)]; });
}

/// Whether all of eight bytes may stand in a value and none is a tab.
bool is_plain(std::uint64_t bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101, high = 0x8080808080808080;
    const std::uint64_t below_space = (bytes - 0x20 * ones) & ~bytes;
    const std::uint64_t unlike_delete = bytes ^ 0x7F * ones;
    const std::uint64_t is_delete = (unlike_delete - ones) & ~unlike_delete;
    return ((below_space | is_delete) & high) == 0;
}

bool is_value(std::string_view text) {
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data(), sizeof bytes);
        if (!is_plain(bytes)) break;
        text.remove_prefix(sizeof bytes);
    }
    return consists_of(text, of_value);
}

// ---- the end of the head

/// The offset behind the blank line, nothing while it has not arrived. Every line must end with CR LF.
std::expected<std::optional<std::size_t>, BadRequest> find_end(std::string_view bytes, std::size_t& scanned) {
    while (scanned < bytes.size()) {
        const auto feed = bytes.find('\n', scanned);
        const bool is_whole_line = feed != std::string_view::npos;
        if (is_whole_line && (feed == 0 || bytes[feed - 1] != '\r'))
            return bad("a line ends without a carriage return");
        // A CR may stand before the LF, or last, where its LF may still come.
        const auto line = bytes.substr(scanned, (is_whole_line ? feed : bytes.size()) - 1 - scanned);
        if (line.contains('\r')) return bad("a carriage return stands alone");
        if (!is_whole_line) {
            scanned = bytes.size() - (bytes.ends_with('\r') ? 1 : 0);
            return std::nullopt;
        }
        scanned = feed + 1;
        if (bytes.substr(0, scanned).ends_with("\r\n\r\n")) return scanned;
    }
    return std::nullopt;
}

/// Whether what has arrived of the head is within the limits. `head` has no leading empty line.
Checked check_sizes(std::string_view head) {
    const auto line = std::min(head.find("\r\n"), head.size() - (head.ends_with('\r') ? 1 : 0));
    if (line > longest_request_line) return Failure({414, "the request line is longer than 8 KiB"});
    if (head.size() - line > largest_field_block + 2) return Failure({431, "the header fields take more than 20 KiB"});
    return {};
}

// ---- the request line

struct RequestLine {
    std::string_view method, target;
    bool is_http_1_0 = false;
};

std::expected<RequestLine, BadRequest> parse_request_line(std::string_view line) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return bad("the request line has no three parts");
    RequestLine parsed = {.method = line.substr(0, first), .target = line.substr(first + 1, last - first - 1)};
    if (parsed.method.empty() || !consists_of(parsed.method, of_token)) return bad("the method is no token");
    if (parsed.target.empty() || !consists_of(parsed.target, of_target)) return bad("the target has a wrong character");
    const auto version = line.substr(last + 1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
        !is_digit(version[7])) {
        return bad("the request line ends without a version");
    }
    parsed.is_http_1_0 = version == "HTTP/1.0";
    if (!parsed.is_http_1_0 && version != "HTTP/1.1")
        return Failure({505, "only HTTP/1.1 and HTTP/1.0 are spoken here"});
    return parsed;
}

Method method_of(std::string_view token) {
    if (token == "GET") return Method::get;
    if (token == "HEAD") return Method::head;
    return token == "POST" ? Method::post : Method::other;
}

// ---- the fields

/// What the fields say about the message itself.
struct Framing {
    std::size_t hosts = 0, lengths = 0, codings = 0;
    bool is_chunked = false; ///< the only transfer coding is "chunked"
    std::uint64_t content_length = 0;
    bool closes = false, keeps_alive = false;
};

Checked read_length(Framing& framing, std::string_view value) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), framing.content_length);
    if (error != std::errc{} || end != value.data() + value.size()) return bad("Content-Length is no number");
    if (++framing.lengths > 1) return bad("there are two Content-Length fields");
    return {};
}

Checked read_host(Framing& framing, std::string_view value) {
    if (++framing.hosts > 1) return bad("there are two Host fields");
    // Without a name it stands for whatever is served here (RFC 9112 §3.3).
    if (!value.empty() && !is_host_and_port(value)) return bad("Host is no host");
    return {};
}

void read_connection(Framing& framing, std::string_view value) {
    while (!value.empty()) {
        const auto option = take_item(value, ',');
        framing.closes = framing.closes || is_token(option, "close");
        framing.keeps_alive = framing.keeps_alive || is_token(option, "keep-alive");
    }
}

/// Lines of one field are joined in a text that grows, so that thousands of them cost what one of their size does.
void join(HttpRequest& request, std::string_view& list, std::string_view value) {
    if (list.empty()) {
        list = value;
        return;
    }
    const auto is_mine = [&](const auto& text) { return text->data() == list.data(); };
    auto text = std::ranges::find_if(request.joined, is_mine);
    if (text == request.joined.end()) text = request.joined.insert(text, std::make_shared<std::string>(list));
    (** text += ", ") += value;
    list = **text;
}

/// The member that a field is noted in; null: nobody needs it. The length of a name tells most apart.
std::string_view* noted_field(HttpRequest& request, std::string_view name) {
    const auto among = [&](std::string_view wanted, std::string_view& field) {
        return is_token(name, wanted) ? &field : nullptr;
    };
    switch (name.size()) {
    case 4: return among("a-im", request.a_im);
    case 8: return among("if-match", request.if_match);
    case 13:
        if (auto* const field = among("if-none-match", request.if_none_match)) return field;
        return among("authorization", request.authorization);
    case 15:
        if (auto* const field = among("accept-encoding", request.accept_encoding)) return field;
        if (auto* const field = among("accept-language", request.accept_language)) return field;
        return among("x-forwarded-for", request.forwarded_for);
    case 17: return among("if-modified-since", request.if_modified_since);
    case 19: return among("if-unmodified-since", request.if_unmodified_since);
    default: return nullptr;
    }
}

Checked read_field(HttpRequest& request, Framing& framing, std::string_view name, std::string_view value) {
    if (is_token(name, "host")) return read_host(framing, value);
    if (is_token(name, "content-length")) return read_length(framing, value);
    if (is_token(name, "transfer-encoding"))
        framing.is_chunked = ++framing.codings == 1 && is_token(value, "chunked");
    else if (is_token(name, "connection"))
        read_connection(framing, value);
    else if (auto* const field = noted_field(request, name))
        join(request, *field, value);
    return {};
}

/// `block`: the lines of the fields, each with its CR LF, without the blank line.
std::expected<Framing, BadRequest> read_fields(HttpRequest& request, std::string_view block) {
    Framing framing;
    for (std::size_t count = 0; !block.empty(); ++count) {
        if (count == most_fields) return Failure({431, "there are more than 100 header fields"});
        const auto end = block.find("\r\n");
        const auto line = block.substr(0, end);
        block.remove_prefix(end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return bad("a header line has no colon");
        const auto name = line.substr(0, colon);
        // Also white space before the colon, and a folded line, which begins with it.
        if (name.empty() || !consists_of(name, of_token)) return bad("a field name is no token");
        const auto value = trim_field(line.substr(colon + 1));
        if (!is_value(value)) return bad("a field value has a control character");
        if (auto read = read_field(request, framing, name, value); !read) return Failure(read.error());
    }
    return framing;
}

/// What is wrong with the message as a whole, in the order in which the answers take precedence.
Checked check_message(const RequestLine& line, const Framing& framing) {
    if (framing.hosts == 0 && !line.is_http_1_0) return bad("Host is missing");
    if (framing.codings > 0 && (framing.lengths > 0 || !framing.is_chunked || line.is_http_1_0)) {
        return bad("Transfer-Encoding cannot be relied on");
    }
    return {};
}

/// What is wrong with a request for a document, which has a path and no body.
Checked check_get(const HttpRequest& request, const Framing& framing) {
    if (framing.is_chunked || framing.content_length > 0) return bad("the request has a body");
    if (request.path.empty()) return bad("the target is no path");
    return {};
}

std::expected<RequestHead, BadRequest> parse(std::string_view bytes) {
    const auto line_end = bytes.find("\r\n");
    const auto line = parse_request_line(bytes.substr(0, line_end));
    if (!line) return Failure(line.error());
    RequestHead head;
    HttpRequest& request = head.request;
    request.method = method_of(line->method);
    if (const auto target = parse_request_target(line->target)) {
        request.path = target->path;
        request.query = target->query;
    }
    const auto fields = bytes.substr(line_end + 2, bytes.size() - line_end - 4);
    const auto framing = read_fields(request, fields);
    if (!framing) return Failure(framing.error());
    if (auto checked = check_message(*line, *framing); !checked) return Failure(checked.error());
    if (request.method == Method::get || request.method == Method::head) {
        if (auto checked = check_get(request, *framing); !checked) return Failure(checked.error());
    }
    head.keeps_alive = !framing->closes && (!line->is_http_1_0 || framing->keeps_alive);
    head.is_chunked = framing->is_chunked;
    head.content_length = framing->content_length;
    return head;
}

} // namespace

std::expected<std::optional<RequestHead>, BadRequest> read_request_head(std::string_view bytes, std::size_t& scanned) {
    const auto end = find_end(bytes, scanned);
    if (!end) return Failure(end.error());
    // One empty line may stand before the request (RFC 9112 §2.2).
    const std::size_t start = bytes.starts_with("\r\n") ? 2 : 0;
    const auto head = bytes.substr(start, end->value_or(bytes.size()) - start);
    if (auto checked = check_sizes(head); !checked) return Failure(checked.error());
    if (!*end) return std::nullopt;
    auto parsed = parse(head);
    if (!parsed) return Failure(parsed.error());
    parsed->size = **end;
    return std::move(*parsed);
}

} // namespace arna
