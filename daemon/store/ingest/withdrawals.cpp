#include "daemon/store/ingest/withdrawals.hpp"

#include "feeds/model/ident_hash.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace arna {
namespace {

constexpr std::size_t few = 3; ///< vanish at once from a list that nobody edited

/// Whether something new stands above everything that stayed.
bool has_new_on_top(std::span<const Ident> last, std::span<const Ident> present) {
    const std::unordered_set<Ident, IdentHash> known(last.begin(), last.end());
    return !present.empty() && !known.contains(present.front());
}

} // namespace

Withdrawals judge_withdrawals(std::span<const Ident> last, std::span<const Ident> present) {
    const std::unordered_set<Ident, IdentHash> here(present.begin(), present.end());
    std::vector<std::size_t> stayed;
    for (std::size_t i = 0; i < last.size(); ++i)
        if (here.contains(last[i])) stayed.push_back(i);
    if (stayed.empty()) return {};

    Withdrawals found;
    const bool is_top_judged = stayed.front() == 0 || has_new_on_top(last, present);
    const auto begin = is_top_judged && stayed.front() > 0 ? 0 : stayed.front() + 1;
    if (!is_top_judged)
        found.undecided.assign(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(stayed.front()));
    if (found.undecided.size() > most_undecided) found.undecided.clear();
    for (auto i = begin; i < stayed.back(); ++i)
        if (!here.contains(last[i])) found.withdrawn.push_back(last[i]);
    const auto between = stayed.back() - std::min(begin, stayed.back());
    const auto vanished = found.withdrawn.size();
    if (vanished > few && vanished * 3 > between) found.withdrawn.clear();
    return found;
}

} // namespace arna
