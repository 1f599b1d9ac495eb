#include "feeds/clean/markup/sanitize.hpp"

#include "feeds/clean/image.hpp"
#include "feeds/clean/markup/attribute_value.hpp"
#include "feeds/clean/markup/balanced_markup.hpp"
#include "feeds/clean/markup/escape.hpp"
#include "feeds/clean/markup/safe_address.hpp"
#include "feeds/clean/markup/sanitize_rules.hpp"
#include "feeds/clean/markup/video_hosts.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/html/hidden.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace arna {
namespace {

/// The same picture in another size has the same address up to the query.
std::string_view without_query(std::string_view address) { return address.substr(0, address.find_first_of("?#")); }

bool has_content(Role role) { return role <= Role::cell || role == Role::media; }

} // namespace

/// One pass over the tokens of a piece of markup.
class Sanitizer {
public:
    Sanitizer(std::string_view html, const SanitizeOptions& options)
        : addresses_{.base = options.base,
                     .drop_relative = options.drop_relative,
                     .strip_tracking = options.strip_tracking},
          is_xml_(options.is_xml),
          as_written_(options.as_written),
          tokens_(html),
          images_(addresses_),
          out_(html.size(), options.as_written),
          growth_budget_(2 * html.size() + 4096) {
        tokens_.allow_cdata(is_xml_);
    }

    SafeHtml run() {
        Token token;
        while (tokens_.next(token)) {
            switch (token.kind) {
            case TokenKind::text: text(token); break;
            case TokenKind::start_tag: start(token); break;
            case TokenKind::end_tag: end(token); break;
            case TokenKind::comment:
            case TokenKind::doctype: break;
            }
        }
        return SafeHtml(out_.finish());
    }

private:
    void text(const Token& token) {
        if (!skipped_.empty()) return;
        if (token.model != ContentModel::data && token.model != ContentModel::cdata) return raw_text(token);
        if (can_be_seen(token.text)) {
            leave_picture();
            out_.text(token.text, token.model == ContentModel::data);
        } else {
            out_.blank(token.text);
        }
    }

    /// The text of `raw_`, whose content is no markup.
    void raw_text(const Token& token) {
        if (raw_->role == Role::literal && can_be_seen(token.text)) out_.literal(token.text);
        if (raw_->role == Role::noscript) restore_images(token.text);
        if (as_written_ && (raw_->name == "title" || raw_->name == "iframe")) text_of_markup(token.text);
    }

    void text_of_markup(std::string_view html) {
        Tokenizer tokens(html);
        Token token;
        while (tokens.next(token)) {
            if (token.kind == TokenKind::text && can_be_seen(token.text)) out_.text(token.text, true);
        }
    }

    void start(const Token& token) {
        const ElementRule* element = element_rules.find(token.name);
        if (element == nullptr || (!skipped_.empty() && stays_skipped(token))) return;
        if (enters_raw_text(token)) raw_ = element;
        switch (element->role) {
        case Role::dropped: skip(token); break;
        case Role::literal:
        case Role::noscript: break;
        case Role::embed: embed(token); break;
        case Role::image: image(token); break;
        case Role::picture:
            picture_sources_.clear();
            is_in_picture_ = true;
            break;
        case Role::source: source(*element, token); break;
        case Role::track:
        case Role::column: out_.part(*element, attributes(*element, token)); break;
        case Role::line_break: out_.line_break(); break;
        case Role::word_break: out_.word_break(); break;
        case Role::rule: out_.rule(); break;
        default: open(*element, token);
        }
    }

    void open(const ElementRule& element, const Token& token) {
        if (element.role > Role::ruby_text) leave_picture();
        out_.open(element, attributes(element, token));
        if (is_xml_ && token.is_self_closing) out_.close(element);
    }

    void end(const Token& token) {
        if (!skipped_.empty()) return end_skipped(token);
        const ElementRule* element = element_rules.find(token.name);
        if (element == nullptr) return;
        if (element->role == Role::line_break) out_.line_break(); // </br> is one (HTML §13.2.6.4.7)
        if (element->role == Role::picture) leave_picture();
        if (has_content(element->role)) out_.close(*element);
    }

    /// Lets the tokeniser read what is no markup as such; false where a start tag begins nothing of the kind.
    bool enters_raw_text(const Token& token) {
        const ContentModel model = content_model(token.name);
        if (model == ContentModel::data || (token.is_self_closing && (is_xml_ || is_never_closed(token.name))))
            return false;
        tokens_.enter(model, token.name);
        return true;
    }

