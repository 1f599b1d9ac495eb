#include "feeds/parse/xml/repair.hpp"

#include "feeds/parse/limits.hpp"
#include "feeds/parse/xml/byte_scan.hpp"
#include "feeds/parse/xml/doctype.hpp"
#include "feeds/parse/xml/edited_copy.hpp"
#include "feeds/parse/xml/items_ahead.hpp"
#include "feeds/parse/xml/known_tags.hpp"
#include "feeds/parse/xml/open_tags.hpp"
#include "feeds/parse/xml/pattern_search.hpp"
#include "feeds/parse/xml/reference_repair.hpp"
#include "feeds/parse/xml/tag.hpp"
#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;

/// Reads the document once. Strict reading gives up at the first tag that does not match; the lenient one repairs.
class XmlRepair {
public:
    XmlRepair(std::string_view text, Problems& problems, bool is_lenient)
        : text_(text),
          problems_(problems),
          is_lenient_(is_lenient),
          copy_(text),
          references_(text, copy_, problems),
          open_(copy_),
          comment_end_(text, "-->"),
          instruction_end_(text, "?>"),
          cdata_end_(text, "]]>"),
          items_ahead_(text) {}

    /// Whether it came to the end.
    bool run() {
        while (pos_ < text_.size() && !is_over_) {
            if (open_.empty()) {
                outside();
            } else {
                inside();
            }
            if (copy_.size() > limits::document_bytes) exceed("is too large once it is repaired");
        }
        if (!open_.empty()) truncated();
        copy_.copy_up_to(std::min(pos_, text_.size()));
        return !is_unbalanced_ && !error_;
    }

    std::optional<Error>& error() { return error_; }
    RepairedXml take() { return {.text = copy_.take_text(), .map = copy_.take_map(), .items = open_.take_items()}; }

private:
    // ---- giving up

    /// `why`: "has too many elements".
    void exceed(std::string_view why) {
        error_ = Error{Errc::limit_exceeded, fmt::format("the XML {}", why)};
        is_over_ = true;
    }

    /// Strict reading ends here; lenient reading goes on.
    bool give_up() {
        if (is_lenient_) return false;
        is_unbalanced_ = true;
        is_over_ = true;
        return true;
    }

    void truncated() {
        if (is_over_ || give_up()) return;
        problems_.add("xml-truncated", text_.size(), "the document ends inside <{:.80}>", open_.innermost());
        pos_ = text_.size();
        open_.close_down_to(0, pos_);
    }

    template <class... Args>
    void odd(fmt::format_string<Args...> message, Args&&... args) {
        problems_.add("xml-not-well-formed", pos_, message, std::forward<Args>(args)...);
    }

    /// Leaves out what stands from here to `end`.
    void skip_to(std::size_t end) {
        copy_.drop(pos_, end);
        pos_ = end;
    }

    // ---- before and after the root element

    void outside() {
        const auto next = std::min(text_.find('<', pos_), text_.size());
        if (const auto junk = text_.find_first_not_of(" \t\r\n", pos_); junk < next) {
            if (root_.empty()) {
                problems_.add("xml-junk-before", junk, "text before the first element");
            } else {
                problems_.add("xml-junk-after", junk, "text after the end of the document");
            }
        }
        skip_to(next);
        if (pos_ >= text_.size()) return;
        const char kind = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
        if (kind == '!') return declaration();
        if (kind == '?') return instruction();
        if (begins_name(text_, pos_ + 1) && (root_.empty() || is_second_root())) {
            if (root_.empty() && elements_ > 0) problems_.add("xml-junk-before", pos_, "markup before the feed");
            return start_tag();
        }
        if (has_item_tag_at(pos_) && give_up()) return;
        problems_.add(root_.empty() ? "xml-junk-before" : "xml-junk-after", pos_,
                      "markup outside the document's element");
        skip_to_second_root();
    }

    bool is_second_root() const { return text_.substr(pos_ + 1, end_of_name(text_, pos_ + 1) - pos_ - 1) == root_; }

    void skip_to_second_root() {
        auto next = pos_ + 1;
        if (!root_.empty()) {
            next = text_.find(fmt::format("<{}", root_), next);
        }
        next = std::min(next, text_.size());
        skip_to(next);
    }

    // ---- inside it

