#include "config/option/setting.hpp"

#include "config/check/value_checks.hpp"
#include "config/option/header_lines.hpp"
#include "config/option/quantity.hpp"
#include "config/option/rule_table.hpp"
#include "config/option/secret.hpp"
#include "config/option/tag_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace arna {

bool Setting::complain(std::string_view what) const {
    context_.findings.error(value_.place, fmt::format("'{}' {}", key_, what));
    return false;
}

bool Setting::wrong_type(std::string_view wanted) const {
    return complain(fmt::format("is {}; write {}", kind_of(value_), wanted));
}

const std::string* Setting::text(std::string_view wanted) const {
    const auto* text = value_.get_if<std::string>();
    if (text == nullptr) wrong_type(wanted);
    return text;
}

bool Setting::passes(ValueCheck check, const std::string& given, std::string_view verb) const {
    const std::string complaint = check != nullptr ? check(given) : "";
    if (complaint.empty()) return true;
    if (secrecy_ != Secrecy::none) return complain(fmt::format("{} {}", verb, complaint));
    return complain(fmt::format("{} {}, {}", verb, in_quotes(masked_address(given)), complaint));
}

bool Setting::is_told(const std::string& secret) const {
    return !is_masked(secret) ||
           complain("has \"***\", a secret that was masked by arna config; write the secret itself");
}

namespace {

constexpr std::size_t most_headers = 100; // of one table: setting a field looks at all others

template <class Owner>
bool assign_field(const TextField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a string");
    if (text == nullptr || !setting.passes(field.check, *text)) return false;
    if (setting.secrecy() != Secrecy::none && !setting.is_told(*text)) return false;
    owner.*field.member = *text;
    return true;
}

template <class Owner>
bool assign_field(const PathField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a path");
    if (text == nullptr || !setting.passes(field.check, *text)) return false;
    const auto& directory = setting.context().directories[setting.value().place.file];
    owner.*field.member = text->empty() ? "" : (directory / *text).lexically_normal().string();
    return true;
}

template <class Owner>
bool assign_field(const TextsField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* list = setting.value().get_if<TomlList>();
    if (list == nullptr) return setting.wrong_type("a list of strings, like [\"a\", \"b\"]");
    std::vector<std::string> texts;
    bool is_fine = true;
    for (const TomlValue& element : *list) {
        const Setting one = setting.with(element);
        const auto* text = element.get_if<std::string>();
        if (text == nullptr) one.complain(fmt::format("has {} in its list; write strings", kind_of(element)));
        if (text == nullptr || !one.passes(field.check, *text, "has"))
            is_fine = false;
        else
            texts.push_back(*text);
    }
    if (is_fine) owner.*field.member = std::move(texts);
    return is_fine;
}

/// FlagField and OpenFlagField.
template <class Field, class Owner>
    requires(std::same_as<Field, FlagField<Owner>> || std::same_as<Field, OpenFlagField<Owner>>)
bool assign_field(const Field& field, Owner& owner, const Setting& setting) {
    const auto* flag = setting.value().template get_if<bool>();
    if (flag == nullptr) return setting.wrong_type("true or false");
    owner.*field.member = *flag;
    return true;
}

template <class Owner>
bool assign_field(const NumberField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* number = setting.value().get_if<std::int64_t>();
    if (number == nullptr) return setting.wrong_type(fmt::format("a number, {} to {}", field.least, field.most));
    if (*number < field.least || *number > field.most) {
        return setting.complain(fmt::format("is {}; write {} to {}", *number, field.least, field.most));
    }
    owner.*field.member = *number;
    return true;
}

/// A quantity within bounds, or nothing after a complaint.
template <class Quantity>
std::optional<Quantity> bounded(const Result<Quantity>& given, Quantity least, Quantity most, const std::string& text,
                                const std::string& range, const Setting& setting) {
    if (!given)
        setting.complain(fmt::format("is {}, {}", in_quotes(text), given.error().message));
    else if (*given < least || *given > most)
        setting.complain(fmt::format("is {}; write {}", in_quotes(text), range));
    else
        return *given;
    return std::nullopt;
}

template <class Owner>
bool assign_field(const SizeField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a size, like \"10MiB\"");
    if (text == nullptr) return false;
    const std::string range = fmt::format("\"{}\" to \"{}\"", format_size(field.least), format_size(field.most));
    const auto size = bounded(parse_size(*text), field.least, field.most, *text, range, setting);
    if (size) owner.*field.member = *size;
    return size.has_value();
}

std::string range_of(std::chrono::milliseconds least, std::chrono::milliseconds most) {
    return fmt::format("\"{}\" to \"{}\"", format_duration(least), format_duration(most));
}

template <class Owner>
bool assign_field(const DurationField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a duration, like \"30s\"");
    if (text == nullptr) return false;
    const std::string range = range_of(field.least, field.most);
    const auto duration = bounded(parse_duration(*text), field.least, field.most, *text, range, setting);
    if (duration) owner.*field.member = *duration;
    return duration.has_value();
}

template <class Owner>
bool assign_field(const OpenDurationField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text(fmt::format("a duration, like \"7d\", or \"{}\"", field.word));
    if (text == nullptr) return false;
    if (*text == field.word) {
        owner.*field.member = std::nullopt;
        return true;
    }
    const std::string range = fmt::format("{}, or \"{}\"", range_of(field.least, field.most), field.word);
    const auto duration = bounded(parse_duration(*text), field.least, field.most, *text, range, setting);
    if (duration) owner.*field.member = *duration;
    return duration.has_value();
}

