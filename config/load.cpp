#include "config/load.hpp"

#include "config/check/complete.hpp"
#include "config/check/cross_checks.hpp"
#include "config/check/page_rule_checks.hpp"
#include "config/check/rule_checks.hpp"
#include "config/file/config_files.hpp"
#include "config/file/environment_tables.hpp"
#include "config/file/toml_document.hpp"
#include "config/option/option_reader.hpp"
#include "config/option/option_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// What may stand at the top of a document.
std::vector<std::string_view> table_names() {
    std::vector<std::string_view> names;
    for_each_settings_table([&](std::string_view title, auto) { names.push_back(name_in(title)); });
    for (const std::string_view name : {"defaults", "source", "tag", "list"}) names.push_back(name);
    return names;
}

bool is_table(const TomlValue& value) {
    if (const auto* list = value.get_if<TomlList>()) return !list->empty() && is_table(list->front());
    return value.get_if<TomlTable>() != nullptr;
}

/// Whether a name is that of [[tables]] that add up.
bool is_entry(std::string_view name) { return name == "source" || name == "tag" || name == "list"; }

/// Reads everything in the order in which the later wins: first what stands once, from all files and the environment,
/// then the sources and tags, for which the defaults must be known.
class Loader {
public:
    explicit Loader(const LoadRequest& request) : request_(request) {}

    std::expected<LoadedConfig, std::vector<Diagnostic>> load() {
        read_files();
        read_environment();
        for (const TomlTable& table : tables_) read_settings(table);
        for (const TomlTable& table : tables_) read_entries(table);
        complete_config(config_, request_.environment, directories_, findings_);
        const bool has_file = !request_.file.empty(); // the environment alone asks for no store
        if (has_file && config_.daemon.state.empty() && !request_.may_lack_state)
            findings_.error({}, "no state directory; set daemon.state, $STATE_DIRECTORY or $HOME");
        check_across(config_, findings_);
        check_secrets(config_, context_);
        check_page_rules(config_, texts_, findings_);
        auto rules = compile_rules(config_, texts_, findings_);
        const bool has_failed = findings_.has_errors();
        auto diagnostics = findings_.take();
        if (has_failed) return std::unexpected(std::move(diagnostics));
        return LoadedConfig{std::move(config_), std::move(rules), std::move(diagnostics)};
    }

private:
    /// Notes a file, or what stands for one, and gives its number.
    std::uint32_t add_file(std::string name, std::filesystem::path directory) {
        config_.files.push_back(std::move(name));
        directories_.push_back(std::move(directory));
        texts_.emplace_back();
        return static_cast<std::uint32_t>(config_.files.size() - 1);
    }

    void read_files() {
        if (request_.file.empty()) {
            add_file("environment", {});
            return;
        }
        auto files = config_files(request_.file);
        if (!files) {
            findings_.error({.file = add_file(request_.file.string(), {})}, files.error().message);
            return;
        }
        for (const auto& draft : request_.drafts) files->push_back(draft.path);
        std::sort(files->begin() + 1, files->end());
        for (const auto& path : *files) {
            const auto file = add_file(path.string(), std::filesystem::absolute(path).parent_path());
            const auto draft = std::ranges::find(request_.drafts, path, &DraftFile::path);
            texts_[file] = draft == request_.drafts.end() ? read_text(path, file) : draft->text;
            auto table = parse_toml(texts_[file], file);
            if (table)
                tables_.push_back(std::move(*table));
            else
                findings_.error(table.error().place, std::move(table.error().message));
        }
    }

    std::string read_text(const std::filesystem::path& path, std::uint32_t file) {
        std::error_code error;
        if (path != default_config_file || std::filesystem::exists(path, error) || error)
            return read_config_file(path, file, findings_);
        findings_.error({.file = file},
                        "does not exist; name a file with -c, or have 'arna init URL' print one to begin with");
        return {};
    }

    void read_environment() {
        const auto first = static_cast<std::uint32_t>(config_.files.size());
        EnvironmentTables found = environment_tables(request_.environment, first);
        for (EnvironmentSetting& setting : found.settings) {
            add_file(std::move(setting.variable), std::filesystem::current_path());
            tables_.push_back(std::move(setting.table));
        }
        for (auto& [variable, message] : found.unknown) {
            findings_.warning({.file = add_file(variable, {})}, std::move(message));
        }
    }

    /// The table under a key; nothing, after a complaint, where it is something else.
    const TomlTable* table_of(const TomlMember& member) {
        const auto* table = member.value.get_if<TomlTable>();
        if (table == nullptr) {
            findings_.error(member.place, fmt::format("'{}' is {}; write [{}] and its keys below", member.key,
                                                      kind_of(member.value), member.key));
        }
        return table;
    }

    void read_settings(const TomlTable& document) {
        for (const TomlMember& member : document) {
            if (is_entry(member.key)) continue;
            bool is_known = member.key == "defaults";
            if (is_known) {
                if (const TomlTable* table = table_of(member)) read_defaults(*table);
            }
            for_each_settings_table([&](std::string_view title, auto owner) {
                if (member.key != name_in(title)) return;
                is_known = true;
                if (const TomlTable* table = table_of(member)) read_options(*table, {title}, config_.*owner, context_);
            });
            if (!is_known) findings_.error(member.place, unknown_table(member));
        }
    }