    void inside() {
        const auto begin = pos_;
        pos_ = find_markup(text_, pos_);
        if (open_.is_in_container()) drop_blanks(begin);
        if (pos_ >= text_.size()) return;
        if (text_[pos_] == '&') {
            pos_ = references_.reference(pos_);
        } else {
            markup();
        }
    }

    /// Leaves out the white space from `begin` to here if it stands between two tags, or behind the last: it would make
    /// half of the tree's nodes.
    void drop_blanks(std::size_t begin) {
        const auto is_at_tag = pos_ == text_.size() || text_[pos_] == '<';
        if (begin == pos_ || text_[begin - 1] != '>' || !is_at_tag) return;
        if (std::min(text_.find_first_not_of(" \t\r\n", begin), text_.size()) == pos_) copy_.drop(begin, pos_);
    }

    void markup() {
        const char kind = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
        if (begins_name(text_, pos_ + 1)) return start_tag();
        if (kind == '/') return end_tag();
        if (kind == '!') return declaration();
        if (kind == '?') return instruction();
        literal_less_than();
    }

    void literal_less_than() {
        odd("a '<' that begins no tag");
        copy_.replace(pos_, pos_ + 1, "&lt;");
        ++pos_;
    }

    void cut() {
        skip_to(text_.size());
        if (open_.empty()) problems_.add("xml-truncated", pos_, "the document ends inside a tag");
    }

    // ---- tags

    void start_tag() {
        const auto tag = read_tag(text_, pos_);
        if (tag.form == XmlTag::Form::cut) return cut();
        if (tag.form == XmlTag::Form::no_tag && !open_.empty()) return literal_less_than();
        if (tag.form == XmlTag::Form::no_tag) return skip_to_second_root();
        if (is_lenient_ && is_repeated_container(tag)) return;
        if (is_lenient_) imply_ends(tag.name);
        attributes_ += tag.attribute_count + tag.attributes.size();
        if (++elements_ > limits::elements) return exceed("has too many elements");
        may_declare_type_ = false;
        if (attributes_ > limits::attributes) return exceed("has too many attributes");
        const auto name_place = copy_.place_of(pos_) + 1;
        const auto begin = pos_;
        if (tag.has_duplicates) problems_.add("xml-duplicate-attribute", pos_, "in <{:.80}>", tag.name);
        const bool is_left_open = !tag.is_empty && is_lenient_ && is_void_tag(tag.name);
        const bool is_empty = tag.is_empty || is_left_open;
        if (tag.form == XmlTag::Form::odd) {
            odd("odd attributes in <{:.80}>", tag.name);
            references_.rewrite(tag, is_empty);
        } else {
            if (tag.has_references) references_.clean(pos_, tag.end);
            if (is_left_open) copy_.replace(tag.end - 1, tag.end, "/>");
        }
        pos_ = tag.end;
        if (open_.empty() && is_root_tag(tag.name)) {
            root_ = tag.name;
            items_ahead_.set_root(begin, 1 + root_.size());
        }
        if (is_empty) return open_.note_empty(tag.name, name_place, begin, pos_);
        if (open_.size() >= limits::depth) return exceed("is nested too deeply");
        open_.push(tag.name, name_place, begin);
    }

    void end_tag() {
        const auto [name, end, is_regular, is_cut] = read_end_tag(text_, pos_);
        if (name.empty()) return odd_end_tag();
        if (is_cut) return cut();
        if (!is_regular) odd("the end tag </{:.80} is not closed", name);
        if (is_lenient_ && open_.outermost() == name && items_ahead_.any(end)) {
            odd("</{:.80}> before the last item", name);
            skip_to(end);
        } else if (open_.innermost() == name) {
            if (!is_regular) copy_.replace(pos_, end, fmt::format("</{}>", name));
            pos_ = end;
            open_.pop(end);
        } else if (!give_up()) {
            unmatched_end(name, end);
        }
    }

    bool has_item_tag_at(std::size_t at) const {
        return is_item_tag(text_.substr(at + 1, end_of_name(text_, at + 1) - at - 1));
    }

    /// "</>" and the like.
    void odd_end_tag() {
        const auto end = text_.find_first_of("<>", pos_ + 1);
        if (end == npos) return cut();
        if (text_[end] == '<') return literal_less_than();
        odd("an end tag without a name");
        skip_to(end + 1);
    }