template <class Owner>
bool assign_field(const ChoiceField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text(alternatives(field.words));
    if (text == nullptr) return false;
    const auto found = std::ranges::find(field.words, *text);
    if (found == field.words.end())
        return setting.complain(fmt::format("is {}; write {}", in_quotes(*text), alternatives(field.words)));
    field.set(owner, static_cast<std::size_t>(found - field.words.begin()));
    return true;
}

/// Whether one header field can be sent; a complaint if not.
bool is_header(const TomlMember& header, const Setting& setting) {
    const Setting one = setting.with(header.value);
    const std::string complaint = value_checks::header_name(header.key);
    const auto* value = header.value.get_if<std::string>();
    if (!complaint.empty()) {
        setting.context().findings.error(
            header.place, fmt::format("'{}' has {}, {}", setting.key(), in_quotes(header.key), complaint));
        return false;
    }
    if (value == nullptr)
        return one.complain(fmt::format("has {} for {}; write a string", kind_of(header.value), escaped(header.key)));
    return one.passes(value_checks::header_value, *value, "has") &&
           (!is_secret_header(header.key) || one.is_told(*value));
}

template <class Owner>
bool assign_field(const HeadersField<Owner>& field, Owner& owner, const Setting& setting) {
    TomlTable lines; // of a `headers_file`, which arrives as one string
    const auto* table = setting.value().get_if<TomlTable>();
    if (const auto* text = setting.value().get_if<std::string>(); text != nullptr && setting.key().ends_with("_file")) {
        auto parsed = parse_header_lines(*text, setting.value().place);
        if (!parsed) return setting.complain(parsed.error().message);
        lines = std::move(*parsed);
        table = &lines;
    }
    if (table == nullptr) return setting.wrong_type("a table, like { \"Accept-Language\" = \"kk\" }");
    if (table->size() > most_headers)
        return setting.complain(fmt::format("has {} header fields; {} are the most", table->size(), most_headers));
    bool is_fine = true;
    for (const TomlMember& header : *table) {
        if (is_header(header, setting))
            set_header(owner.*field.member, header.key, *header.value.get_if<std::string>());
        else
            is_fine = false;
    }
    return is_fine;
}

template <class Owner>
bool assign_field(const TestsField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* list = setting.value().get_if<TomlList>();
    if (list == nullptr) return setting.wrong_type("[[tag.test]] tables");
    bool is_fine = true;
    for (const TomlValue& element : *list) {
        const auto* table = element.get_if<TomlTable>();
        if (table == nullptr)
            is_fine = setting.wrong_type("[[tag.test]] tables");
        else if (auto test = read_tag_test(*table, element.place, setting.context().findings))
            (owner.*field.member).push_back(std::move(*test));
        else
            is_fine = false;
    }
    return is_fine;
}

template <class Owner>
bool assign_field(const ItemRulesField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* table = setting.value().get_if<TomlTable>();
    if (table == nullptr) return setting.wrong_type("a table with 'each' and other rules");
    auto rules = read_item_rules(*table, setting.value().place, "[source.items]", setting.context().findings);
    if (rules) owner.*field.member = std::move(*rules);
    return rules.has_value();
}

template <class Owner>
bool assign_field(const ArticleField<Owner>& field, Owner& owner, const Setting& setting) {
    ArticleConfig& article = owner.*field.member;
    if (const auto* table = setting.value().get_if<TomlTable>()) {
        auto read = read_article_rules(*table, "[source.article]", setting.context().findings);
        if (!read) return false;
        // Rules ask for pages, unless their `when` or [defaults.source] says which.
        if (!read->pages && article.pages.value_or(ArticlePages::never) == ArticlePages::never)
            read->pages = ArticlePages::always;
        else if (!read->pages)
            read->pages = article.pages;
        article = std::move(*read);
        return true;
    }
    const auto& words = article_pages_words;
    const auto* text = setting.text(fmt::format("{}, or a table of rules", alternatives(words)));
    if (text == nullptr) return false;
    const auto* found = std::ranges::find(words, *text);
    if (found == words.end())
        return setting.complain(fmt::format("is {}; write {}", in_quotes(*text), alternatives(words)));
    article.pages = static_cast<ArticlePages>(found - words.begin());
    return true;
}

} // namespace

template <class Owner>
bool assign(const OptionField<Owner>& field, Owner& owner, const Setting& setting) {
    return std::visit([&](const auto& one) { return assign_field(one, owner, setting); }, field);
}

template bool assign(const OptionField<DaemonConfig>&, DaemonConfig&, const Setting&);
template bool assign(const OptionField<StoreConfig>&, StoreConfig&, const Setting&);
template bool assign(const OptionField<FetchConfig>&, FetchConfig&, const Setting&);
template bool assign(const OptionField<PublishConfig>&, PublishConfig&, const Setting&);
template bool assign(const OptionField<SourceConfig>&, SourceConfig&, const Setting&);
template bool assign(const OptionField<TagConfig>&, TagConfig&, const Setting&);
template bool assign(const OptionField<ListConfig>&, ListConfig&, const Setting&);

} // namespace arna
