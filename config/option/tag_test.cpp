#include "config/option/tag_test.hpp"

#include "config/option/match_fields.hpp"
#include "config/option/option_text.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace arna {
namespace {

/// A value as a match item takes it; nothing for a number and the like.
std::optional<FieldValue> field_value(const TomlValue& value) {
    if (const auto* flag = value.get_if<bool>()) return *flag;
    if (const auto* text = value.get_if<std::string>()) return *text;
    if (const auto* date = value.get_if<TomlDate>()) return date->text;
    const auto* list = value.get_if<TomlList>();
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> texts;
    for (const TomlValue& element : *list) {
        const auto* text = element.get_if<std::string>();
        if (text == nullptr) return std::nullopt;
        texts.push_back(*text);
    }
    return texts;
}

template <class... Functions>
struct overloaded : Functions... {
    using Functions::operator()...;
};

class TestReader {
public:
    TestReader(Place place, Findings& findings) : findings_(findings) { test_.place = place; }

    std::optional<TagTest> read(const TomlTable& table) {
        for (const TomlMember& member : table) {
            if (member.key == "expect")
                read_expectation(member.value);
            else
                read_field(member);
        }
        if (!has_expectation_) complain(test_.place, "a test without 'expect'; add expect = \"in\" or \"out\"");
        return is_fine_ ? std::optional(std::move(test_)) : std::nullopt;
    }

private:
    void complain(Place place, std::string message) {
        findings_.error(place, std::move(message));
        is_fine_ = false;
    }

    void read_expectation(const TomlValue& value) {
        has_expectation_ = true;
        const auto* text = value.get_if<std::string>();
        test_.is_in = text != nullptr && *text == "in";
        if (text == nullptr || (*text != "in" && *text != "out")) {
            complain(value.place, "'expect' is something else; write \"in\" or \"out\"");
        }
    }

    void read_field(const TomlMember& member) {
        if (std::ranges::find(match_fields(), member.key, &MatchField::name) == match_fields().end()) {
            std::vector<std::string_view> known{"expect"};
            for (const MatchField& field : match_fields()) known.push_back(field.name);
            const auto meant = findings_.did_you_mean(member.key, known);
            return complain(member.place,
                            fmt::format("unknown key '{}' in [[tag.test]]{}", escaped(member.key),
                                        meant.empty() ? "; an item has no such field, remove it" : meant));
        }
        const auto value = field_value(member.value);
        if (!value) {
            return complain(member.value.place, fmt::format("'{}' is {}; write a string, or a list of strings",
                                                            member.key, kind_of(member.value)));
        }
        if (const auto set = set_match_field(test_.item, member.key, *value); !set) {
            complain(member.value.place,
                     fmt::format("'{}' is {}, but {}", member.key, kind_of(member.value), set.error().message));
        }
    }

    Findings& findings_;
    TagTest test_;
    bool has_expectation_ = false;
    bool is_fine_ = true;
};

/// Why an item is in a tag: "title has "Референдумға" (референдум)".
std::string reason_of(const RuleMatch& match) {
    std::string reason;
    for (const Evidence& found : match.because) {
        fmt::format_to(std::back_inserter(reason), "{}{} has {} ({})", reason.empty() ? "" : ", ", found.field,
                       in_quotes(found.found), found.term);
    }
    return reason.empty() ? "nothing that it excludes is there" : reason;
}

/// What is wrong with a test, or nothing.
std::string failure_of(const TagConfig& tag, const TagTest& test, const std::vector<RuleMatch>& matches,
                       std::size_t rule) {
    const auto found = std::ranges::find(matches, rule, &RuleMatch::rule);
    const bool is_in = found != matches.end();
    if (is_in == test.is_in) return {};
    const std::string item = in_quotes(!test.item.title.empty() ? test.item.title : test.item.summary);
    if (!is_in)
        return fmt::format("test fails: {} is not in {}; change the rule, or expect \"out\"", item,
                           in_quotes(tag.name));
    return fmt::format("test fails: {} is in {}, for {}; change the rule, or expect \"in\"", item, in_quotes(tag.name),
                       reason_of(*found));
}

} // namespace

std::optional<TagTest> read_tag_test(const TomlTable& table, Place place, Findings& findings) {
    return TestReader(place, findings).read(table);
}

std::string tag_test_text(const TagTest& test) {
    std::string text;
    const auto line = [&](std::string_view key, std::string_view value) {
        fmt::format_to(std::back_inserter(text), "{} = {}\n", key, value);
    };
    const auto write = overloaded{
        [&](std::string_view key, const std::string& value) {
            if (!value.empty()) line(key, toml_string(value));
        },
        [&](std::string_view key, const std::vector<std::string>& values) {
            if (!values.empty()) line(key, toml_list(values));
        },
        [&](std::string_view key, const std::optional<Time>& time) {
            if (time) line(key, toml_string(format_rfc3339(*time)));
        },
        [&](std::string_view key, bool is_there) {
            if (is_there) line(key, "true");
        },
    };
    for (const MatchField& field : match_fields())
        std::visit([&](auto member) { write(field.name, test.item.*member); }, field.member);
    line("expect", test.is_in ? "\"in\"" : "\"out\"");
    return text;
}

std::vector<Diagnostic> run_tag_tests(const LoadedConfig& loaded, Time now) {
    Findings failures(loaded.config.files);
    for (std::size_t rule = 0; rule < loaded.config.tags.size(); ++rule) {
        const TagConfig& tag = loaded.config.tags[rule];
        for (const TagTest& test : tag.tests) {
            MatchItem item = test.item;
            if (item.source.empty() && !tag.sources.empty()) item.source = tag.sources.front();
            complete_match_item(item, now);
            auto failure = failure_of(tag, test, loaded.rules->match(item), rule);
            if (!failure.empty()) failures.error(test.place, std::move(failure));
        }
    }
    return failures.take();
}

} // namespace arna
