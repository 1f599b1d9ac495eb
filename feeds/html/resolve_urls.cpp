#include "feeds/html/resolve_urls.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/name_table.hpp"
#include "feeds/html/srcset.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <array>

namespace arna {
namespace {

struct UrlAttribute {
    std::string_view name;
    bool is_srcset = false;
    std::string_view only_on = {}; ///< the one element where it holds an address
};

constexpr auto url_attributes = NameTable(std::to_array<UrlAttribute>({
    {"href"},
    {"src"},
    {"srcset", true},
    {"poster"},
    {"cite"},
    {"action"},
    {"formaction"},
    {"background"},
    {"classid", false, "object"},
    {"codebase"},
    {"data", false, "object"},
    {"data-original"},
    {"data-src"},
    {"data-srcset", true},
    {"imagesrcset", true},
    {"longdesc"},
    {"manifest"},
    {"profile", false, "head"},
    {"usemap"},
    {"xlink:href"},
}));

std::string resolve_srcset(std::string_view srcset, std::string_view base) {
    std::string resolved;
    for (ImageCandidate candidate : image_candidates(srcset)) {
        append_candidate(resolved, resolve_url(candidate.url, base), candidate.descriptor);
    }
    return resolved;
}

/// Appends a value so that it means `value` between the quotes that it stood in.
void append_quoted(std::string& out, std::string_view value, char quote) {
    if (quote == '\0') out += '"';
    for (const char c : value) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '"' && quote != '\'') {
            out += "&quot;";
        } else if (c == '\'' && quote == '\'') {
            out += "&#39;";
        } else {
            out += c;
        }
    }
    if (quote == '\0') out += '"';
}

class UrlResolver {
public:
    UrlResolver(std::string_view html, std::string_view base)
        : html_(html), base_(base), tokens_(html), longest_(4 * html.size() + 4096) {
        out_.reserve(html.size() + html.size() / 8);
    }

    std::string run() {
        Token token;
        while (tokens_.next(token)) {
            if (token.kind != TokenKind::start_tag) continue;
            for (const Attribute& attribute : token.attributes) resolve(attribute, token.name);
            if (const ContentModel model = content_model(token.name); model != ContentModel::data) {
                tokens_.enter(model, token.name);
            }
        }
        out_.append(html_, copied_, std::string_view::npos);
        return std::move(out_);
    }

private:
    void resolve(const Attribute& attribute, std::string_view element) {
        const UrlAttribute* rule = url_attributes.find(attribute.name);
        if (rule == nullptr || attribute.value.data() == nullptr) return;
        if (out_.size() > longest_) return;
        if (!rule->only_on.empty() && !equals_lower(element, rule->only_on)) return;
        const std::string value = decode_char_refs(attribute.value, CharRefPlace::attribute);
        const std::string resolved = rule->is_srcset ? resolve_srcset(value, base_) : resolve_url(value, base_);
        if (resolved == value) return;
        const auto at = static_cast<std::size_t>(attribute.value.data() - html_.data());
        out_.append(html_, copied_, at - copied_);
        append_quoted(out_, resolved, attribute.quote);
        copied_ = at + attribute.value.size();
    }

    std::string_view html_;
    std::string_view base_;
    Tokenizer tokens_;
    std::string out_;
    std::size_t longest_;
    std::size_t copied_ = 0;
};

} // namespace

std::string resolve_urls(std::string_view html, std::string_view base) { return UrlResolver(html, base).run(); }

} // namespace arna
