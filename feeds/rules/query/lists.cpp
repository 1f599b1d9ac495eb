#include "feeds/rules/query/lists.hpp"

#include "feeds/text/words/tag_key.hpp"

#include <utility>

namespace arna {

TermLists::TermLists(std::vector<TermList> lists) : lists_(std::move(lists)) {
    for (std::size_t i = 0; i < lists_.size(); ++i) by_key_.try_emplace(tag_key(lists_[i].name), i);
}

const TermList* TermLists::find(std::string_view name) const {
    if (lists_.empty()) return nullptr;
    const auto found = by_key_.find(tag_key(name));
    return found == by_key_.end() ? nullptr : &lists_[found->second];
}

} // namespace arna
