// Any text is a configuration or is refused with a place; what loads can be printed and reads back.
#include "config/load.hpp"

#include "config/option/tag_test.hpp"
#include "config/print.hpp"

#include "config_folder.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const arna::ConfigFolder folder;
    folder.write("arna.toml", {reinterpret_cast<const char*>(data), size});
    const auto loaded = folder.load();
    if (!loaded) {
        if (loaded.error().empty()) std::abort();
        return 0;
    }
    (void)arna::run_tag_tests(*loaded, {});
    const std::string printed = arna::print_config(loaded->config, {});
    if (printed.find("***") != std::string::npos) return 0; // a secret was masked: refused
    folder.write("arna.toml", printed);
    const auto again = folder.load();
    if (!again || arna::print_config(again->config, {}) != printed) std::abort();
    return 0;
}
