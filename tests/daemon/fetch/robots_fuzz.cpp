// A robots.txt and, up to the first line break, the address that it is asked about.
#include "daemon/fetch/host/robots.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace arna;

namespace {

void check(bool is_so) {
    if (!is_so) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto target = input.substr(0, input.find('\n'));
    const RobotsTxt robots(input.substr(std::min(target.size() + 1, input.size())));
    const auto verdict = robots.judge("https://a.example/" + std::string(target));
    check(verdict.is_allowed || verdict.line > 0);
    check((verdict.line == 0) == verdict.rule.empty());
    if (const auto delay = robots.crawl_delay()) check(delay->count() >= 0 && *delay <= std::chrono::hours(24));
    return 0;
}
