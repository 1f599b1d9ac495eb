#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// Terms under a name, which a rule uses as `list:name`: at least one of them must be there. A term is a word, several
/// words (a phrase), `begin*`, `=form` or `#tag`.
struct TermList {
    std::string name;
    std::vector<std::string> terms;
};

/// Every list that rules may use. Immutable; views of it last as long as it does.
class TermLists {
public:
    TermLists() = default;
    /// Of lists with the same name the first counts.
    explicit TermLists(std::vector<TermList> lists);

    /// The list of a name, compared by tag key; null if there is none.
    [[nodiscard]] const TermList* find(std::string_view name) const;

    [[nodiscard]] const std::vector<TermList>& all() const { return lists_; }

private:
    std::vector<TermList> lists_;
    std::unordered_map<std::string, std::size_t> by_key_;
};

} // namespace arna
