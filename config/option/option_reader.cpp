#include "config/option/option_reader.hpp"

#include "config/file/secret_file.hpp"
#include "config/option/option_table.hpp"
#include "config/option/option_text.hpp"
#include "config/option/secret.hpp"
#include "config/option/setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace arna {
namespace {

/// Whether a value that was taken holds something that others must not read.
bool holds_secret(const TomlValue& value, Secrecy secrecy) {
    if (secrecy == Secrecy::none) return false;
    if (const auto* text = value.get_if<std::string>())
        return secrecy == Secrecy::address ? has_credentials(*text) || has_token(*text) : !text->empty();
    const auto* headers = value.get_if<TomlTable>();
    return headers != nullptr &&
           std::ranges::any_of(*headers, [](const TomlMember& h) { return is_secret_header(h.key); });
}

/// What the file holds that a `*_file` key names; nothing after a complaint.
std::optional<TomlValue> value_from_file(const std::string& key, const TomlValue& name, ReadContext& context) {
    const Setting setting(key, name, Secrecy::none, context);
    const auto* text = setting.text("the path of a file");
    if (text == nullptr) return std::nullopt;
    const auto file = find_secret(*text, context.directories[name.place.file], context.environment);
    auto secret = read_secret(file);
    const bool may_be_credential = secret || (context.may_lack_secrets && std::filesystem::path(*text).is_relative() &&
                                              secret.error().code == Errc::not_found);
    if (!secret && may_be_credential) {
        context.findings.warning(name.place,
                                 fmt::format("'{}' names {}, which is not there; the service gets it if its "
                                             "unit has LoadCredential={}:…",
                                             key, file.string(), *text));
        return std::nullopt;
    }
    if (!secret) {
        setting.complain(fmt::format("names {}, which {}", file.string(), secret.error().message));
        return std::nullopt;
    }
    context.secret_files.emplace(file.string(), name.place);
    return TomlValue{.data = std::move(*secret), .place = name.place};
}

/// What to say of a key that is none.
template <class Owner>
std::string unknown_key(std::string_view key, TableTitle title, Findings& findings) {
    const auto options = options_of<Owner>();
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
        if (option.is_secret()) keys.push_back(twins.emplace_back(fmt::format("{}_file", option.key)));
    }
    if (const auto meant = findings.did_you_mean(key, keys); !meant.empty())
        return fmt::format("unknown key '{}'{}", escaped(key), meant);
    for (const OptionRow& row : option_rows()) {
        if (row.key == key) return fmt::format("unknown key '{}' in {}; it belongs to {}", key, title.text, row.table);
    }
    return fmt::format("unknown key '{}' in {}; no key is like it, remove it", escaped(key), title.text);
}

template <class Owner>
class TableReader {
public:
    TableReader(TableTitle title, Owner& owner, ReadContext& context)
        : title_(title), owner_(owner), context_(context) {}

    void read(const TomlTable& table, const std::string& prefix = {}) {
        for (const TomlMember& member : table) read_member(prefix + member.key, member);
    }

private:
    void read_member(const std::string& key, const TomlMember& member) {
        if (const auto* option = find(key)) {
            if (set(*option, key, member.value, member.place) && holds_secret(member.value, option->secrecy))
                context_.secrets.push_back(member.place);
            return;
        }
        if (const auto* option = find_twin(key)) {
            note_written(*option, member.place); // a file that cannot be read is one finding, no value a second
            if (const auto value = value_from_file(key, member.value, context_))
                (void)set(*option, key, *value, member.place);
            return;
        }
        const auto is_within = [&](const Option<Owner>& option) { return option.key.starts_with(key + '.'); };
        if (std::ranges::any_of(options_, is_within)) { // log = { level = … }
            if (const auto* table = member.value.template get_if<TomlTable>()) return read(*table, key + '.');
            Setting(key, member.value, Secrecy::none, context_).wrong_type("a table");
            return;
        }
        if (const auto* renamed = find_renamed(key)) return read_renamed(*renamed, member);
        context_.findings.error(member.place, unknown_key<Owner>(key, title_, context_.findings));
    }

    const RenamedKey* find_renamed(std::string_view key) const {
        const auto is_it = [&](const RenamedKey& row) { return row.table == title_.text && row.old_key == key; };
        const auto found = std::ranges::find_if(context_.renamed, is_it);
        return found == context_.renamed.end() ? nullptr : &*found;
    }

    void read_renamed(const RenamedKey& row, const TomlMember& member) {
        const auto text = renamed_text(row, context_.release);
        if (row.since != context_.release) return context_.findings.error(member.place, text);
        context_.findings.warning(member.place, text);
        read_member(std::string(row.new_key), member);
    }

    /// Whether the value could be taken.
    bool set(const Option<Owner>& option, const std::string& key, const TomlValue& value, Place place) {
        note_written(option, place);
        if (!assign(option.field, owner_, Setting(key, value, option.secrecy, context_))) return false;
        if (option.is_future && value_text(option, owner_) != value_text(option, Owner{}))
            context_.findings.warning(place, fmt::format("'{}' has no effect in this version", key));
        return true;
    }

    void note_written(const Option<Owner>& option, Place place) {
        owner_.written.set(static_cast<std::size_t>(&option - options_.data()), place);
    }

    const Option<Owner>* find(std::string_view key) const {
        const auto found = std::ranges::find(options_, key, &Option<Owner>::key);
        return found == options_.end() || (title_.is_defaults && found->is_individual) ? nullptr : &*found;
    }

    const Option<Owner>* find_twin(std::string_view key) const {
        if (!key.ends_with("_file")) return nullptr;
        const auto* option = find(key.substr(0, key.size() - 5));
        return option != nullptr && option->is_secret() ? option : nullptr;
    }

    TableTitle title_;
    std::span<const Option<Owner>> options_ = options_of<Owner>();
    Owner& owner_;
    ReadContext& context_;
};

} // namespace

template <class Owner>
void read_options(const TomlTable& table, TableTitle title, Owner& owner, ReadContext& context) {
    TableReader<Owner>(title, owner, context).read(table);
}

template void read_options(const TomlTable&, TableTitle, DaemonConfig&, ReadContext&);
template void read_options(const TomlTable&, TableTitle, StoreConfig&, ReadContext&);
template void read_options(const TomlTable&, TableTitle, FetchConfig&, ReadContext&);
template void read_options(const TomlTable&, TableTitle, PublishConfig&, ReadContext&);
template void read_options(const TomlTable&, TableTitle, SourceConfig&, ReadContext&);
template void read_options(const TomlTable&, TableTitle, TagConfig&, ReadContext&);
template void read_options(const TomlTable&, TableTitle, ListConfig&, ReadContext&);

Place place_of(const TomlTable& table, std::string_view key, Place otherwise) {
    const auto found = std::ranges::find(table, key, &TomlMember::key);
    return found == table.end() ? otherwise : found->place;
}

} // namespace arna
