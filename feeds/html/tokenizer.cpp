#include "feeds/html/tokenizer.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/byte_block.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

constexpr auto nowhere = std::string_view::npos;

constexpr ByteSet tag_name_ends("\t\n\f\r />");
constexpr ByteSet attribute_name_ends("\t\n\f\r />=");
constexpr ByteSet unquoted_value_ends("\t\n\f\r >");

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_html_space(text[at])) ++at;
    return at;
}

} // namespace

std::string decoded_attribute(std::span<const Attribute> attributes, std::string_view name) {
    const auto found =
        std::ranges::find_if(attributes, [name](const Attribute& each) { return equals_lower(each.name, name); });
    return found == attributes.end() ? std::string() : decode_char_refs(found->value, CharRefPlace::attribute);
}

ContentModel content_model(std::string_view tag_name) {
    constexpr std::array<std::pair<std::string_view, ContentModel>, 10> models = {{
        {"script", ContentModel::script},
        {"style", ContentModel::rawtext},
        {"iframe", ContentModel::rawtext},
        {"noscript", ContentModel::rawtext},
        {"noembed", ContentModel::rawtext},
        {"noframes", ContentModel::rawtext},
        {"xmp", ContentModel::rawtext},
        {"title", ContentModel::rcdata},
        {"textarea", ContentModel::rcdata},
        {"plaintext", ContentModel::plaintext},
    }};
    for (const auto& [name, model] : models) {
        if (equals_lower(tag_name, name)) return model;
    }
    return ContentModel::data;
}

void Tokenizer::enter(ContentModel model, std::string_view end_tag) {
    model_ = model;
    end_tag_ = end_tag;
}

bool Tokenizer::next(Token& token) {
    if (at_ >= input_.size()) return false;
    token.model = model_;
    if (model_ != ContentModel::data && read_raw(token)) return true;
    return at_ < input_.size() && read_data(token);
}

/// Sets what the token spans, from the current position to `end`, and moves behind it.
void Tokenizer::finish(Token& token, TokenKind kind, std::size_t end) {
    token.kind = kind;
    token.source = input_.substr(at_, end - at_);
    at_ = end;
}

bool Tokenizer::begins_markup(std::size_t at) const {
    if (at + 1 == input_.size()) return false;
    const char c = input_[at + 1];
    if (c == '/') return at + 2 < input_.size();
    return is_ascii_letter(c) || c == '!' || c == '?';
}

bool Tokenizer::read_data(Token& token) {
    token.model = ContentModel::data;
    while (true) {
        std::size_t end = at_;
        while ((end = input_.find('<', end)) != nowhere && !begins_markup(end)) ++end;
        if (end == nowhere) end = input_.size();
        if (end > at_) {
            token.text = input_.substr(at_, end - at_);
            finish(token, TokenKind::text, end);
            return true;
        }
        if (!input_.substr(at_).starts_with("</>")) return read_markup(token);
        at_ += 3;
        if (at_ == input_.size()) return false;
    }
}

bool Tokenizer::read_markup(Token& token) {
    const char c = input_[at_ + 1];
    if (is_ascii_letter(c)) {
        token.kind = TokenKind::start_tag;
        return read_tag(token, at_ + 1);
    }
    if (c == '/' && is_ascii_letter(input_[at_ + 2])) {
        token.kind = TokenKind::end_tag;
        return read_tag(token, at_ + 2);
    }
    if (c == '!') {
        read_declaration(token);
        return true;
    }
    read_bogus_comment(token, c == '?' ? at_ + 1 : at_ + 2);
    return true;
}

bool Tokenizer::read_tag(Token& token, std::size_t name_at) {
    const std::size_t name_end = tag_name_ends.find(input_, name_at);
    token.name = input_.substr(name_at, name_end - name_at);
    token.is_self_closing = false;
    token.has_more_attributes = false;
    attributes_.clear();
    if (name_end < input_.size() && input_[name_end] == '>') {
        token.attributes = {};
        finish(token, token.kind, name_end + 1);
        return true;
    }
    return read_attributes(token, name_end);
}

bool Tokenizer::read_attributes(Token& token, std::size_t at) {
    while (true) {
        at = skip_space(input_, at);
        if (at >= input_.size()) break;
        if (input_[at] == '>') {
            token.attributes = attributes_;
            token.has_more_attributes = std::exchange(has_more_attributes_, false);
            finish(token, token.kind, at + 1);
            return true;
        }
        if (input_[at] == '/') {
            token.is_self_closing = at + 1 < input_.size() && input_[at + 1] == '>';
            ++at;
            continue;
        }
        at = read_attribute(at);
        if (at == nowhere) break;
    }
    at_ = input_.size(); // the end of the input cut the tag off
    return false;
}

/// Reads the attribute at `at`; where it ends, or `nowhere` if the input ended in it.
std::size_t Tokenizer::read_attribute(std::size_t at) {
    // A '=' at the start of a name is part of it (§13.2.5.32).
    const std::size_t name_end = attribute_name_ends.find(input_, at + 1);
    Attribute attribute{.name = input_.substr(at, name_end - at), .value = {}};
    at = skip_space(input_, name_end);
    if (at >= input_.size()) return nowhere;
    if (input_[at] != '=') {
        keep(attribute);
        return at;
    }
    at = skip_space(input_, at + 1);
    if (at >= input_.size()) return nowhere;
    if (input_[at] == '"' || input_[at] == '\'') {
        attribute.quote = input_[at];
        const std::size_t end = input_.find(attribute.quote, at + 1);
        if (end == nowhere) return nowhere;
        attribute.value = input_.substr(at + 1, end - at - 1);
        at = end + 1;
    } else {
        const std::size_t end = unquoted_value_ends.find(input_, at);
        attribute.value = input_.substr(at, end - at);
        at = end;
    }
    keep(attribute);
    return at;
}

