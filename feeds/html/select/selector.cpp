#include "feeds/html/select/selector.hpp"

#include "feeds/html/select/css/css_compiler.hpp"
#include "feeds/html/select/program.hpp"
#include "feeds/html/select/xpath/xpath_compiler.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <utility>

namespace arna {

std::expected<Selector, SelectorError> Selector::compile(std::string_view text) {
    if (text.size() > most_bytes)
        return std::unexpected(SelectorError{.message = fmt::format("longer than {} KiB", most_bytes / 1024)});
    if (utf8_prefix(text) != text.size()) return std::unexpected(SelectorError{.message = "not UTF-8"});
    constexpr std::string_view prefix = "xpath:";
    std::size_t begin = 0;
    while (begin < text.size() && is_html_space(text[begin])) ++begin;
    while (text.size() > begin && is_html_space(text.back())) text.remove_suffix(1);
    const bool is_xpath = text.substr(begin).starts_with(prefix);
    auto program = is_xpath ? compile_xpath(text, begin + prefix.size()) : compile_css(text, begin);
    if (!program) return std::unexpected(std::move(program.error()));
    return Selector(std::make_shared<const SelectorProgram>(std::move(*program)));
}

bool Selector::is_xpath() const { return program_->is_xpath; }

} // namespace arna
