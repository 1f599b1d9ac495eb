#include "config/option/option_reader.hpp"

#include "config/check/value_checks.hpp"
#include "config/file/secret_file.hpp"
#include "config/option/header_lines.hpp"
#include "config/option/option_table.hpp"
#include "config/option/option_text.hpp"
#include "config/option/quantity.hpp"
#include "config/option/secret.hpp"
#include "config/option/suggest.hpp"
#include "config/option/tag_test.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

/// One value on its way to its member.
struct Setting {
    std::string key; ///< as it was written: "password_file"
    const TomlValue& value;
    bool is_secret;
    ReadContext& context;

    void complain(std::string_view what) const {
        context.findings.error(value.place, fmt::format("'{}' {}", key, what));
    }

    /// "'timeout' is a whole number; write a duration, like "30s"".
    void wrong_type(std::string_view wanted) const { complain(fmt::format("is {}; write {}", kind_of(value), wanted)); }

    /// The string, or nothing after a complaint.
    [[nodiscard]] const std::string* text(std::string_view wanted) const {
        const auto* text = value.get_if<std::string>();
        if (text == nullptr) wrong_type(wanted);
        return text;
    }

    /// Whether a string passes a check; a complaint if not. What is secret is not quoted.
    [[nodiscard]] bool passes(ValueCheck check, const std::string& given, std::string_view verb = "is") const {
        const std::string complaint = check != nullptr ? check(given) : "";
        if (complaint.empty()) return true;
        if (is_secret)
            complain(fmt::format("{} {}", verb, complaint));
        else
            complain(fmt::format("{} {}, {}", verb, in_quotes(given), complaint));
        return false;
    }
};

template <class Owner>
void assign(const TextField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a string");
    if (text != nullptr && setting.passes(field.check, *text)) owner.*field.member = *text;
}

template <class Owner>
void assign(const PathField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a path");
    if (text == nullptr) return;
    const auto& directory = setting.context.directories[setting.value.place.file];
    owner.*field.member = text->empty() ? "" : (directory / *text).lexically_normal().string();
}

template <class Owner>
void assign(const TextsField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* list = setting.value.get_if<TomlList>();
    if (list == nullptr) return setting.wrong_type("a list of strings, like [\"a\", \"b\"]");
    std::vector<std::string> texts;
    bool is_fine = true;
    for (const TomlValue& element : *list) {
        const Setting one{setting.key, element, setting.is_secret, setting.context};
        const auto* text = element.get_if<std::string>();
        if (text == nullptr) one.complain(fmt::format("has {} in its list; write strings", kind_of(element)));
        if (text == nullptr || !one.passes(field.check, *text, "has"))
            is_fine = false;
        else
            texts.push_back(*text);
    }
    if (is_fine) owner.*field.member = std::move(texts);
}

template <class Owner>
void assign(const FlagField<Owner>& field, Owner& owner, const Setting& setting) {
    if (const auto* flag = setting.value.get_if<bool>())
        owner.*field.member = *flag;
    else
        setting.wrong_type("true or false");
}

template <class Owner>
void assign(const OpenFlagField<Owner>& field, Owner& owner, const Setting& setting) {
    if (const auto* flag = setting.value.get_if<bool>())
        owner.*field.member = *flag;
    else
        setting.wrong_type("true or false");
}

template <class Owner>
void assign(const NumberField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* number = setting.value.get_if<std::int64_t>();
    if (number == nullptr) return setting.wrong_type(fmt::format("a number, {} to {}", field.least, field.most));
    if (*number < field.least || *number > field.most) {
        return setting.complain(fmt::format("is {}; write {} to {}", *number, field.least, field.most));
    }
    owner.*field.member = *number;
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
void assign(const SizeField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a size, like \"10MiB\"");
    if (text == nullptr) return;
    const std::string range = fmt::format("\"{}\" to \"{}\"", format_size(field.least), format_size(field.most));
    const auto size = bounded(parse_size(*text), field.least, field.most, *text, range, setting);
    if (size) owner.*field.member = *size;
}

std::string range_of(std::chrono::milliseconds least, std::chrono::milliseconds most) {
    return fmt::format("\"{}\" to \"{}\"", format_duration(least), format_duration(most));
}

template <class Owner>
void assign(const DurationField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text("a duration, like \"30s\"");
    if (text == nullptr) return;
    const std::string range = range_of(field.least, field.most);
    const auto duration = bounded(parse_duration(*text), field.least, field.most, *text, range, setting);
    if (duration) owner.*field.member = *duration;
}