    /// Whether a frame that was written as empty ("<iframe … />") would, as browsers read it, hide all the rest.
    bool is_never_closed(std::string_view name) {
        if (!equals_lower(name, "iframe")) return false;
        if (!is_frame_left_open_) is_frame_left_open_ = !contains_lower(tokens_.rest(), "</iframe");
        return is_frame_left_open_;
    }

    // What goes with all that is in it

    void skip(const Token& token) {
        if (content_model(token.name) != ContentModel::data) return; // its text is one token
        if (as_written_ && equals_lower(token.name, "svg")) return;
        is_skipped_foreign_ = !equals_lower(token.name, "template");
        if (token.is_self_closing && (is_skipped_foreign_ || is_xml_)) return;
        skipped_ = token.name;
        skipped_depth_ = 1;
        tokens_.allow_cdata(is_skipped_foreign_ || is_xml_);
    }

    bool stays_skipped(const Token& token) {
        if (is_skipped_foreign_ && breaks_out_of_foreign.find(token.name) != nullptr) {
            stop_skipping();
            return false;
        }
        if (!is_skipped_foreign_) enters_raw_text(token);
        const bool is_empty = token.is_self_closing && (is_skipped_foreign_ || is_xml_);
        if (!is_empty && equals_ignoring_case(token.name, skipped_)) ++skipped_depth_;
        return true;
    }

    void end_skipped(const Token& token) {
        if (equals_ignoring_case(token.name, skipped_) && --skipped_depth_ == 0) stop_skipping();
    }

    void stop_skipping() {
        skipped_ = {};
        tokens_.allow_cdata(is_xml_);
    }

    // Images and embedded things

    void image(const Token& token) { write_image(token, images_.read(token.attributes)); }

    void write_image(const Token& token, const Image& image) {
        const bool has_sources = std::exchange(is_in_picture_, false) && !picture_sources_.empty();
        const bool is_shown = image.is_shown() || (as_written_ && !image.is_tracker);
        if (!is_shown || !may_grow(image.src.size() + image.srcset.size(), token.source.size())) {
            if (image.was_refused && !image.is_tracker && can_be_seen(image.alt)) out_.text(image.alt, false);
            return;
        }
        std::string& out = out_.flow();
        if (has_sources) (out += "<picture>") += picture_sources_;
        out += "<img";
        if (!image.src.empty()) append_attribute(out, "src", image.src);
        if (!image.srcset.empty()) append_attribute(out, "srcset", image.srcset);
        out += attributes(rule_of("img"), token, arna::attributes(AttributeName::src, AttributeName::srcset));
        out += has_sources ? "></picture>" : ">";
        last_image_ = image.src;
    }

    /// A <source>: of media as it is, of a picture kept until its <img> comes.
    void source(const ElementRule& element, const Token& token) {
        constexpr auto addresses = arna::attributes(AttributeName::src, AttributeName::srcset);
        if (!is_in_picture_) {
            const auto of_pictures = arna::attributes(AttributeName::srcset, AttributeName::sizes);
            const auto written = attributes(element, token, of_pictures);
            if (written.contains(" src=\"")) out_.part(element, written);
            return;
        }
        Image image = images_.read(token.attributes);
        if (image.srcset.empty()) image.srcset = safe_srcset(image.src, addresses_);
        if (image.srcset.empty() || !may_grow(image.srcset.size(), token.source.size())) return;
        picture_sources_ += "<source";
        append_attribute(picture_sources_, "srcset", image.srcset);
        (picture_sources_ += attributes(element, token, addresses)) += '>';
    }

    void leave_picture() {
        is_in_picture_ = false;
        picture_sources_.clear();
    }

    /// The content of a <noscript>: the images that a script would have loaded, unless they are there already.
    void restore_images(std::string_view html) {
        Tokenizer tokens(html);
        Token token;
        while (tokens.next(token)) {
            if (token.kind != TokenKind::start_tag || !equals_lower(token.name, "img")) continue;
            const Image& image = images_.read(token.attributes);
            if (without_query(image.src) != without_query(last_image_)) write_image(token, image);
        }
    }

