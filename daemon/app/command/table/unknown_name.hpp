#pragma once
#include "daemon/app/command/table/reply.hpp"

#include <span>
#include <string>
#include <string_view>

namespace arna {

/// "source 'zakn': no source has this name; did you mean 'zakon'?" `claim` is the clause, `known` what could be meant.
[[nodiscard]] CommandError unknown_name(std::string_view kind, const std::string& name, std::string_view claim,
                                        std::span<const std::string_view> known);

} // namespace arna