    void unmatched_end(std::string_view name, std::size_t end) {
        const auto count = open_.count_outside(name);
        if (count != npos) {
            odd("</{:.80}> ends <{:.80}>", name, open_.innermost());
            open_.close_down_to(count, pos_);
        } else if (!is_void_tag(name)) {
            odd("</{:.80}> ends nothing", name);
        }
        skip_to(end);
    }

    /// A channel right inside a channel, or a feed in a feed: the tag stands there twice, and is left out.
    bool is_repeated_container(const XmlTag& tag) {
        if (open_.empty() || open_.innermost() != tag.name || !is_container_tag(tag.name) || is_item_tag(tag.name))
            return false;
        odd("<{:.80}> twice", tag.name);
        skip_to(tag.end);
        return true;
    }

    /// What a start tag says about end tags that were forgotten.
    void imply_ends(std::string_view name) {
        const std::size_t fewest = name == root_ ? 0 : 1; // nothing else may stand beside the root
        const auto count = std::max(open_.count_before(name), fewest);
        if (count >= open_.size()) return;
        odd("<{:.80}> inside <{:.80}>", name, open_.name(count));
        open_.close_down_to(count, pos_);
    }

    // ---- "<!" and "<?"

    void declaration() {
        const auto rest = text_.substr(pos_);
        if (rest.starts_with("<!--")) return skip(comment_end_, 4, "comment");
        if (rest.starts_with("<![CDATA[")) return cdata();
        if (may_declare_type_ && equals_ignoring_case(rest.substr(0, 9), "<!DOCTYPE")) return doctype();
        const auto end = text_.find_first_of("<>", pos_ + 1);
        if (end == npos) return cut();
        if (text_[end] == '<' && !open_.empty()) return literal_less_than();
        skip_to(end + (text_[end] == '>' ? 1 : 0));
    }

    void instruction() { skip(instruction_end_, 2, "processing instruction"); }

    /// Leaves out what ends with a pattern; without it, at the first '>'.
    void skip(PatternSearch& search, std::size_t prefix, std::string_view what) {
        auto end = search.next(pos_ + prefix);
        if (end != npos) {
            end += search.size();
        } else {
            odd("a {:.80} that does not end", what);
            end = text_.find('>', pos_);
            if (end == npos) return cut();
            ++end;
        }
        skip_to(end);
    }

    /// At most one counts, before the first element (XML 1.0 §2.8).
    void doctype() {
        may_declare_type_ = false;
        auto found = read_doctype(text_, pos_);
        skip_to(found.end);
        references_.declare(std::move(found));
    }

    void cdata() {
        constexpr std::size_t mark = 9;
        const auto end = cdata_end_.next(pos_ + mark);
        if (open_.empty() || end == npos) {
            // Without an end the section is read as if it were none: its tags stand for themselves.
            odd("a CDATA section that does not end");
            return skip_to(pos_ + mark);
        }
        if (++elements_ > limits::elements) return exceed("has too many elements and CDATA sections");
        pos_ = end + cdata_end_.size();
    }

    std::string_view text_;
    Problems& problems_;
    bool is_lenient_;
    EditedCopy copy_;
    ReferenceRepair references_;
    OpenTags open_;
    std::size_t pos_ = 0;
    std::string_view root_; ///< of the feed; empty while there was none
    PatternSearch comment_end_;
    PatternSearch instruction_end_;
    PatternSearch cdata_end_;
    ItemsAhead items_ahead_;
    std::size_t elements_ = 0;
    std::size_t attributes_ = 0;
    bool may_declare_type_ = true;
    bool is_over_ = false;
    bool is_unbalanced_ = false;
    std::optional<Error> error_;
};

} // namespace

Result<RepairedXml> repair_xml(std::string_view text, Problems& problems) {
    if (text.size() > limits::document_bytes) return fail(Errc::limit_exceeded, "the document is too large");
    const auto before = problems.size();
    for (const bool is_lenient : {false, true}) {
        problems.rewind(before);
        XmlRepair repair(text, problems, is_lenient);
        if (repair.run()) return repair.take();
        if (repair.error()) return std::unexpected(std::move(*repair.error()));
    }
    return RepairedXml{}; // not reached: lenient reading comes to the end
}

} // namespace arna