    /// A frame, or something for a plug-in: a link to it, with a picture of it where its host has one.
    void embed(const Token& token) {
        if (is_dot(token.attributes)) return;
        const std::string address = embedded_address(token.attributes);
        if (address.empty() || address == last_embedded_) return;
        const EmbedLink link = embed_link(address);
        if (as_written_ && !link.is_video) return;
        if (link.url.empty() || !may_grow(link.url.size() + link.name.size() + link.thumbnail.size(), 0)) return;
        const bool has_paragraph = out_.in_paragraph();
        has_paragraph ? out_.blank(" ") : out_.open(rule_of("p"), {});
        std::string href;
        append_attribute(href, "href", link.url);
        out_.open(rule_of("a"), href);
        if (!link.thumbnail.empty()) {
            std::string& out = out_.flow() += "<img";
            append_attribute(out, "src", link.thumbnail);
            append_attribute(out, "alt", {});
            out += '>';
            out_.line_break();
        }
        out_.text(link.name, false);
        out_.close(rule_of("a"));
        has_paragraph ? out_.blank(" ") : out_.close(rule_of("p"));
        last_embedded_ = address;
    }

    std::string embedded_address(std::span<const Attribute> attributes) const {
        const AddressOptions options{
            .base = addresses_.base, .drop_relative = true, .strip_tracking = addresses_.strip_tracking};
        for (const std::string_view name : {"data-src", "data-lazy-src", "src", "data"}) {
            std::string address = safe_address(decoded_attribute(attributes, name), AddressUse::media, options);
            if (!address.empty()) return address;
        }
        return {};
    }

    // Attributes

    /// The attributes of a start tag that may be written, as markup; valid until the next call.
    std::string_view attributes(const ElementRule& element, const Token& token, AttributeSet left_out = 0) {
        constexpr auto languages = arna::attributes(AttributeName::lang, AttributeName::xml_lang);
        attributes_.clear();
        AttributeSet open = (element.attributes | global_attributes) & ~left_out;
        for (const Attribute& attribute : token.attributes) {
            const AttributeRule* rule = attribute_rules.find(attribute.name);
            if (rule == nullptr) {
                if (equals_lower(attribute.name, "style") && element.role != Role::image) hide(attribute, open);
                continue;
            }
            const AttributeSet bit = arna::attributes(rule->id);
            if ((open & bit) == 0) continue;
            open &= (bit & languages) != 0 ? ~languages : ~bit;
            write_attribute(*rule, attribute);
        }
        if (element.role == Role::media) {
            if ((open & arna::attributes(AttributeName::controls)) != 0) attributes_ += " controls=\"\"";
            if ((open & arna::attributes(AttributeName::preload)) != 0) attributes_ += " preload=\"none\"";
        }
        return attributes_;
    }

    void write_attribute(const AttributeRule& rule, const Attribute& attribute) {
        std::string_view value = attribute.value;
        if (value.find_first_of("&\r") != std::string_view::npos) {
            decoded_.clear();
            append_decoded(decoded_, value, CharRefPlace::attribute);
            value = decoded_;
        }
        const auto safe = safe_value(rule.kind, value, addresses_, storage_);
        if (safe && may_grow(safe->size(), attribute.value.size())) append_attribute(attributes_, rule.written, *safe);
    }

    /// What was hidden by its style, which goes, stays hidden.
    void hide(const Attribute& style, AttributeSet& open) {
        const auto hidden = arna::attributes(AttributeName::hidden);
        if ((open & hidden) == 0 || !hides_element(style.value)) return;
        open &= ~hidden;
        attributes_ += " hidden=\"\"";
    }

    /// Takes from the budget for what makes the output longer than the input.
    bool may_grow(std::size_t written, std::size_t read) {
        if (written <= read) return true;
        if (written - read > growth_budget_) return false;
        growth_budget_ -= written - read;
        return true;
    }

    const AddressOptions addresses_;
    const bool is_xml_;
    const bool as_written_;
    Tokenizer tokens_;
    ImageReader images_;
    BalancedMarkup out_;
    std::size_t growth_budget_;
    const ElementRule* raw_ = nullptr; ///< the element whose content is no markup
    std::string_view skipped_;         ///< the element that goes with all that is in it; empty: none
    std::size_t skipped_depth_ = 0;
    bool is_skipped_foreign_ = false; ///< it is svg or part of math
    bool is_frame_left_open_ = false;
    bool is_in_picture_ = false;
    std::string picture_sources_; ///< of the open <picture>, as markup
    std::string last_image_;
    std::string last_embedded_;
    std::string attributes_;
    std::string decoded_;
    std::string storage_;
};

SafeHtml sanitize(std::string_view html, const SanitizeOptions& options) {
    if (text_prefix(html) == html.size()) return Sanitizer(html, options).run();
    const std::string legal = xml_characters(html);
    return Sanitizer(legal, options).run();
}

} // namespace arna
