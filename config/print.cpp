#include "config/print.hpp"

#include "config/check/complete.hpp"
#include "config/option/option_table.hpp"
#include "config/option/option_text.hpp"
#include "config/option/tag_test.hpp"

#include <fmt/format.h>

#include <concepts>
#include <iterator>
#include <string_view>
#include <utility>

namespace arna {
namespace {

bool says_nothing(std::string_view value) { return value.empty() || value == "\"\"" || value == "[]" || value == "{}"; }

class Printer {
public:
    /// A table whose keys are all shown.
    template <class Owner>
    void whole(std::string_view title, const Owner& owner, const Owner& defaults) {
        begin(title);
        for (const Option<Owner>& option : options_of<Owner>()) {
            line(option.key, value_text(option, owner), value_text(option, defaults));
        }
    }

    /// A [[table]]: what has no constant default is shown where it says something, the rest where it is not the
    /// default, or would not be that of the table (`base`) without it.
    template <class Owner>
    void entry(std::string_view title, const Owner& owner, const Owner& base = {}) {
        begin(title);
        for (const Option<Owner>& option : options_of<Owner>()) {
            const std::string value = value_text(option, owner);
            const std::string usual = value_text(option, Owner{});
            if (value == usual && value == value_text(option, base)) continue;
            line(option.key, value, option.fallback.empty() ? usual : value);
        }
    }

    void test(const TagTest& test) {
        begin("[[tag.test]]");
        text_ += tag_test_text(test);
    }

    std::string take() { return std::move(text_); }

private:
    void begin(std::string_view title) {
        fmt::format_to(std::back_inserter(text_), "{}{}\n", text_.empty() ? "" : "\n", title);
    }

    void line(std::string_view key, const std::string& value, const std::string& usual) {
        if (value.empty()) return; // no TOML can say it
        fmt::format_to(std::back_inserter(text_), "{} = {}", key, value);
        if (value != usual) {
            fmt::format_to(std::back_inserter(text_), "  # default: {}", says_nothing(usual) ? "none" : usual);
        }
        text_ += '\n';
    }

    std::string text_;
};

} // namespace

std::string print_config(const Config& config, const Environment& environment) {
    Printer printer;
    for_each_settings_table([&]<class Owner>(std::string_view title, Owner Config::* table) {
        if constexpr (std::same_as<Owner, DaemonConfig>)
            printer.whole(title, config.*table, daemon_defaults(config.daemon, environment));
        else
            printer.whole(title, config.*table, Owner{});
    });
    printer.entry("[defaults.source]", config.source_defaults);
    printer.entry("[defaults.tag]", config.tag_defaults);
    for (const SourceConfig& source : config.sources) printer.entry("[[source]]", source, config.source_defaults);
    for (const TagConfig& tag : config.tags) {
        printer.entry("[[tag]]", tag, config.tag_defaults);
        for (const TagTest& test : tag.tests) printer.test(test);
    }
    for (const ListConfig& list : config.lists) printer.entry("[[list]]", list);
    return printer.take();
}

} // namespace arna
