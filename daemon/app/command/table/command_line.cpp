#include "daemon/app/command/table/command_line.hpp"

#include "config/option/suggest.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/version.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace arna {
namespace {

using Read = std::expected<void, UsageError>;

/// An option as it stands in a word: "--match=снег", "-cFILE".
struct OptionWord {
    std::string_view name;
    std::optional<std::string_view> value;
};

bool is_long(std::string_view word) { return word.starts_with("--"); }

OptionWord take_apart(std::string_view word) {
    const auto end = is_long(word) ? word.find('=') : std::min<std::size_t>(2, word.size());
    if (end >= word.size()) return {word, std::nullopt};
    return {word.substr(0, end), word.substr(is_long(word) ? end + 1 : end)};
}

const CommandOption* find_option(const std::vector<CommandOption>& options, std::string_view name) {
    const auto found = std::ranges::find_if(
        options, [&](const CommandOption& option) { return option.name == name || option.short_name == name; });
    return found == options.end() ? nullptr : &*found;
}

/// "not opml", "neither check, compact, restore nor stats"
std::string none_of(std::span<const std::string_view> words) {
    if (words.size() == 1) return fmt::format("not {}", words.front());
    return fmt::format("neither {} nor {}", fmt::join(words.first(words.size() - 1), ", "), words.back());
}

class Reader {
public:
    explicit Reader(std::span<const std::string_view> words) : words_(words) {}

    std::expected<Invocation, UsageError> read() {
        while (next_ < words_.size()) {
            const std::string_view word = words_[next_++];
            if (auto done = take(word); !done) return std::unexpected(std::move(done.error()));
        }
        if (unknown_) return std::unexpected(unknown_option(*unknown_));
        if (wants_version_) return Invocation{};
        if (wants_help_) return help();
        if (!command()) return std::unexpected(wrong("no command"));
        if (auto complete = check_required(); !complete) return std::unexpected(std::move(complete.error()));
        return std::move(invocation_);
    }

private:
    [[nodiscard]] const Command* command() const { return invocation_.command; }

    Read take(std::string_view word) {
        if (is_ended_ || word.size() < 2 || word.front() != '-') return take_argument(word);
        if (word == "--") {
            is_ended_ = true;
            return {};
        }
        const auto [name, value] = take_apart(word);
        const CommandOption* common = find_option(common_options(), name);
        const CommandOption* own = command() ? find_option(command()->options, name) : nullptr;
        const bool is_option = is_long(word) || (!value && (common || own)); // "-vтрамвай" may be a rule
        if (takes_dashes() && !is_option) return take_argument(word);
        if (own) return take_option(*own, value, word);
        if (common) return take_option(*common, value, word);
        if (!unknown_) unknown_ = std::string(name); // told when the command is known, whose options are suggested
        return {};
    }

    /// Whether the next argument may begin with one "-".
    [[nodiscard]] bool takes_dashes() const {
        return command() && place_ < command()->arguments.size() && command()->arguments[place_].may_begin_with_dash;
    }

    Read take_argument(std::string_view word) {
        if (!command()) {
            invocation_.command = find_command(word);
            if (command()) return {};
            std::vector<std::string_view> names;
            for (const Command& known : commands()) names.push_back(known.name);
            return std::unexpected(wrong(fmt::format("unknown command '{}'{}", word, did_you_mean(word, names))));
        }
        const auto& arguments = command()->arguments;
        if (place_ == arguments.size()) { // behind an unknown option it may be that one's value
            if (unknown_) return std::unexpected(unknown_option(*unknown_));
            return std::unexpected(wrong(fmt::format("'{}' is one argument too many", word)));
        }
        const auto& words = arguments[place_].words;
        if (!words.empty() && std::ranges::find(words, word) == words.end())
            return std::unexpected(wrong(fmt::format("'{}' is {}{}", word, none_of(words), did_you_mean(word, words))));
        invocation_.arguments.add(arguments[place_].name, std::string(word));
        if (!arguments[place_].is_repeated) ++place_;
        return {};
    }

    Read take_option(const CommandOption& option, std::optional<std::string_view> value, std::string_view word) {
        if (option.value.empty()) {
            if (value && is_long(word)) return std::unexpected(wrong(fmt::format("{} takes no value", option.name)));
            set(option.name, "");
            return value ? take("-" + std::string(*value)) : Read{}; // "-vh": another flag behind it
        }
        if (!value) {
            if (next_ == words_.size())
                return std::unexpected(wrong(fmt::format("{} needs a {}", option.name, option.value)));
            value = words_[next_++];
        }
        if (invocation_.arguments.has(option.name))
            return std::unexpected(wrong(fmt::format("{} is given twice", option.name)));
        set(option.name, std::string(*value));
        return {};
    }

    void set(std::string_view option, std::string value) {
        if (option == "--config")
            invocation_.config = std::move(value);
        else if (option == "--verbose")
            invocation_.is_verbose = true;
        else if (option == "--json")
            invocation_.json = true;
        else if (option == "--help")
            wants_help_ = true;
        else if (option == "--version")
            wants_version_ = true;
        else
            invocation_.arguments.add(option, std::move(value));
    }

    [[nodiscard]] Read check_required() const {
        for (const CommandArgument& argument : command()->arguments)
            if (argument.is_required && !invocation_.arguments.has(argument.name))
                return std::unexpected(wrong(fmt::format("{} is required", argument.name)));
        for (const CommandOption& option : command()->options)
            if (option.is_required && !invocation_.arguments.has(option.name))
                return std::unexpected(wrong(fmt::format("{} is required", option.name)));
        return {};
    }

    [[nodiscard]] Invocation help() const {
        Invocation asked;
        asked.command = find_command("help");
        if (command()) asked.arguments.add("COMMAND", std::string(command()->name));
        return asked;
    }

    [[nodiscard]] UsageError unknown_option(std::string_view name) const {
        std::vector<std::string_view> names;
        for (const CommandOption& option : common_options()) names.push_back(option.name);
        if (command())
            for (const CommandOption& option : command()->options) names.push_back(option.name);
        return wrong(fmt::format("unknown option '{}'{}", name, did_you_mean(name, names)));
    }

    [[nodiscard]] UsageError wrong(std::string what) const {
        const std::string name(command() ? command()->name : "");
        if (!what.ends_with('?')) what += fmt::format("; see 'arna {}--help'", name.empty() ? name : name + " ");
        return {.where = name.empty() ? "command line" : name, .what = std::move(what)};
    }

    std::span<const std::string_view> words_;
    std::size_t next_ = 0;
    Invocation invocation_;
    std::size_t place_ = 0; ///< of the next argument
    bool is_ended_ = false; ///< "--" came
    bool wants_help_ = false, wants_version_ = false;
    std::optional<std::string> unknown_;
};

} // namespace

std::expected<Invocation, UsageError> read_command_line(std::span<const std::string_view> words) {
    return Reader(words).read();
}

ExitStatus run_command_line(int argc, char** argv) {
    const std::vector<std::string_view> words(argv + std::min(argc, 1), argv + argc);
    const auto invocation = read_command_line(words);
    if (!invocation) {
        report(invocation.error().where, invocation.error().what);
        return ExitStatus::wrong;
    }
    if (invocation->command == nullptr) return write_output(fmt::format("arna {}\n", version()));
    return invocation->command->run(*invocation);
}

} // namespace arna