void Tokenizer::keep(const Attribute& attribute) {
    if (attributes_.size() < most_attributes) {
        attributes_.push_back(attribute);
    } else {
        has_more_attributes_ = true;
    }
}

void Tokenizer::read_declaration(Token& token) {
    const auto declaration = input_.substr(at_ + 2);
    if (declaration.starts_with("--")) return read_comment(token);
    if (starts_with_lower(declaration, "doctype")) {
        const std::size_t end = input_.find('>', at_ + 9);
        token.text = input_.substr(at_ + 9, end == nowhere ? nowhere : end - at_ - 9);
        return finish(token, TokenKind::doctype, end == nowhere ? input_.size() : end + 1);
    }
    if (cdata_allowed_ && declaration.starts_with("[CDATA[")) {
        const std::size_t end = input_.find("]]>", at_ + 9);
        token.model = ContentModel::cdata;
        token.text = input_.substr(at_ + 9, end == nowhere ? nowhere : end - at_ - 9);
        return finish(token, TokenKind::text, end == nowhere ? input_.size() : end + 3);
    }
    read_bogus_comment(token, at_ + 2);
}

/// A comment ends at "-->" or "--!>", also where its own "<!--" gives the hyphens; cut off, it loses what may begin its
/// end.
void Tokenizer::read_comment(Token& token) {
    const std::size_t data_at = at_ + 4;
    for (std::size_t hyphens = at_ + 2; (hyphens = input_.find("--", hyphens)) != nowhere; ++hyphens) {
        const auto after = input_.substr(hyphens + 2);
        const bool is_bang = after.starts_with("!>") && hyphens >= data_at;
        if (!after.starts_with('>') && !is_bang) continue;
        token.text = input_.substr(data_at, std::max(hyphens, data_at) - data_at);
        return finish(token, TokenKind::comment, hyphens + (is_bang ? 4 : 3));
    }
    auto rest = input_.substr(data_at);
    for (const std::string_view cut : {"--!", "--", "-"}) {
        if (!rest.ends_with(cut)) continue;
        rest.remove_suffix(cut.size());
        break;
    }
    token.text = rest;
    finish(token, TokenKind::comment, input_.size());
}

void Tokenizer::read_bogus_comment(Token& token, std::size_t data_at) {
    const std::size_t end = std::min(input_.find('>', data_at), input_.size());
    token.text = input_.substr(data_at, end - data_at);
    finish(token, TokenKind::comment, std::min(end + 1, input_.size()));
}

/// The text of an element whose content is not markup; false if there is none. Either way the end tag is next.
bool Tokenizer::read_raw(Token& token) {
    const std::size_t end = end_of_raw();
    token.text = input_.substr(at_, end - at_);
    const bool has_text = end > at_;
    const bool is_cdata = std::exchange(model_, ContentModel::data) == ContentModel::cdata;
    finish(token, TokenKind::text, end);
    if (is_cdata && at_ < input_.size()) at_ += 3;
    return has_text;
}

std::size_t Tokenizer::end_of_raw() const {
    if (model_ == ContentModel::plaintext) return input_.size();
    if (model_ == ContentModel::cdata) return std::min(input_.find("]]>", at_), input_.size());
    if (model_ == ContentModel::script) return end_of_script();
    std::size_t at = at_;
    while ((at = input_.find("</", at)) != nowhere && !is_end_tag_at(at, end_tag_)) at += 2;
    return std::min(at, input_.size());
}

/// Whether "</name" stands at `at` with what ends a name behind it.
bool Tokenizer::is_end_tag_at(std::size_t at, std::string_view name) const {
    const auto text = input_.substr(at + 2);
    return !name.empty() && text.size() > name.size() && equals_ignoring_case(text.substr(0, name.size()), name) &&
           tag_name_ends.holds(text[name.size()]);
}

/// Within "<!--" and "-->" a "<script" hides the next "</script" (§13.2.5.20 and the following).
std::size_t Tokenizer::end_of_script() const {
    enum class Hiding { none, comment, script };
    auto hiding = Hiding::none;
    for (std::size_t at = at_; at < input_.size(); ++at) {
        at = hiding == Hiding::none ? std::min(input_.find('<', at), input_.size()) : find_any<'<', '-'>(input_, at);
        const auto text = input_.substr(at);
        if (hiding != Hiding::none && text.starts_with("-->")) {
            hiding = Hiding::none;
        } else if (hiding == Hiding::none && text.starts_with("<!--")) {
            hiding = Hiding::comment;
            at += 1; // the hyphens may be those of "-->"
        } else if (text.starts_with("</") && is_end_tag_at(at, end_tag_)) {
            if (hiding != Hiding::script) return at;
            hiding = Hiding::comment;
        } else if (hiding == Hiding::comment && text.size() > 7 && starts_with_lower(text, "<script") &&
                   tag_name_ends.holds(text[7])) {
            hiding = Hiding::script;
        }
    }
    return input_.size();
}

} // namespace arna
