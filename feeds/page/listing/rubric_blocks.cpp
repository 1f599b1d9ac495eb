#include "feeds/page/listing/rubric_blocks.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace arna {
namespace {

/// The folder that an address lies in: "https://qala.kz/sport/", of "https://qala.kz/sport/m0/" as well.
std::string_view folder_of(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    if (address.ends_with('/')) address.remove_suffix(1);
    return address.substr(0, address.rfind('/') + 1);
}

bool is_number(std::string_view folder) {
    folder.remove_suffix(1);
    const auto name = folder.substr(folder.rfind('/') + 1);
    return !name.empty() && std::ranges::all_of(name, is_ascii_digit);
}

} // namespace

std::optional<std::vector<std::size_t>> rubrics_in_turn(const BoxList& list,
                                                        const std::set<std::string, std::less<>>& addresses) {
    const auto is_rubric = [&](std::string_view folder) {
        if (folder.empty() || is_number(folder)) return false;
        return addresses.contains(folder) || addresses.contains(folder.substr(0, folder.size() - 1));
    };
    struct Rubric {
        std::vector<std::size_t> items;
        std::size_t blocks = 0; ///< one article alone is none
    };
    std::vector<Rubric> rubrics;
    std::unordered_map<std::string_view, std::size_t> known;
    std::string_view last;
    std::size_t in_a_row = 0;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const RawItem& item = list.items[i].item;
        const auto folder = folder_of(item.link);
        if (item.published || item.updated || !is_rubric(folder)) return std::nullopt;
        in_a_row = folder == last ? in_a_row + 1 : 1;
        last = folder;
        const auto [place, is_new] = known.emplace(folder, rubrics.size());
        if (is_new) rubrics.emplace_back();
        Rubric& rubric = rubrics[place->second];
        rubric.items.push_back(i);
        if (in_a_row == 2) ++rubric.blocks;
    }
    constexpr std::size_t least = 3; // articles of a block
    const auto is_block = [](const Rubric& rubric) { return rubric.items.size() >= least && rubric.blocks == 1; };
    if (rubrics.size() < 2 || !std::ranges::all_of(rubrics, is_block)) return std::nullopt;
    std::vector<std::size_t> order;
    for (std::size_t rank = 0; order.size() < list.items.size(); ++rank)
        for (const auto& rubric : rubrics)
            if (rank < rubric.items.size()) order.push_back(rubric.items[rank]);
    return order;
}

} // namespace arna
