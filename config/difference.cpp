#include "config/difference.hpp"

#include "config/check/complete.hpp"
#include "config/option/option_table.hpp"
#include "config/option/tag_test.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <unordered_map>

namespace arna {
namespace {

template <class Owner>
struct IsSame {
    const Owner& before;
    const Owner& after;

    bool operator()(const ChoiceField<Owner>& field) const { return field.get(before) == field.get(after); }
    bool operator()(const TestsField<Owner>& field) const {
        return std::ranges::equal(before.*field.member, after.*field.member, {}, tag_test_text, tag_test_text);
    }
    bool operator()(const auto& field) const { return before.*field.member == after.*field.member; }
};

template <class Owner>
struct Copy {
    const Owner& from;
    Owner& to;

    void operator()(const ChoiceField<Owner>& field) const { field.set(to, field.get(from)); }
    void operator()(const auto& field) const { to.*field.member = from.*field.member; }
};

/// The path of an address: "" or "/feeds".
std::string_view path_of(std::string_view address) {
    const auto path = address.find('/', address.find("://") + 3);
    return path == std::string_view::npos ? std::string_view{} : address.substr(path);
}

/// What this change of a key means.
template <class Owner>
Consequences consequences_of(const Option<Owner>& option, const Owner& before, const Owner& after) {
    if (!option.consequences.contains(Consequence::restart_for_path)) return option.consequences;
    const auto& field = std::get<TextField<Owner>>(option.field);
    return path_of(before.*field.member) == path_of(after.*field.member) ? Consequences{Consequence::publishing}
                                                                         : Consequences{Consequence::restart};
}

template <class Owner>
void compare(std::string_view table, const std::string& entry, const Owner& before, const Owner& after,
             std::vector<ChangedKey>& changed) {
    const auto options = options_of<Owner>();
    for (std::size_t i = 0; i < options.size(); ++i) {
        const bool is_told = before.written.test(i) || after.written.test(i);
        if (!is_told || std::visit(IsSame<Owner>{before, after}, options[i].field)) continue;
        changed.push_back({table, entry, options[i].key, consequences_of(options[i], before, after)});
    }
}

/// Sources or tags: which came, which went, and what changed in the others.
template <class Owner>
void compare_entries(std::string_view table, const std::vector<Owner>& before, const std::vector<Owner>& after,
                     std::vector<std::string>& added, std::vector<std::string>& removed,
                     std::vector<ChangedKey>& changed) {
    std::unordered_map<std::string_view, const Owner*> old;
    for (const Owner& entry : before) old.emplace(entry.name, &entry);
    for (const Owner& entry : after) {
        const auto found = old.find(entry.name);
        if (found == old.end()) {
            added.push_back(entry.name);
        } else {
            compare(table, entry.name, *found->second, entry, changed);
            old.erase(found);
        }
    }
    for (const Owner& entry : before) {
        if (old.contains(entry.name)) removed.push_back(entry.name);
    }
}

/// Lists: one key each stands for what came, went or changed.
void compare_lists(const std::vector<ListConfig>& before, const std::vector<ListConfig>& after,
                   std::vector<ChangedKey>& changed) {
    std::unordered_map<std::string_view, const ListConfig*> old;
    for (const ListConfig& list : before) old.emplace(list.name, &list);
    const auto note = [&](const ListConfig& list, std::string_view key, Consequences consequences) {
        changed.push_back({"list", list.name, key, consequences});
    };
    for (const ListConfig& list : after) {
        const auto found = old.find(list.name);
        if (found == old.end()) {
            note(list, "name", {});
            continue;
        }
        if (found->second->words != list.words) note(list, "words", {Consequence::membership});
        if (found->second->file_words != list.file_words) note(list, "file", {Consequence::membership});
        old.erase(found);
    }
    for (const ListConfig& list : before) {
        if (old.contains(list.name)) note(list, "name", {});
    }
}

} // namespace

std::string name_of(const ChangedKey& changed) {
    if (changed.entry.empty()) return fmt::format("{}.{}", changed.table, changed.key);
    return fmt::format("{} {} {}", changed.table, changed.entry, changed.key);
}

bool ConfigDifference::empty() const {
    return added_sources.empty() && removed_sources.empty() && added_tags.empty() && removed_tags.empty() &&
           keys.empty();
}

ConfigDifference difference(const Config& before, const Config& after) {
    ConfigDifference found;
    for_each_settings_table([&](std::string_view title, auto table) {
        compare(name_in(title), {}, before.*table, after.*table, found.keys);
    });
    const bool is_same_file = before.publish.security_txt == after.publish.security_txt;
    if (is_same_file && before.publish.security_text != after.publish.security_text)
        found.keys.push_back({"publish", {}, "security_txt", Consequences{Consequence::publishing}});
    compare("defaults.source", {}, before.source_defaults, after.source_defaults, found.keys);
    compare("defaults.tag", {}, before.tag_defaults, after.tag_defaults, found.keys);
    compare_entries("source", before.sources, after.sources, found.added_sources, found.removed_sources, found.keys);
    compare_entries("tag", before.tags, after.tags, found.added_tags, found.removed_tags, found.keys);
    compare_lists(before.lists, after.lists, found.keys);
    return found;
}

void keep_until_restart(Config& next, const Config& running) {
    for_each_settings_table([&]<class Owner>(std::string_view, Owner Config::* table) {
        Owner& to = next.*table;
        const Owner& from = running.*table;
        const auto options = options_of<Owner>();
        for (std::size_t i = 0; i < options.size(); ++i) {
            if (!consequences_of(options[i], from, to).contains(Consequence::restart)) continue;
            std::visit(Copy<Owner>{from, to}, options[i].field);
            to.written.copy(i, from.written);
        }
    });
    DaemonConfig& daemon = next.daemon;
    if (!is_written(daemon, "base_url")) daemon.base_url.clear();
    if (!is_written(daemon, "authority")) daemon.authority.clear();
    if (!is_written(daemon, "title")) daemon.title.clear();
    complete_daemon(daemon, {}, {}); // `state` is the running one
}

} // namespace arna
