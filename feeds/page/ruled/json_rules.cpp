#include "feeds/page/ruled/json_rules.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// Compiles rules and collects what is wrong with them.
class JsonRuleCompiler {
public:
    template <class Compiled>
    void compile(std::string_view key, const RuleText& text, std::optional<Compiled>& place) {
        if (!text) return;
        auto compiled = Compiled::compile(*text);
        if (compiled) {
            place = std::move(*compiled);
        } else {
            add(key, std::move(compiled.error().message), compiled.error().column);
        }
    }

    void add(std::string_view key, std::string message, std::size_t column) {
        faults_.push_back({.key = fmt::format("items.{}", key), .message = std::move(message), .column = column});
    }

    std::vector<RuleFault> faults() { return std::move(faults_); }

private:
    std::vector<RuleFault> faults_;
};

} // namespace

std::expected<JsonItemRules, std::vector<RuleFault>> compile_json_rules(const ItemRules& rules) {
    JsonRuleCompiler compiler;
    JsonItemRules made;
    std::optional<JsonPath> each;
    if (!rules.each) compiler.add("each", "it is missing; say where the items are, like \"/data/items\"", 1);
    compiler.compile("each", rules.each, each);
    compiler.compile("link", rules.link, made.link);
    compiler.compile("title", rules.title, made.title);
    compiler.compile("published", rules.published, made.published);
    compiler.compile("date_format", rules.date_format, made.date_format);
    compiler.compile("id", rules.id, made.id);
    compiler.compile("summary", rules.summary, made.summary);
    compiler.compile("content", rules.content, made.content);
    compiler.compile("image", rules.image, made.image);
    compiler.compile("authors", rules.authors, made.authors);
    compiler.compile("categories", rules.categories, made.categories);
    compiler.compile("section", rules.section, made.section);
    if (auto faults = compiler.faults(); !faults.empty()) return std::unexpected(std::move(faults));
    made.each = std::move(*each);
    made.rules = rules;
    return made;
}

} // namespace arna
