#pragma once
#include "config/config.hpp"
#include "config/consequence.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a key of the configuration is bound to. A field knows a member of its table's struct and what values it takes.
namespace arna {

/// A complaint about a value, see value_checks.hpp.
using ValueCheck = std::string (*)(std::string_view);

template <class Owner>
struct TextField {
    std::string Owner::* member;
    ValueCheck check = nullptr;
};

/// A file or directory; a relative one is relative to the file that names it.
template <class Owner>
struct PathField {
    std::string Owner::* member;
    ValueCheck check = nullptr;
};

template <class Owner>
struct TextsField {
    std::vector<std::string> Owner::* member;
    ValueCheck check = nullptr; ///< of each
};

template <class Owner>
struct FlagField {
    bool Owner::* member;
};

/// True, false, or not said.
template <class Owner>
struct OpenFlagField {
    std::optional<bool> Owner::* member;
};

template <class Owner>
struct NumberField {
    std::int64_t Owner::* member;
    std::int64_t least, most;
};

template <class Owner>
struct SizeField {
    std::uint64_t Owner::* member;
    std::uint64_t least, most;
};

template <class Owner>
struct DurationField {
    std::chrono::milliseconds Owner::* member;
    std::chrono::milliseconds least, most;
};

/// A duration, or a word for none.
template <class Owner>
struct OpenDurationField {
    std::optional<std::chrono::milliseconds> Owner::* member;
    std::string_view word;
    std::chrono::milliseconds least, most;
};

/// One of a few words, which stand for the enumerators of the member in their order.
template <class Owner>
struct ChoiceField {
    std::span<const std::string_view> words;
    std::size_t (*get)(const Owner&);
    void (*set)(Owner&, std::size_t);
};

template <auto Member, class Owner, class Enum>
constexpr ChoiceField<Owner> make_choice(std::span<const std::string_view> words, Enum Owner::* /*deduces*/) {
    return {words, [](const Owner& owner) { return static_cast<std::size_t>(owner.*Member); },
            [](Owner& owner, std::size_t index) { owner.*Member = static_cast<Enum>(index); }};
}

template <auto Member>
constexpr auto choice(std::span<const std::string_view> words) {
    return make_choice<Member>(words, Member);
}

/// A table of strings; a name that is given again replaces the earlier one.
template <class Owner>
struct HeadersField {
    std::vector<std::pair<std::string, std::string>> Owner::* member;
};

/// The [[tag.test]] tables.
template <class Owner>
struct TestsField {
    std::vector<TagTest> Owner::* member;
};

/// The table [source.items].
template <class Owner>
struct ItemRulesField {
    Boxed<RuleTable<ItemRules>> Owner::* member;
};

/// A word for ArticlePages, or the table [source.article].
template <class Owner>
struct ArticleField {
    ArticleConfig Owner::* member;
};

template <class Owner>
using OptionField = std::variant<TextField<Owner>, PathField<Owner>, TextsField<Owner>, FlagField<Owner>,
                                 OpenFlagField<Owner>, NumberField<Owner>, SizeField<Owner>, DurationField<Owner>,
                                 OpenDurationField<Owner>, ChoiceField<Owner>, HeadersField<Owner>, TestsField<Owner>,
                                 ItemRulesField<Owner>, ArticleField<Owner>>;

/// How much of a value may be shown.
enum class Secrecy {
    none,    ///< all of it
    address, ///< an address without its credentials and tokens
    whole,   ///< nothing; of header fields, nothing of those that carry credentials
};

/// A key of a table: everything there is to know about it.
template <class Owner>
struct Option {
    std::string_view key;
    OptionField<Owner> field;
    std::string_view meaning;        ///< for the reference: a clause or two, without a final full stop
    std::string_view fallback = {};  ///< what holds without it, where that is no constant; else the struct's own
    Consequences consequences = {};  ///< of a change while the daemon runs
    Secrecy secrecy = Secrecy::none; ///< other than none: "<key>_file" names a file that holds the value
    bool is_individual = false;      ///< not in [defaults.…]: it makes no sense for all of them
    bool is_future = false;          ///< checked, but any value but the default has no effect in this version

    [[nodiscard]] bool is_secret() const { return secrecy != Secrecy::none; }
};

} // namespace arna
