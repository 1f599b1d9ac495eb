#pragma once
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/text/text_map.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// The number of a name that rules ask for: a tag, source, label, language or domain, or what an item has.
using NameId = std::uint32_t;

/// A name of an index that an item has.
struct NameHit {
    NameId name = 0;
    std::uint32_t order = 0; ///< in which the item has it
    std::string_view field;  ///< "category", "hashtag", "source", …
    std::string_view found;  ///< as the item has it
};

/// The names of all rules, looked up by the values that an item has.
class NameIndex {
public:
    /// The number of a name; names that are compared as equal have the same.
    NameId add(Field field, bool loose, std::string_view name);

    /// A new number for several names that count as one.
    NameId add_any(Field field, bool loose, std::span<const std::string> names);

    /// Frees what only add() needs. Nothing may be added afterwards.
    void finish() { known_ = {}; }

    [[nodiscard]] NameId size() const { return size_; }
    [[nodiscard]] bool has(Field field, bool loose) const;

    /// The numbers of the names that a value is equal to.
    [[nodiscard]] std::span<const NameId> find(Field field, bool loose, std::string_view value) const;

private:
    TextMap<std::vector<NameId>> names_;
    std::unordered_map<std::string, NameId> known_; ///< what add() gave
    std::uint32_t fields_ = 0;                      ///< bits of the fields, twice: strict and loose
    NameId size_ = 0;
};

/// The names of an index that an item has.
class ItemNames {
public:
    /// Looks for hashtags in the texts only if `with_hashtags`.
    ItemNames(const MatchItem& item, const NameIndex& index, bool with_hashtags);

    /// Sorted by name.
    [[nodiscard]] const std::vector<NameHit>& hits() const { return hits_; }
    [[nodiscard]] std::span<const NameHit> of(NameId name) const;

    /// The hashtags of title, summary and content, if they were wanted.
    [[nodiscard]] const std::vector<std::string>& hashtags() const { return hashtags_; }

private:
    void add(Field field, bool loose, std::string_view value, std::string_view label, std::string_view found);
    void add_tags(const MatchItem& item, bool loose);
    void add_whole_names(const MatchItem& item);
    void add_languages(const MatchItem& item);
    void add_domains(const MatchItem& item);
    void add_possessions(const MatchItem& item);

    const NameIndex& index_;
    std::vector<NameHit> hits_;
    std::vector<std::string> hashtags_; ///< what hits point into
    std::string host_;
};

} // namespace arna
