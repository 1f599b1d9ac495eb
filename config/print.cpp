#include "config/print.hpp"

#include "config/check/complete.hpp"
#include "config/option/option_table.hpp"
#include "config/option/option_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <span>
#include <string_view>

namespace arna {
namespace {

bool says_nothing(std::string_view value) { return value.empty() || value == "\"\"" || value == "[]" || value == "{}"; }

class Printer {
public:
    /// A table whose keys are all shown.
    template <class Owner>
    void whole(std::string_view title, std::span<const Option<Owner>> options, const Owner& owner,
               const Owner& defaults) {
        begin(title);
        for (const Option<Owner>& option : options) {
            line(option.key, value_text(option, owner), value_text(option, defaults));
        }
    }

    /// A [[table]]: what has no constant default is shown where it says something, the rest where it is not the default, or
    /// would not be that of the table (`base`) without it.
    template <class Owner>
    void entry(std::string_view title, std::span<const Option<Owner>> options, const Owner& owner,
               const Owner& base = {}) {
        begin(title);
        for (const Option<Owner>& option : options) {
            const std::string value = value_text(option, owner);
            const std::string usual = value_text(option, Owner{});
            if (value == usual && value == value_text(option, base)) continue;
            line(option.key, value, option.fallback.empty() ? usual : value);
        }
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
    printer.whole("[daemon]", daemon_options(), config.daemon, daemon_defaults(config.daemon, environment));
    printer.whole("[store]", store_options(), config.store, {});
    printer.whole("[fetch]", fetch_options(), config.fetch, {});
    printer.whole("[publish]", publish_options(), config.publish, {});
    printer.entry("[defaults.source]", source_options(), config.source_defaults);
    printer.entry("[defaults.tag]", tag_options(), config.tag_defaults);
    for (const SourceConfig& source : config.sources)
        printer.entry("[[source]]", source_options(), source, config.source_defaults);
    for (const TagConfig& tag : config.tags) printer.entry("[[tag]]", tag_options(), tag, config.tag_defaults);
    return printer.take();
}

} // namespace arna
