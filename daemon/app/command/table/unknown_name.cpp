#include "daemon/app/command/table/unknown_name.hpp"

#include "config/option/suggest.hpp"

#include <fmt/format.h>

namespace arna {

CommandError unknown_name(std::string_view kind, const std::string& name, std::string_view claim,
                          std::span<const std::string_view> known) {
    const auto meant = did_you_mean(name, known);
    return {.where = fmt::format("{} '{}'", kind, name),
            .what = fmt::format("{}{}", claim, meant.empty() ? "; see 'arna config'" : meant)};
}

} // namespace arna
