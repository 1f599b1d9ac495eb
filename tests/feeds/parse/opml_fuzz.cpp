#include "feeds/parse/format/opml.hpp"

#include <cstdint>
#include <cstdlib>

/// Whatever is read stays within what the header promises.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto list = arna::read_opml({reinterpret_cast<const char*>(data), size});
    if (!list) return 0;
    if (list->subscriptions.size() > arna::most_subscriptions) std::abort();
    for (const auto& subscription : list->subscriptions)
        if (subscription.url.empty() || subscription.url.front() == ' ') std::abort();
    return 0;
}
