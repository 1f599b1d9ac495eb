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
    folder.write("arna.toml", arna::print_config(loaded->config, {}));
    if (!folder.load()) std::abort();
    return 0;
}