template <class Owner>
void assign(const OpenDurationField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* text = setting.text(fmt::format("a duration, like \"7d\", or \"{}\"", field.word));
    if (text == nullptr) return;
    if (*text == field.word) return void(owner.*field.member = std::nullopt);
    const std::string range = fmt::format("{}, or \"{}\"", range_of(field.least, field.most), field.word);
    const auto duration = bounded(parse_duration(*text), field.least, field.most, *text, range, setting);
    if (duration) owner.*field.member = *duration;
}

template <class Owner>
void assign(const ChoiceField<Owner>& field, Owner& owner, const Setting& setting) {
    std::string words;
    for (const auto word : field.words) {
        fmt::format_to(std::back_inserter(words), "{}\"{}\"",
                       words.empty()                ? ""
                       : word == field.words.back() ? " or "
                                                    : ", ",
                       word);
    }
    const auto* text = setting.text(words);
    if (text == nullptr) return;
    const auto found = std::ranges::find(field.words, *text);
    if (found == field.words.end()) return setting.complain(fmt::format("is {}; write {}", in_quotes(*text), words));
    field.set(owner, static_cast<std::size_t>(found - field.words.begin()));
}

template <class Owner>
void assign(const HeadersField<Owner>& field, Owner& owner, const Setting& setting) {
    std::vector<TomlMember> lines; // of a `headers_file`, which arrives as one string
    const TomlTable* table = setting.value.get_if<TomlTable>();
    if (const auto* text = setting.value.get_if<std::string>(); text != nullptr && setting.key.ends_with("_file")) {
        auto parsed = parse_header_lines(*text, setting.value.place);
        if (!parsed) return setting.complain(parsed.error().message);
        lines = std::move(*parsed);
        table = &lines;
    }
    if (table == nullptr) return setting.wrong_type("a table, like { \"Accept-Language\" = \"kk\" }");
    for (const TomlMember& header : *table) {
        const Setting one{setting.key, header.value, true, setting.context};
        const std::string complaint = value_checks::header_name(header.key);
        const auto* value = header.value.get_if<std::string>();
        if (!complaint.empty()) {
            setting.context.findings.error(
                header.place, fmt::format("'{}' has {}, {}", setting.key, in_quotes(header.key), complaint));
        } else if (value == nullptr) {
            one.complain(fmt::format("has {} for {}; write a string", kind_of(header.value), header.key));
        } else if (one.passes(value_checks::header_value, *value, "has")) {
            set_header(owner.*field.member, header.key, *value);
        }
    }
}

template <class Owner>
void assign(const TestsField<Owner>& field, Owner& owner, const Setting& setting) {
    const auto* list = setting.value.get_if<TomlList>();
    if (list == nullptr) return setting.wrong_type("[[tag.test]] tables");
    for (const TomlValue& element : *list) {
        const auto* table = element.get_if<TomlTable>();
        if (table == nullptr)
            setting.wrong_type("[[tag.test]] tables");
        else if (auto test = read_tag_test(*table, element.place, setting.context.findings)) {
            (owner.*field.member).push_back(std::move(*test));
        }
    }
}

/// Whether a value that stands in the configuration itself must not be read by others.
bool holds_secret(const TomlValue& value) {
    if (const auto* text = value.get_if<std::string>()) {
        const bool is_url = text->find("://") != std::string::npos;
        return is_url ? has_credentials(*text) || has_token(*text) : !text->empty();
    }
    const auto* headers = value.get_if<TomlTable>();
    return headers != nullptr &&
           std::ranges::any_of(*headers, [](const TomlMember& h) { return is_secret_header(h.key); });
}

/// What the file holds that a `*_file` key names; nothing after a complaint.
std::optional<TomlValue> value_from_file(const std::string& key, const TomlValue& name, ReadContext& context) {
    const Setting setting{key, name, false, context};
    const auto* text = setting.text("the path of a file");
    if (text == nullptr) return std::nullopt;
    const auto file = find_secret(*text, context.directories[name.place.file], context.environment);
    auto secret = read_secret(file);
    if (!secret) {
        setting.complain(fmt::format("names {}, which {}", file.string(), secret.error().message));
        return std::nullopt;
    }
    context.secret_files.emplace(file.string(), name.place);
    return TomlValue{.data = std::move(*secret), .place = name.place};
}

template <class Owner>
void set_option(const Option<Owner>& option, const std::string& key, const TomlValue& value, Owner& owner,
                ReadContext& context) {
    const Setting setting{key, value, option.is_secret, context};
    std::visit([&](const auto& field) { assign(field, owner, setting); }, option.field);
}