    void read_defaults(const TomlTable& defaults) {
        for (const TomlMember& member : defaults) {
            const bool is_source = member.key == "source";
            if (!is_source && member.key != "tag") {
                findings_.error(member.place,
                                fmt::format("unknown key '{}' in [defaults]; there are [defaults.source] and "
                                            "[defaults.tag]",
                                            escaped(member.key)));
            } else if (const TomlTable* table = table_of(member)) {
                if (is_source)
                    read_options(*table, {"[[source]]", true}, config_.source_defaults, context_);
                else
                    read_options(*table, {"[[tag]]", true}, config_.tag_defaults, context_);
            }
        }
    }

    /// 'listen = …' is a key out of place rather than a slip for 'list', [[sources]] a slip rather than the key of a
    /// tag.
    std::string unknown_table(const TomlMember& member) {
        const std::string_view key = member.key;
        const auto meant = findings_.did_you_mean(key, table_names());
        if (!meant.empty() && is_table(member.value)) return fmt::format("unknown key '{}'{}", escaped(key), meant);
        for (const OptionRow& row : option_rows()) {
            if (row.key == key)
                return fmt::format("unknown key '{}' outside of a table; it belongs to {}", key, row.table);
        }
        if (!meant.empty()) return fmt::format("unknown key '{}'{}", escaped(key), meant);
        return fmt::format("unknown key '{}'; there is no such table, remove it", escaped(key));
    }

    void read_entries(const TomlTable& document) {
        for (const TomlMember& member : document) {
            if (!is_entry(member.key)) continue;
            const auto* list = member.value.get_if<TomlList>();
            if (list == nullptr) {
                findings_.error(member.place, fmt::format("'{}' is {}; write [[{}]], in double brackets", member.key,
                                                          kind_of(member.value), member.key));
                continue;
            }
            if (member.key == "source") config_.sources.reserve(config_.sources.size() + list->size());
            if (member.key == "tag") config_.tags.reserve(config_.tags.size() + list->size());
            for (const TomlValue& element : *list) {
                const auto* table = element.get_if<TomlTable>();
                if (table == nullptr) {
                    findings_.error(element.place, fmt::format("'{}' has {} in it; write [[{}]] and its keys below",
                                                               member.key, kind_of(element), member.key));
                } else if (member.key == "source") {
                    read_source(*table, element.place);
                } else if (member.key == "tag") {
                    read_tag(*table, element.place);
                } else {
                    read_list(*table, element.place);
                }
            }
        }
    }

    void read_source(const TomlTable& table, Place place) {
        SourceConfig source = config_.source_defaults;
        source.place = place;
        source.name_place = place_of(table, "name", place);
        source.url_place = place_of(table, "url", place_of(table, "page", place_of(table, "json", place)));
        read_options(table, {"[[source]]"}, source, context_);
        config_.sources.push_back(std::move(source));
    }

    void read_tag(const TomlTable& table, Place place) {
        TagConfig tag = config_.tag_defaults;
        tag.place = place;
        tag.name_place = place_of(table, "name", place);
        tag.slug_place = place_of(table, "slug", tag.name_place);
        const auto match = std::ranges::find(table, "match", &TomlMember::key);
        if (match != table.end() && match->value.get_if<std::string>() != nullptr) tag.match_place = match->value.place;
        read_options(table, {"[[tag]]"}, tag, context_);
        config_.tags.push_back(std::move(tag));
    }

    void read_list(const TomlTable& table, Place place) {
        ListConfig list{
            .place = place, .name_place = place_of(table, "name", place), .file_place = place_of(table, "file", place)};
        read_options(table, {"[[list]]"}, list, context_);
        config_.lists.push_back(std::move(list));
    }

    const LoadRequest& request_;
    Config config_;
    std::vector<std::filesystem::path> directories_; ///< of config_.files
    std::vector<std::string> texts_;                 ///< likewise
    std::vector<TomlTable> tables_;                  ///< documents that could be read, then settings of the environment
    Findings findings_{config_.files};
    ReadContext context_{findings_, request_.environment, directories_, request_.may_lack_secrets};
};

} // namespace

std::expected<LoadedConfig, std::vector<Diagnostic>> load_config(const LoadRequest& request) {
    return Loader(request).load();
}

std::vector<TagRule> tag_rules(const Config& config) {
    std::vector<std::string> unpublished;
    for (const SourceConfig& source : config.sources) {
        if (!source.publish.value_or(true)) unpublished.push_back(source.name);
    }
    std::vector<TagRule> rules;
    rules.reserve(config.tags.size());
    for (const TagConfig& tag : config.tags) {
        rules.push_back({.name = tag.name,
                         .match = tag.match,
                         .aliases = tag.aliases,
                         .sources = tag.sources,
                         .loose = tag.loose,
                         .excluded_sources = tag.sources.empty() ? unpublished : std::vector<std::string>{}});
    }
    return rules;
}

PageRules page_rules(const SourceConfig& source) {
    PageRules rules;
    if (source.items) rules.items = source.items->rules;
    if (source.article.table) rules.article = source.article.table->rules;
    return rules;
}

TermLists term_lists(const Config& config) {
    std::vector<TermList> lists;
    lists.reserve(config.lists.size());
    for (const ListConfig& list : config.lists) {
        lists.push_back({.name = list.name, .terms = list.words});
        lists.back().terms.insert(lists.back().terms.end(), list.file_words.begin(), list.file_words.end());
    }
    return TermLists(std::move(lists));
}

} // namespace arna
