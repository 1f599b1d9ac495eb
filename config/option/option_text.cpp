#include "config/option/option_text.hpp"

#include "config/option/quantity.hpp"
#include "config/option/rule_table.hpp"
#include "config/option/secret.hpp"
#include "feeds/text/terminal.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <iterator>
#include <type_traits>

namespace arna {
namespace {

std::string words_text(std::span<const std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view between = i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        fmt::format_to(std::back_inserter(text), "{}`{}`", between, words[i]);
    }
    return text;
}

template <class Owner>
struct TypeText {
    std::string operator()(const TextField<Owner>&) const { return "string"; }
    std::string operator()(const PathField<Owner>&) const { return "path"; }
    std::string operator()(const TextsField<Owner>&) const { return "list of strings"; }
    std::string operator()(const FlagField<Owner>&) const { return "`true` or `false`"; }
    std::string operator()(const OpenFlagField<Owner>&) const { return "`true` or `false`"; }
    std::string operator()(const NumberField<Owner>& field) const {
        return fmt::format("number, {} to {}", field.least, field.most);
    }
    std::string operator()(const SizeField<Owner>& field) const {
        return fmt::format("size, {} to {}", format_size(field.least), format_size(field.most));
    }
    std::string operator()(const DurationField<Owner>& field) const {
        return fmt::format("duration, {} to {}", format_duration(field.least), format_duration(field.most));
    }
    std::string operator()(const OpenDurationField<Owner>& field) const {
        return fmt::format("duration, {} to {}, or `{}`", format_duration(field.least), format_duration(field.most),
                           field.word);
    }
    std::string operator()(const ChoiceField<Owner>& field) const { return words_text(field.words); }
    std::string operator()(const HeadersField<Owner>&) const { return "table of strings"; }
    std::string operator()(const TestsField<Owner>&) const { return "list of tables"; }
    std::string operator()(const ItemRulesField<Owner>&) const { return "table of rules"; }
    std::string operator()(const ArticleField<Owner>&) const {
        return words_text(article_pages_words) + ", or a table of rules";
    }
};

template <class Owner>
struct ValueText {
    const Owner& owner;
    Secrecy secrecy;

    std::string operator()(const TextField<Owner>& field) const { return text(owner.*field.member); }
    std::string operator()(const PathField<Owner>& field) const { return text(owner.*field.member); }
    std::string operator()(const TextsField<Owner>& field) const { return toml_list(owner.*field.member); }
    std::string operator()(const FlagField<Owner>& field) const { return fmt::format("{}", owner.*field.member); }
    std::string operator()(const OpenFlagField<Owner>& field) const {
        return (owner.*field.member) ? fmt::format("{}", *(owner.*field.member)) : "";
    }
    std::string operator()(const NumberField<Owner>& field) const { return fmt::format("{}", owner.*field.member); }
    std::string operator()(const SizeField<Owner>& field) const {
        return toml_string(format_size(owner.*field.member));
    }
    std::string operator()(const DurationField<Owner>& field) const {
        return toml_string(format_duration(owner.*field.member));
    }
    std::string operator()(const OpenDurationField<Owner>& field) const {
        const auto& duration = owner.*field.member;
        return toml_string(duration ? format_duration(*duration) : std::string(field.word));
    }
    std::string operator()(const ChoiceField<Owner>& field) const { return toml_string(field.words[field.get(owner)]); }
    std::string operator()(const HeadersField<Owner>& field) const {
        std::string pairs;
        for (const auto& [name, value] : owner.*field.member) {
            const std::string shown = toml_string(is_secret_header(name) ? "***" : value);
            fmt::format_to(std::back_inserter(pairs), "{} {} = {}", pairs.empty() ? "" : ",", toml_string(name), shown);
        }
        return pairs.empty() ? "{}" : fmt::format("{{{} }}", pairs);
    }
    // Tables of their own:
    std::string operator()(const TestsField<Owner>&) const { return ""; }
    std::string operator()(const ItemRulesField<Owner>&) const { return ""; }
    std::string operator()(const ArticleField<Owner>& field) const {
        const ArticleConfig& article = owner.*field.member;
        if (article.table || !article.pages) return "";
        return toml_string(article_pages_words[static_cast<std::size_t>(*article.pages)]);
    }

private:
    [[nodiscard]] std::string text(const std::string& value) const {
        if (secrecy == Secrecy::none || value.empty()) return toml_string(value);
        return secrecy == Secrecy::address ? toml_string(masked_address(value)) : "\"***\"";
    }
};

/// In double quotes, in which everything can be written.
std::string basic_string(std::string_view text) {
    std::string quoted = "\"";
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (c == '"' || c == '\\')
            quoted.append(1, '\\').append(1, static_cast<char>(c));
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\t')
            quoted += "\\t";
        else if (is_terminal_control(c))
            fmt::format_to(std::back_inserter(quoted), "\\u{:04x}", static_cast<std::uint32_t>(c));
        else
            append_utf8(quoted, c);
    }
    return quoted + '"';
}

/// Whether a literal string shows the text as it is. A tab may stand in one.
bool is_plain(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (c != '\t' && is_terminal_control(c)) return false;
    }
    return true;
}

} // namespace

template <class Owner>
std::string type_of(const Option<Owner>& option) {
    return std::visit(TypeText<Owner>{}, option.field);
}

template <class Owner>
std::string value_text(const Option<Owner>& option, const Owner& owner) {
    return std::visit(ValueText<Owner>{owner, option.secrecy}, option.field);
}

template <class Owner>
std::string fallback_of(const Option<Owner>& option) {
    if (!option.fallback.empty()) return std::string(option.fallback);
    const std::string value = value_text(option, Owner{});
    const bool says_nothing = value.empty() || value == "\"\"" || value == "[]" || value == "{}";
    return says_nothing ? std::string{} : fmt::format("`{}`", value);
}

std::string toml_string(std::string_view text) {
    const bool needs_escapes = text.find_first_of("\"\\") != std::string_view::npos;
    if (!needs_escapes || !is_plain(text)) return basic_string(text);
    if (text.find('\'') == std::string_view::npos) return fmt::format("'{}'", text);
    if (text.find("''") == std::string_view::npos && !text.starts_with('\'') && !text.ends_with('\'')) {
        return fmt::format("'''{}'''", text);
    }
    return basic_string(text);
}

std::string toml_list(std::span<const std::string> texts) {
    std::string list;
    for (const std::string& text : texts) {
        fmt::format_to(std::back_inserter(list), "{}{}", list.empty() ? "" : ", ", toml_string(text));
    }
    return fmt::format("[{}]", list);
}

#define ARNA_INSTANTIATE(Owner)                                                                                        \
    template std::string type_of(const Option<Owner>&);                                                                \
    template std::string value_text(const Option<Owner>&, const Owner&);                                               \
    template std::string fallback_of(const Option<Owner>&);
ARNA_INSTANTIATE(DaemonConfig)
ARNA_INSTANTIATE(StoreConfig)
ARNA_INSTANTIATE(FetchConfig)
ARNA_INSTANTIATE(PublishConfig)
ARNA_INSTANTIATE(SourceConfig)
ARNA_INSTANTIATE(TagConfig)
ARNA_INSTANTIATE(ListConfig)
#undef ARNA_INSTANTIATE

} // namespace arna
