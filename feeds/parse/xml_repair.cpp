#include "feeds/parse/xml_repair.hpp"

#include "feeds/html/ascii.hpp"
#include "feeds/parse/byte_scan.hpp"
#include "feeds/parse/character_repair.hpp"
#include "feeds/parse/doctype.hpp"
#include "feeds/parse/edited_copy.hpp"
#include "feeds/parse/known_tags.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/xml_tag.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equals_ignoring_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

/// Reads the document once. Strict reading gives up at the first tag that does not match; the lenient one repairs.
class XmlRepair {
public:
    XmlRepair(std::string_view text, Problems& problems, bool is_lenient)
        : text_(text), problems_(problems), is_lenient_(is_lenient), copy_(text), characters_(text, copy_, problems) {}

    /// Whether it came to the end.
    bool run() {
        while (pos_ < text_.size() && !is_over_) {
            if (stack_.empty()) {
                outside();
            } else {
                inside();
            }
            if (copy_.size() > limits::document_bytes) exceed("text after repair");
        }
        if (!stack_.empty()) truncated();
        copy_.copy_up_to(std::min(pos_, text_.size()));
        return !is_unbalanced_ && !error_;
    }

    std::optional<Error>& error() { return error_; }
    RepairedXml take() { return {.text = copy_.take_text(), .map = copy_.take_map(), .items = std::move(items_)}; }

private:
    struct Open {
        std::string_view name;
        std::size_t item = npos; ///< its index in items_
    };

    /// A search that is not repeated once it has failed, so that many beginnings without an end cost one search.
    struct Search {
        std::string_view pattern;
        bool has_failed = false;
    };

    // ---- giving up

    void exceed(std::string_view what) {
        error_ = Error{Errc::limit_exceeded, fmt::format("the XML has too many or too large parts: {}", what)};
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
        problems_.add("xml-truncated", text_.size(), "the document ends inside <{:.80}>", stack_.back().name);
        pos_ = text_.size();
        while (!stack_.empty()) close_top();
    }

    template <class... Args>
    void odd(fmt::format_string<Args...> message, Args&&... args) {
        problems_.add("xml-not-well-formed", pos_, message, std::forward<Args>(args)...);
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
        copy_.drop(pos_, next);
        pos_ = next;
        if (pos_ >= text_.size()) return;
        const char kind = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
        if (kind == '!') return declaration();
        if (kind == '?') return instruction();
        if (begins_name(text_, pos_ + 1) && (root_.empty() || is_second_root())) {
            if (root_.empty() && elements_ > 0) problems_.add("xml-junk-before", pos_, "markup before the feed");
            return start_tag();
        }
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
        copy_.drop(pos_, next);
        pos_ = next;
    }

    // ---- inside it

    void inside() {
        pos_ = find_markup(text_, pos_);
        if (pos_ >= text_.size()) return;
        if (text_[pos_] == '&') {
            pos_ = characters_.reference(pos_);
        } else if (text_[pos_] == '<') {
            markup();
        } else {
            pos_ = characters_.suspicious(pos_);
        }
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
        copy_.drop(pos_, text_.size());
        pos_ = text_.size();
        if (stack_.empty()) problems_.add("xml-truncated", pos_, "the document ends inside a tag");
    }

    // ---- tags

    void start_tag() {
        const auto tag = read_tag(text_, pos_);
        if (tag.form == XmlTag::Form::cut) return cut();
        if (tag.form == XmlTag::Form::no_tag && !stack_.empty()) return literal_less_than();
        if (tag.form == XmlTag::Form::no_tag) return skip_to_second_root();
        if (is_lenient_) imply_ends(tag.name);
        attributes_ += tag.attribute_count + tag.attributes.size();
        if (++elements_ > limits::elements) return exceed("elements");
        if (attributes_ > limits::attributes) return exceed("attributes");
        const auto name_at = copy_.place_of(pos_) + 1;
        const auto begin = pos_;
        if (tag.has_duplicates) problems_.add("xml-duplicate-attribute", pos_, "in <{:.80}>", tag.name);
        const bool is_left_open = !tag.is_empty && is_lenient_ && is_void_tag(tag.name);
        const bool is_empty = tag.is_empty || is_left_open;
        if (tag.form == XmlTag::Form::odd) {
            rebuild(tag, is_empty);
        } else {
            if (tag.needs_cleaning) characters_.clean(pos_, tag.end);
            if (is_left_open) copy_.replace(tag.end - 1, tag.end, "/>");
        }
        pos_ = tag.end;
        opened(tag.name, name_at, begin, is_empty);
    }

    void opened(std::string_view name, std::size_t name_at, std::size_t begin, bool is_empty) {
        if (stack_.empty() && is_root_tag(name)) root_ = name;
        Open open{.name = name};
        if (is_item_tag(name)) {
            open.item = items_.size();
            items_.push_back({.name = name_at, .begin = begin, .end = pos_});
        }
        if (is_empty) return;
        if (stack_.size() >= limits::depth) return exceed("depth");
        stack_.push_back(open);
    }