/// What to say of a key that is none.
template <class Owner>
std::string unknown_key(std::string_view key, TableTitle title, std::span<const Option<Owner>> options) {
    const auto is_own = [&](const Option<Owner>& option) { return option.is_individual && option.key == key; };
    if (title.is_defaults && std::ranges::any_of(options, is_own)) {
        return fmt::format("'{}' is no default; write it in each {}", key, title.text);
    }
    std::vector<std::string_view> keys;
    std::vector<std::string> twins;
    twins.reserve(options.size());
    for (const Option<Owner>& option : options) {
        if (title.is_defaults && option.is_individual) continue;
        keys.push_back(option.key);
        if (option.is_secret) keys.push_back(twins.emplace_back(fmt::format("{}_file", option.key)));
    }
    if (const auto meant = did_you_mean(key, keys); !meant.empty())
        return fmt::format("unknown key '{}'{}", key, meant);
    for (const OptionRow& row : option_rows()) {
        if (row.key == key) return fmt::format("unknown key '{}' in {}; it belongs to {}", key, title.text, row.table);
    }
    return fmt::format("unknown key '{}' in {}; no key is like it, remove it", key, title.text);
}

template <class Owner>
class TableReader {
public:
    TableReader(TableTitle title, std::span<const Option<Owner>> options, Owner& owner, ReadContext& context)
        : title_(title), options_(options), owner_(owner), context_(context) {}

    void read(const TomlTable& table, const std::string& prefix = {}) {
        for (const TomlMember& member : table) read_member(prefix + member.key, member);
    }

private:
    void read_member(const std::string& key, const TomlMember& member) {
        if (const auto* option = find(key)) {
            if (option->is_secret && holds_secret(member.value)) context_.secrets.push_back(member.place);
            return set_option(*option, key, member.value, owner_, context_);
        }
        if (const auto* option = find_twin(key)) {
            if (const auto value = value_from_file(key, member.value, context_)) {
                set_option(*option, key, *value, owner_, context_);
            }
            return;
        }
        const auto is_within = [&](const Option<Owner>& option) { return option.key.starts_with(key + '.'); };
        if (std::ranges::any_of(options_, is_within)) { // log = { level = … }
            if (const auto* table = member.value.template get_if<TomlTable>()) return read(*table, key + '.');
            return Setting{key, member.value, false, context_}.wrong_type("a table");
        }
        context_.findings.error(member.place, unknown_key(key, title_, options_));
    }

    const Option<Owner>* find(std::string_view key) const {
        const auto found = std::ranges::find(options_, key, &Option<Owner>::key);
        return found == options_.end() || (title_.is_defaults && found->is_individual) ? nullptr : &*found;
    }

    const Option<Owner>* find_twin(std::string_view key) const {
        if (!key.ends_with("_file")) return nullptr;
        const auto* option = find(key.substr(0, key.size() - 5));
        return option != nullptr && option->is_secret ? option : nullptr;
    }

    TableTitle title_;
    std::span<const Option<Owner>> options_;
    Owner& owner_;
    ReadContext& context_;
};

} // namespace

template <class Owner>
void read_options(const TomlTable& table, TableTitle title, std::span<const Option<Owner>> options, Owner& owner,
                  ReadContext& context) {
    TableReader<Owner>(title, options, owner, context).read(table);
}

template void read_options(const TomlTable&, TableTitle, std::span<const Option<DaemonConfig>>, DaemonConfig&,
                           ReadContext&);
template void read_options(const TomlTable&, TableTitle, std::span<const Option<StoreConfig>>, StoreConfig&,
                           ReadContext&);
template void read_options(const TomlTable&, TableTitle, std::span<const Option<FetchConfig>>, FetchConfig&,
                           ReadContext&);
template void read_options(const TomlTable&, TableTitle, std::span<const Option<PublishConfig>>, PublishConfig&,
                           ReadContext&);
template void read_options(const TomlTable&, TableTitle, std::span<const Option<SourceConfig>>, SourceConfig&,
                           ReadContext&);
template void read_options(const TomlTable&, TableTitle, std::span<const Option<TagConfig>>, TagConfig&, ReadContext&);

Place place_of(const TomlTable& table, std::string_view key, Place otherwise) {
    const auto found = std::ranges::find(table, key, &TomlMember::key);
    return found == table.end() ? otherwise : found->place;
}

} // namespace arna
