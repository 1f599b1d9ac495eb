#include "daemon/publish/delta_memory.hpp"

#include <algorithm>
#include <ranges>

namespace arna {

void DeltaMemory::hand_out(const RenderedDocument& document) {
    auto& given = given_[{document.subject, document.format}];
    const Given one{document.version, document.hash};
    if (!given.empty() && given.back() == one) return;
    std::erase(given, one);
    given.push_back(one);
    if (given.size() > remembered) given.pop_front();
}

std::optional<std::int64_t> DeltaMemory::version_before(const RenderedDocument& document,
                                                        std::span<const std::string_view> tags) const {
    const auto place = given_.find({document.subject, document.format});
    if (place == given_.end()) return std::nullopt;
    for (const Given& given : std::views::reverse(place->second)) {
        if (given == Given{document.version, document.hash}) continue;
        if (std::ranges::find(tags, opaque_tag(given.version, given.hash)) == tags.end()) continue;
        return static_cast<std::int64_t>(given.version);
    }
    return std::nullopt;
}

} // namespace arna