    /// Writes an odd tag as it should have been.
    void rebuild(const XmlTag& tag, bool is_empty) {
        const auto place = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - text_.data()); };
        odd("odd attributes in <{:.80}>", tag.name);
        auto done = place(tag.name) + tag.name.size();
        for (const auto& [name, value] : tag.attributes) {
            const auto name_end = place(name) + name.size();
            const auto begin = value.empty() ? name_end : place(value);
            copy_.replace(done, place(name), " ");
            copy_.replace(name_end, begin, "=\"");
            characters_.clean_value(begin, begin + value.size());
            done = begin + value.size();
            copy_.insert(done, "\"");
        }
        copy_.replace(done, tag.end, is_empty ? "/>" : ">");
    }

    void end_tag() {
        const auto name_end = end_of_name(text_, pos_ + 2);
        const auto name = text_.substr(pos_ + 2, name_end - pos_ - 2);
        if (name.empty()) return odd_end_tag();
        auto end = name_end;
        while (end < text_.size() && is_blank(text_[end])) ++end;
        if (end >= text_.size()) return cut();
        const bool is_regular = text_[end] == '>';
        if (is_regular) {
            ++end;
        } else {
            odd("the end tag </{:.80} is not closed", name);
            end = std::min(text_.find_first_of("<>", end), text_.size());
            if (text_.substr(end).starts_with('>')) ++end;
        }
        if (stack_.back().name == name) {
            if (!is_regular) copy_.replace(pos_, end, fmt::format("</{}>", name));
            pos_ = end;
            pop();
        } else if (!give_up()) {
            unmatched_end(name, end);
        }
    }

    /// "</>" and the like.
    void odd_end_tag() {
        const auto end = text_.find_first_of("<>", pos_ + 1);
        if (end == npos) return cut();
        if (text_[end] == '<') return literal_less_than();
        odd("an end tag without a name");
        copy_.drop(pos_, end + 1);
        pos_ = end + 1;
    }

    void unmatched_end(std::string_view name, std::size_t end) {
        const auto is_exact = [&](const Open& open) { return open.name == name; };
        const auto is_same = [&](const Open& open) { return equals_ignoring_case(open.name, name); };
        auto found = std::find_if(stack_.rbegin(), stack_.rend(), is_exact);
        if (found == stack_.rend()) found = std::find_if(stack_.rbegin(), stack_.rend(), is_same);
        if (found == stack_.rend()) {
            if (!is_void_tag(name)) odd("</{:.80}> ends nothing", name);
            copy_.drop(pos_, end);
        } else {
            odd("</{:.80}> ends <{:.80}>", name, stack_.back().name);
            const auto keep = static_cast<std::size_t>(stack_.rend() - found) - 1;
            while (stack_.size() > keep) close_top();
            copy_.drop(pos_, end);
        }
        pos_ = end;
    }

    /// What a start tag says about end tags that were forgotten.
    void imply_ends(std::string_view name) {
        if (is_item_tag(name)) {
            const auto open =
                std::find_if(stack_.begin(), stack_.end(), [](const Open& each) { return is_item_tag(each.name); });
            if (open == stack_.end()) return;
            odd("<{:.80}> inside <{:.80}>", name, open->name);
            const auto keep = static_cast<std::size_t>(open - stack_.begin());
            while (stack_.size() > keep) close_top();
        } else if (!stack_.empty() && is_short_text_tag(stack_.back().name) && is_item_part_tag(name)) {
            odd("<{:.80}> inside <{:.80}>", name, stack_.back().name);
            close_top();
        }
    }

    void close_top() {
        copy_.insert(pos_, fmt::format("</{}>", stack_.back().name));
        pop();
    }

    void pop() {
        if (stack_.back().item != npos) items_[stack_.back().item].end = pos_;
        stack_.pop_back();
    }

    // ---- "<!" and "<?"

    void declaration() {
        const auto rest = text_.substr(pos_);
        if (rest.starts_with("<!--")) return skip(comment_end_, 4, "comment");
        if (rest.starts_with("<![CDATA[")) return cdata();
        if (equals_ignoring_case(rest.substr(0, 9), "<!DOCTYPE")) return doctype();
        const auto end = text_.find_first_of("<>", pos_ + 1);
        if (end == npos) return cut();
        if (text_[end] == '<' && !stack_.empty()) return literal_less_than();
        copy_.drop(pos_, end + (text_[end] == '>' ? 1 : 0));
        pos_ = end + (text_[end] == '>' ? 1 : 0);
    }

    void instruction() { skip(instruction_end_, 2, "processing instruction"); }

    /// Leaves out what ends with a pattern; without it, at the first '>'.
    void skip(Search& search, std::size_t prefix, std::string_view what) {
        auto end = search.has_failed ? npos : text_.find(search.pattern, pos_ + prefix);
        search.has_failed = end == npos;
        if (end != npos) {
            end += search.pattern.size();
        } else {
            odd("a {:.80} that does not end", what);
            end = text_.find('>', pos_);
            if (end == npos) return cut();
            ++end;
        }
        copy_.drop(pos_, end);
        pos_ = end;
    }

    void doctype() {
        auto found = read_doctype(text_, pos_);
        copy_.drop(pos_, found.end);
        pos_ = found.end;
        characters_.declare(std::move(found));
    }

    void cdata() {
        constexpr std::size_t mark = 9;
        const auto end = cdata_end_.has_failed ? npos : text_.find(cdata_end_.pattern, pos_ + mark);
        if (stack_.empty() || end == npos) {
            // Without an end the section is read as if it were none: its tags stand for themselves.
            cdata_end_.has_failed = end == npos;
            odd("a CDATA section that does not end");
            copy_.drop(pos_, pos_ + mark);
            pos_ += mark;
            return;
        }
        if (++elements_ > limits::elements) return exceed("CDATA sections");
        characters_.clean_characters(pos_ + mark, end);
        pos_ = end + cdata_end_.pattern.size();
    }

    std::string_view text_;
    Problems& problems_;
    bool is_lenient_;
    EditedCopy copy_;
    CharacterRepair characters_;
    std::vector<RepairedXml::Item> items_;
    std::size_t pos_ = 0;
    std::vector<Open> stack_;
    std::string_view root_; ///< of the feed; empty while there was none
    Search comment_end_{"-->"};
    Search instruction_end_{"?>"};
    Search cdata_end_{"]]>"};
    std::size_t elements_ = 0;
    std::size_t attributes_ = 0;
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
