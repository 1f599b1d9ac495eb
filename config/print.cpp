#include "config/print.hpp"

#include "config/check/complete.hpp"
#include "config/option/option_table.hpp"
#include "config/option/option_text.hpp"
#include "config/option/rule_table.hpp"
#include "config/option/tag_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

bool says_nothing(std::string_view value) { return value.empty() || value == "\"\"" || value == "[]" || value == "{}"; }

/// Also of a secret in a file that whoever prints does not see, for only the service gets it.
template <class Owner>
std::string shown_value(const Option<Owner>& option, const Owner& owner, const Place* written) {
    auto value = value_text(option, owner);
    const bool is_elsewhere = option.secrecy == Secrecy::whole && written != nullptr && value == "\"\"";
    return is_elsewhere ? "\"***\"" : value;
}

class Printer {
public:
    /// With `files`, those of Config::files, a line says where its value comes from.
    explicit Printer(const std::vector<std::string>* files) : files_(files) {}

    /// A table whose keys are all shown.
    template <class Owner>
    void whole(std::string_view title, const Owner& owner, const Owner& defaults) {
        begin(title);
        const auto options = options_of<Owner>();
        for (std::size_t i = 0; i < options.size(); ++i)
            line(options[i].key, value_text(options[i], owner), value_text(options[i], defaults),
                 owner.written.place(i));
    }

    /// A [[table]]: what has no constant default is shown where it says something, the rest where it is not the
    /// default, or would not be that of the table (`base`) without it.
    template <class Owner>
    void entry(std::string_view title, const Owner& owner, const Owner& base = {}) {
        begin(title);
        const auto options = options_of<Owner>();
        for (std::size_t i = 0; i < options.size(); ++i) {
            const std::string value = shown_value(options[i], owner, owner.written.place(i));
            const std::string usual = value_text(options[i], Owner{});
            if (value == usual && value == value_text(options[i], base)) continue;
            line(options[i].key, value, options[i].fallback.empty() ? usual : value, owner.written.place(i));
        }
    }

    void test(const TagTest& test) {
        begin("[[tag.test]]");
        text_ += tag_test_text(test);
    }

    void rules(const SourceConfig& source) {
        if (source.items) {
            begin("[source.items]");
            text_ += rule_table_text(source.items->rules);
        }
        if (source.article.table) {
            begin("[source.article]");
            text_ += rule_table_text(source.article);
        }
    }

    std::string take() { return std::move(text_); }

private:
    void begin(std::string_view title) {
        fmt::format_to(std::back_inserter(text_), "{}{}\n", text_.empty() ? "" : "\n", title);
    }

    void line(std::string_view key, const std::string& value, const std::string& usual, const Place* place) {
        if (value.empty()) return; // no TOML can say it
        fmt::format_to(std::back_inserter(text_), "{} = {}", key, value);
        const auto difference =
            value == usual ? std::string() : fmt::format("default: {}", says_nothing(usual) ? "none" : usual);
        if (files_ != nullptr) {
            const auto origin = place != nullptr ? origin_of(*place) : value == usual ? "default" : "";
            const std::string_view between = origin.empty() || difference.empty() ? "" : "; ";
            fmt::format_to(std::back_inserter(text_), "  # {}{}{}", origin, between, difference);
        } else if (!difference.empty()) {
            fmt::format_to(std::back_inserter(text_), "  # {}", difference);
        }
        text_ += '\n';
    }

    [[nodiscard]] std::string origin_of(Place place) const {
        auto text = (*files_)[place.file];
        std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
        return place.line == 0 ? text : fmt::format("{}:{}", text, place.line);
    }

    const std::vector<std::string>* files_;
    std::string text_;
};

std::string print(const Config& config, const Environment& environment, Printer printer) {
    for_each_settings_table([&]<class Owner>(std::string_view title, Owner Config::* table) {
        if constexpr (std::same_as<Owner, DaemonConfig>)
            printer.whole(title, config.*table, daemon_defaults(config.daemon, environment, config.files.front()));
        else
            printer.whole(title, config.*table, Owner{});
    });
    printer.entry("[defaults.source]", config.source_defaults);
    printer.entry("[defaults.tag]", config.tag_defaults);
    for (const SourceConfig& source : config.sources) {
        printer.entry("[[source]]", source, config.source_defaults);
        printer.rules(source);
    }
    for (const TagConfig& tag : config.tags) {
        printer.entry("[[tag]]", tag, config.tag_defaults);
        for (const TagTest& test : tag.tests) printer.test(test);
    }
    for (const ListConfig& list : config.lists) printer.entry("[[list]]", list);
    return printer.take();
}

} // namespace

std::string print_config(const Config& config, const Environment& environment) {
    return print(config, environment, Printer(nullptr));
}

std::string print_config_with_origins(const Config& config, const Environment& environment) {
    return print(config, environment, Printer(&config.files));
}

} // namespace arna
