#include "daemon/app/command/table/completion.hpp"

#include "daemon/app/command/table/command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>
#include <vector>

namespace arna {
namespace {

/// What completes a value, by the name that help gives it; empty: nothing.
std::string_view source_of(std::string_view value) {
    if (value == "FILE" || value == "DIR") return "files";
    if (value == "SOURCE") return "sources";
    if (value == "TAG" || value == "WHAT") return "tags"; // WHAT is of 'token'

    if (value == "COMMAND") return "commands";
    return {};
}

std::string words_of(const std::vector<CommandOption>& options) {
    std::string words;
    for (const CommandOption& option : options)
        words += fmt::format(" {}{}{}", option.name, option.short_name.empty() ? "" : " ", option.short_name);
    return words;
}

/// "        poll:*) _arna_offer sources ;;": what an argument takes, by command and place.
std::string argument_lines() {
    std::string lines;
    for (const Command& command : commands()) {
        for (std::size_t place = 0; place < command.arguments.size(); ++place) {
            const CommandArgument& argument = command.arguments[place];
            const auto offer = argument.words.empty() ? std::string(source_of(argument.name))
                                                      : fmt::format("words {}", fmt::join(argument.words, " "));
            const auto places = argument.is_repeated ? "*" : fmt::format("{}", place); // those before have their cases
            fmt::format_to(std::back_inserter(lines), "        {}:{}) {}{} ;;\n", command.name, places,
                           offer.empty() ? "" : "_arna_offer ", offer);
        }
    }
    return lines;
}

/// Every option that has a value, in all spellings, with what completes it.
std::string value_lines() {
    std::string lines;
    std::set<std::string_view> seen;
    const auto add = [&](const std::vector<CommandOption>& options) {
        for (const CommandOption& option : options) {
            if (option.value.empty() || !seen.insert(option.name).second) continue;
            const auto source = source_of(option.value);
            const auto short_name = option.short_name.empty() ? "" : fmt::format("|{}", option.short_name);
            fmt::format_to(std::back_inserter(lines), "        {}{}) {}return ;;\n", option.name, short_name,
                           source.empty() ? std::string() : fmt::format("_arna_offer {}; ", source));
        }
    };
    add(common_options());
    for (const Command& command : commands()) add(command.options);
    return lines;
}

/// "--config|-c|--match": those that the next word belongs to.
std::string options_with_value() {
    std::set<std::string> names;
    const auto add = [&](const std::vector<CommandOption>& options) {
        for (const CommandOption& option : options) {
            if (option.value.empty()) continue;
            names.emplace(option.name);
            if (!option.short_name.empty()) names.emplace(option.short_name);
        }
    };
    add(common_options());
    for (const Command& command : commands()) add(command.options);
    return fmt::format("{}", fmt::join(names, "|"));
}

std::string option_lines() {
    std::string lines;
    for (const Command& command : commands())
        fmt::format_to(std::back_inserter(lines), "        {}) options+='{}' ;;\n", command.name,
                       words_of(command.options));
    return lines;
}

std::string command_names() {
    std::string names;
    for (const Command& command : commands())
        fmt::format_to(std::back_inserter(names), "{}{}", names.empty() ? "" : " ", command.name);
    return names;
}

} // namespace

std::string bash_completion() {
    return fmt::format(R"sh(# Completes command lines of arna in bash. Made by 'arna help --completion'.

# What is offered, of a kind: the words that begin as the one at the cursor.
_arna_offer() {{
    local IFS=$'\n' kind=$1 list=
    shift
    case $kind in
        files)
            COMPREPLY=($(compgen -f -- "$word"))
            compopt -o filenames 2>/dev/null
            return ;;
        commands) list=${{commands// /$'\n'}} ;;
        words) list="$*" ;;
        *) list=$("${{COMP_WORDS[0]}}" "${{config[@]}}" config --names "$kind" 2>/dev/null) ;;
    esac
    COMPREPLY=($(compgen -W "$list" -- "$word"))
}}

_arna() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} command= place=0 i
    local commands='{0}' options='{1}'
    local config=()
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case ${{COMP_WORDS[i]}} in
            -c|--config) config=(-c "${{COMP_WORDS[++i]}}") ;;
            {2}) ((++i)) ;;
            -*) ;;
            *) if [[ -z $command ]]; then command=${{COMP_WORDS[i]}}; else ((++place)); fi ;;
        esac
    done
    case ${{COMP_WORDS[COMP_CWORD - 1]}} in
{3}    esac
    if [[ $word == -* ]]; then
        case $command in
{4}        esac
        _arna_offer words $options
        return
    fi
    if [[ -z $command ]]; then
        _arna_offer commands
        return
    fi
    case $command:$place in
{5}    esac
}}

complete -F _arna arna
)sh",
                       command_names(), words_of(common_options()), options_with_value(), value_lines(), option_lines(),
                       argument_lines());
}

} // namespace arna
