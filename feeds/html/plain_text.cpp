#include "feeds/html/plain_text.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/hidden.hpp"
#include "feeds/html/name_table.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/html/void_element.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace arna {
namespace {

/// What an element does to the text around and in it.
enum class Effect {
    line,   ///< stands on lines of its own
    cell,   ///< apart from its neighbours, on the same line
    hidden, ///< is never shown
    pre,    ///< a line of its own, and line feeds in it are line breaks
};

struct TextElement {
    std::string_view name;
    Effect effect;
};

constexpr auto text_elements = NameTable(std::to_array<TextElement>({
    {"address", Effect::line},    {"article", Effect::line},    {"aside", Effect::line},
    {"blockquote", Effect::line}, {"body", Effect::line},       {"br", Effect::line},
    {"caption", Effect::line},    {"center", Effect::line},     {"dd", Effect::line},
    {"details", Effect::line},    {"dialog", Effect::line},     {"dir", Effect::line},
    {"div", Effect::line},        {"dl", Effect::line},         {"dt", Effect::line},
    {"fieldset", Effect::line},   {"figcaption", Effect::line}, {"figure", Effect::line},
    {"footer", Effect::line},     {"form", Effect::line},       {"h1", Effect::line},
    {"h2", Effect::line},         {"h3", Effect::line},         {"h4", Effect::line},
    {"h5", Effect::line},         {"h6", Effect::line},         {"header", Effect::line},
    {"hgroup", Effect::line},     {"hr", Effect::line},         {"legend", Effect::line},
    {"li", Effect::line},         {"main", Effect::line},       {"menu", Effect::line},
    {"nav", Effect::line},        {"ol", Effect::line},         {"option", Effect::line},
    {"p", Effect::line},          {"search", Effect::line},     {"section", Effect::line},
    {"summary", Effect::line},    {"table", Effect::line},      {"tbody", Effect::line},
    {"tfoot", Effect::line},      {"thead", Effect::line},      {"tr", Effect::line},
    {"ul", Effect::line},         {"td", Effect::cell},         {"th", Effect::cell},
    {"listing", Effect::pre},     {"pre", Effect::pre},         {"audio", Effect::hidden},
    {"canvas", Effect::hidden},   {"iframe", Effect::hidden},   {"noembed", Effect::hidden},
    {"noframes", Effect::hidden}, {"noscript", Effect::hidden}, {"rp", Effect::hidden},
    {"script", Effect::hidden},   {"style", Effect::hidden},    {"svg", Effect::hidden},
    {"template", Effect::hidden}, {"textarea", Effect::hidden}, {"title", Effect::hidden},
    {"video", Effect::hidden},
}));

/// Bytes that end a run of text that is copied as it stands: blanks, and what begins a character that is one.
constexpr ByteSet run_ends(" \t\n\r\f\xC2\xE2\xE3");

/// Bytes of the blank that stands at `at`, 0 if none does: ASCII's and Unicode's (U+00A0, U+2000 to U+200A, U+2028,
/// U+2029, U+202F, U+205F, U+3000).
std::size_t blank_size(std::string_view text, std::size_t at) {
    if (is_html_space(text[at])) return 1;
    const auto rest = text.substr(at);
    if (rest.starts_with("\u00A0")) return 2;
    if (rest.size() < 3) return 0;
    const auto lead = rest.substr(0, 2);
    const auto last = static_cast<unsigned char>(rest[2]);
    if (lead == "\xE2\x80") return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
    return rest.starts_with("\u205F") || rest.starts_with("\u3000") ? 3 : 0;
}

class TextWriter {
public:
    explicit TextWriter(std::size_t size) { out_.reserve(size); }

    void separate() { gap_ = std::max(gap_, Gap::blank); }
    void end_line() { gap_ = Gap::line; }

    void add(std::string_view text, bool keeps_lines) {
        for (std::size_t at = 0; at < text.size();) {
            if (const std::size_t blank = blank_size(text, at); blank > 0) {
                keeps_lines&& text[at] == '\n' ? end_line() : separate();
                at += blank;
                continue;
            }
            const std::size_t end = run_ends.find(text, at + 1);
            close_gap();
            out_.append(text, at, end - at);
            at = end;
        }
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    enum class Gap { none, blank, line };

    void close_gap() {
        if (gap_ != Gap::none && !out_.empty()) out_ += gap_ == Gap::line ? '\n' : ' ';
        gap_ = Gap::none;
    }

    std::string out_;
    Gap gap_ = Gap::none;
};

class PlainText {
public:
    explicit PlainText(std::string_view html) : tokens_(html), writer_(html.size()) {}

    std::string run() {
        Token token;
        while (tokens_.next(token)) {
            if (token.kind == TokenKind::text) {
                add_text(token);
            } else if (token.kind == TokenKind::start_tag) {
                start(token);
            } else if (token.kind == TokenKind::end_tag) {
                end(token);
            }
        }
        return writer_.take();
    }

private:
    void add_text(const Token& token) {
        if (!hidden_.empty() || (token.model != ContentModel::data && raw_is_hidden_)) return;
        if (token.model != ContentModel::data || token.text.find('&') == std::string_view::npos) {
            return writer_.add(token.text, pre_depth_ > 0);
        }
        decoded_.clear();
        append_decoded(decoded_, token.text, CharRefPlace::text);
        writer_.add(decoded_, pre_depth_ > 0);
    }

    void start(const Token& token) {
        const TextElement* element = text_elements.find(token.name);
        if (is_in_hidden(token, element)) return;
        if (const ContentModel model = content_model(token.name); model != ContentModel::data) {
            raw_is_hidden_ = element != nullptr && element->effect == Effect::hidden;
            return tokens_.enter(model, token.name);
        }
        if ((element != nullptr && element->effect == Effect::hidden) || is_hidden(token.attributes)) {
            if (!is_void_element(token.name)) hidden_ = token.name;
            hidden_depth_ = 1;
        } else if (element != nullptr) {
            part(element->effect);
            if (element->effect == Effect::pre) ++pre_depth_;
        }
    }

    /// Counts the depth of what is hidden. A hidden paragraph ends where the next block begins.
    bool is_in_hidden(const Token& token, const TextElement* element) {
        if (hidden_.empty()) return false;
        if (equals_lower(hidden_, "p") && element != nullptr && element->effect == Effect::line) {
            hidden_ = {};
            return false;
        }
        if (equals_ignoring_case(token.name, hidden_)) ++hidden_depth_;
        return true;
    }

    void end(const Token& token) {
        if (!hidden_.empty()) {
            if (equals_ignoring_case(token.name, hidden_) && --hidden_depth_ == 0) hidden_ = {};
            return;
        }
        const TextElement* element = text_elements.find(token.name);
        if (element == nullptr) return;
        part(element->effect);
        if (element->effect == Effect::pre && pre_depth_ > 0) --pre_depth_;
    }

    void part(Effect effect) {
        if (effect == Effect::cell) writer_.separate();
        if (effect == Effect::line || effect == Effect::pre) writer_.end_line();
    }

    Tokenizer tokens_;
    TextWriter writer_;
    std::string decoded_;
    bool raw_is_hidden_ = false;
    std::string_view hidden_; ///< the element that is not shown with all that is in it; empty: none
    std::size_t hidden_depth_ = 0;
    std::size_t pre_depth_ = 0;
};

} // namespace

std::string plain_text(std::string_view html) { return PlainText(html).run(); }

} // namespace arna
