#include "config/consequence.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace arna {

std::string text_of(Consequences consequences) {
    constexpr auto words = std::to_array<std::pair<Consequence, std::string_view>>({
        {Consequence::restart, "restart"},
        {Consequence::restart_for_path, "publishing; its path: restart"},
        {Consequence::polling, "polling"},
        {Consequence::reading, "reading"},
        {Consequence::membership, "membership"},
        {Consequence::publishing, "publishing"},
        {Consequence::identity, "identity"},
    });
    std::string text;
    for (const auto& [consequence, word] : words) {
        if (!consequences.contains(consequence)) continue;
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

} // namespace arna
