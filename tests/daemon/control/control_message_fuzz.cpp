#include "daemon/control/message.hpp"

#include <cstdint>
#include <cstdlib>

/// What is read from a line is written as a line that reads alike.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    static_cast<void>(read_greeting(line));
    if (const auto request = read_request(line)) {
        const auto again = control_line(*request);
        const auto read = read_request(std::string_view(again).substr(0, again.size() - 1));
        if (!read || read->command != request->command || read->arguments != request->arguments) std::abort();
    }
    if (const auto answer = read_answer(line)) {
        const auto once = control_line(*answer);
        const auto read = read_answer(std::string_view(once).substr(0, once.size() - 1));
        if (!read || control_line(*read) != once) std::abort();
    }
    return 0;
}
