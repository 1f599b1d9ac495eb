// The tokeniser against html5lib-tests (docs/html.md, "Conformance"). Its expectations are tokens after what §13.2.5
// does to
// single characters, which the tokeniser leaves to its users; `normal` and `tokens_of` do that here.
#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace json = boost::json;
using namespace arna;

namespace {

std::filesystem::path suite() {
    if (const char* shared = std::getenv("ARNA_SHARED"))
        return std::filesystem::path(shared) / "html5lib-tests/tokenizer";
    const char* tree = std::getenv("ARNA_TREE");
    return std::filesystem::path(tree != nullptr ? tree : ".") / "../shared/html5lib-tests/tokenizer";
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// `\uXXXX` once more, for cases that JSON itself cannot hold; nothing where that gives a lone surrogate, which UTF-8
/// has not.
std::optional<std::string> undouble(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) != "\\u") {
            out += text[i];
            continue;
        }
        auto code = static_cast<char32_t>(std::stoul(std::string(text.substr(i + 2, 4)), nullptr, 16));
        if (code >= 0xD800 && code < 0xE000) return std::nullopt;
        append_utf8(out, code);
        i += 5;
    }
    return out;
}

/// `\r` as `\n`, U+0000 as U+FFFD.
std::string normal(std::string_view text, bool keeps_null) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\0' && !keeps_null) {
            out += "\uFFFD";
        } else if (text[i] == '\r') {
            if (text.substr(i, 2) != "\r\n") out += '\n';
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out;
    for (const char c : text) out += ascii_lower(c);
    return out;
}

/// Raw text with what its content model means.
std::string text_of(const Token& token) {
    const bool has_refs = token.model == ContentModel::data || token.model == ContentModel::rcdata;
    const bool keeps_null = token.model == ContentModel::data || token.model == ContentModel::cdata;
    const std::string text = normal(token.text, keeps_null);
    return has_refs ? decode_char_refs(text, CharRefPlace::text) : text;
}

json::array tag_of(const Token& token) {
    const std::string name = lower(normal(token.name, false));
    if (token.kind == TokenKind::end_tag) return {"EndTag", name};
    json::object attributes;
    for (const Attribute& attribute : token.attributes) {
        const std::string value = decode_char_refs(normal(attribute.value, false), CharRefPlace::attribute);
        attributes.emplace(lower(normal(attribute.name, false)), value); // the first of a name stays
    }
    json::array tag{"StartTag", name, attributes};
    if (token.is_self_closing) tag.emplace_back(true);
    return tag;
}

json::array tokens_of(std::string_view input, ContentModel model, std::string_view last_start_tag) {
    Tokenizer tokens(input);
    tokens.enter(model, last_start_tag);
    json::array out;
    Token token;
    while (tokens.next(token)) {
        if (token.kind == TokenKind::text) {
            const bool joins = !out.empty() && out.back().as_array()[0] == "Character";
            if (!joins) out.push_back(json::array{"Character", ""});
            out.back().as_array()[1].as_string() += text_of(token);
        } else if (token.kind == TokenKind::comment) {
            out.push_back(json::array{"Comment", normal(token.text, false)});
        } else if (token.kind == TokenKind::doctype) {
            out.push_back(json::array{"DOCTYPE"});
        } else {
            out.push_back(tag_of(token));
        }
    }
    return out;
}

std::optional<ContentModel> model_of(std::string_view state) {
    if (state == "Data state") return ContentModel::data;
    if (state == "RCDATA state") return ContentModel::rcdata;
    if (state == "RAWTEXT state") return ContentModel::rawtext;
    if (state == "Script data state") return ContentModel::script;
    if (state == "PLAINTEXT state") return ContentModel::plaintext;
    if (state == "CDATA section state") return ContentModel::cdata;
    return std::nullopt;
}

/// A case's value with double escapes undone and doctypes reduced to the fact that there is one: nobody looks into
/// them.
std::optional<json::value> expected(const json::value& value, bool is_double_escaped) {
    if (const auto* text = value.if_string()) {
        if (!is_double_escaped) return value;
        auto undoubled = undouble(*text);
        return undoubled ? std::optional<json::value>(std::move(*undoubled)) : std::nullopt;
    }
    if (const auto* list = value.if_array()) {
        if (!list->empty() && list->front() == "DOCTYPE") return json::array{"DOCTYPE"};
        json::array out;
        for (const auto& part : *list) {
            auto one = expected(part, is_double_escaped);
            if (!one) return std::nullopt;
            out.push_back(std::move(*one));
        }
        return out;
    }
    if (const auto* object = value.if_object(); object != nullptr && is_double_escaped) {
        json::object out;
        for (const auto& [name, part] : *object) {
            const auto key = undouble(name);
            auto one = expected(part, true);
            if (!key || !one) return std::nullopt;
            out.emplace(*key, std::move(*one));
        }
        return out;
    }
    return value;
}

struct Score {
    std::size_t passed = 0;
    std::vector<std::string> failed; ///< what was expected, and what came
    std::size_t left_out = 0;
};

void run_case(const json::object& test, Score& score) {
    const bool is_double_escaped = test.contains("doubleEscaped") && test.at("doubleEscaped").as_bool();
    const auto input =
        is_double_escaped ? undouble(test.at("input").as_string()) : std::string(test.at("input").as_string());
    const auto output = expected(test.at("output"), is_double_escaped);
    json::array states{"Data state"};
    if (const auto* listed = test.if_contains("initialStates")) states = listed->as_array();
    const auto* last = test.if_contains("lastStartTag");
    const std::string last_start_tag = last != nullptr ? std::string(last->as_string()) : std::string();
    for (const auto& state : states) {
        const auto model = model_of(state.as_string());
        if (!model || !input || !output) {
            ++score.left_out;
            continue;
        }
        const json::value got = tokens_of(*input, *model, last_start_tag);
        if (got == *output) {
            ++score.passed;
        } else {
            std::ostringstream what;
            what << test.at("description") << " [" << state << "]\n  input    " << *input << "\n  expected " << *output
                 << "\n  got      " << got;
            score.failed.push_back(what.str());
        }
    }
}

} // namespace

TEST_CASE("The tokeniser reads markup as html5lib-tests expects", "[html][tokenizer]") {
    if (!std::filesystem::is_directory(suite())) {
        WARN("html5lib-tests not found at " << suite() << "; set ARNA_SHARED");
        return;
    }
    Score score;
    for (const auto& entry : std::filesystem::directory_iterator(suite())) {
        if (entry.path().extension() != ".test") continue;
        json::error_code error;
        const json::value file = json::parse(read(entry.path()), error);
        CAPTURE(entry.path());
        REQUIRE_FALSE(error);
        const auto* tests = file.as_object().if_contains("tests"); // xmlViolation.test has another kind
        if (tests == nullptr) continue;
        for (const auto& test : tests->as_array()) run_case(test.as_object(), score);
    }
    WARN("html5lib-tests: " << score.passed << " passed, " << score.failed.size() << " failed, " << score.left_out
                            << " left out");
    for (const std::string& what : score.failed) UNSCOPED_INFO(what);
    CHECK(score.failed.empty());
    CHECK(score.passed > 6900);
    CHECK(score.left_out < 10);
}
