// What a server says, beyond what libcurl reads: content codings, caching fields, redirects. The first byte picks the
// coding of the rest; the rest is also a list of "name: value" lines.
#include "daemon/fetch/caching.hpp"
#include "daemon/fetch/decoding.hpp"
#include "daemon/fetch/redirects.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace arna;

namespace {

constexpr std::size_t limit = 1u << 20;
constexpr std::chrono::sys_seconds now{std::chrono::sys_days{std::chrono::year{2026} / 2 / 23}};

void check(bool is_so) {
    if (!is_so) std::abort();
}

void decode(std::uint8_t coding, std::string_view bytes) {
    const auto body = decode_body(static_cast<ContentCoding>(coding % 5), std::string(bytes), limit);
    check(!body || body->size() <= limit);
}

Response parsed(std::string_view text) {
    Response response;
    response.status = 302;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (const auto colon = line.find(':'); colon != std::string_view::npos)
            response.headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
    }
    return response;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    decode(data[0], rest);
    const auto response = parsed(rest);
    static_cast<void>(content_coding(response.headers));
    if (const auto lifetime = freshness_lifetime(response, now)) check(lifetime->time.count() >= 0);
    const auto wait = retry_after(rest, now, std::chrono::hours(1));
    check(!wait || (wait->count() >= 0 && *wait <= std::chrono::hours(1)));
    const Request request{
        .url = "https://a.example/feed", .headers = {{"X-Token", "t"}}, .username = "me", .password = "p"};
    const auto sent = first_hop(request, "arna");
    if (const auto hop = next_hop(request, *sent, response, "arna"))
        check(hop->origin == sent->origin || (hop->username.empty() && hop->password.empty()));
    return 0;
}
