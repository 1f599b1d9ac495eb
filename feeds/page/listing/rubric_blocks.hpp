#pragma once
#include "feeds/page/listing/link_lists.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arna {

/// The order of a front page that shows block after block, each with three or more articles of one rubric and a link to
/// it, and no dates: the first of every rubric, then the second of every one. A block begins with what is new in its
/// rubric, so block after block would call the oldest of the first newer than the newest of the second. What stands
/// before the blocks is the first of its rubric. A rubric is the folder of an address ("https://qala.kz/sport/"); one
/// whose name is a number is a day, a month or a page. `addresses` are those that the page links. Nothing: it is no
/// such page.
[[nodiscard]] std::optional<std::vector<std::size_t>>
rubrics_in_turn(const BoxList& list, const std::set<std::string, std::less<>>& addresses);

} // namespace arna
