#include "feeds/parse/xml_repair.hpp"

#include "feeds/html/ascii.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/parse/byte_scan.hpp"
#include "feeds/parse/character_reference.hpp"
#include "feeds/parse/doctype.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/xml_tag.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_entity = 64; ///< bytes of a name

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equals_ignoring_case(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view other) { return equals_ignoring_case(name, other); });
}

std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

bool is_item(std::string_view name) { return is_one_of(local_name(name), {"item", "entry"}); }

/// Elements of HTML that never have an end tag.
bool is_void(std::string_view name) { return is_one_of(name, {"br", "hr", "img", "wbr", "input"}); }

/// Elements of items that hold a short text, and so no other element of an item.
bool holds_short_text(std::string_view name) {
    return is_one_of(
        name, {"title", "link", "guid", "pubDate", "id", "updated", "published", "language", "category", "comments"});
}

bool is_part_of_item(std::string_view name) {
    return holds_short_text(name) ||
           is_one_of(name, {"description", "author", "summary", "content", "enclosure", "source"});
}

/// Reads the document once. Strict reading gives up at the first tag that does not match; the lenient one repairs.
class XmlRepair {
public:
    XmlRepair(std::string_view text, Problems& problems, bool is_lenient)
        : text_(text), problems_(problems), is_lenient_(is_lenient) {
        made_.text.reserve(text.size() + text.size() / 64 + 64);
    }

    /// Whether it came to the end.
    bool run() {
        while (pos_ < text_.size() && !is_over_) {
            if (stack_.empty()) {
                outside();
            } else {
                inside();
            }
            if (made_.text.size() > limits::document_bytes) exceed("text after repair");
        }
        if (!stack_.empty()) truncated();
        flush(std::min(pos_, text_.size()));
        return !is_unbalanced_ && !error_;
    }

    std::optional<Error>& error() { return error_; }
    RepairedXml take() { return std::move(made_); }

private:
    struct Open {
        std::string_view name;
        std::size_t item = npos; ///< its index in made_.items
    };

    /// A search that is not repeated once it has failed, so that many beginnings without an end cost one search.
    struct Search {
        std::string_view pattern;
        bool has_failed = false;
    };

    // ---- output: what is unchanged is copied in long runs

    void flush(std::size_t end) {
        made_.text.append(text_, copied_, end - copied_);
        copied_ = end;
    }

    void replace(std::size_t begin, std::size_t end, std::string_view with) {
        flush(begin);
        made_.text += with;
        copied_ = end;
        made_.map.note(made_.text.size(), end);
    }

    void drop(std::size_t begin, std::size_t end) { replace(begin, end, {}); }

    void insert(std::string_view what) { replace(pos_, pos_, what); }

    std::size_t out_offset(std::size_t pos) const { return made_.text.size() + (pos - copied_); }

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
        problems_.add("xml-truncated", fmt::format("the document ends inside <{}>", stack_.back().name), text_.size());
        pos_ = text_.size();
        while (!stack_.empty()) close_top();
    }

    void odd(std::string message) { problems_.add("xml-not-well-formed", std::move(message), pos_); }

    // ---- before and after the root element

    void outside() {
        const auto next = std::min(text_.find('<', pos_), text_.size());
        if (const auto junk = text_.find_first_not_of(" \t\r\n", pos_); junk < next) {
            if (root_.empty()) {
                problems_.add("xml-junk-before", "text before the first element", junk);
            } else {
                problems_.add("xml-junk-after", "text after the end of the document", junk);
            }
        }
        drop(pos_, next);
        pos_ = next;
        if (pos_ >= text_.size()) return;
        const char kind = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
        if (kind == '!') return declaration();
        if (kind == '?') return instruction();
        if (is_name_start(kind) && (root_.empty() || is_second_root())) return start_tag();
        problems_.add(root_.empty() ? "xml-junk-before" : "xml-junk-after", "markup outside the document's element",
                      pos_);
        skip_to_second_root();
    }

    bool is_second_root() const { return text_.substr(pos_ + 1, end_of_name(text_, pos_ + 1) - pos_ - 1) == root_; }

    void skip_to_second_root() {
        auto next = pos_ + 1;
        if (!root_.empty()) {
            next = text_.find(fmt::format("<{}", root_), next);
        }
        next = std::min(next, text_.size());
        drop(pos_, next);
        pos_ = next;
    }

    // ---- inside it

    void inside() {
        pos_ = find_markup(text_, pos_);
        if (pos_ >= text_.size()) return;
        if (text_[pos_] == '&') {
            pos_ = reference(pos_);
        } else if (text_[pos_] == '<') {
            markup();
        } else {
            pos_ = suspicious(pos_);
        }
    }

    void markup() {
        const char kind = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
        if (is_name_start(kind)) return start_tag();
        if (kind == '/') return end_tag();
        if (kind == '!') return declaration();
        if (kind == '?') return instruction();
        literal_less_than();
    }

    void literal_less_than() {
        odd("a '<' that begins no tag");
        replace(pos_, pos_ + 1, "&lt;");
        ++pos_;
    }

    void cut() {
        drop(pos_, text_.size());
        pos_ = text_.size();
        if (stack_.empty()) problems_.add("xml-truncated", "the document ends inside a tag", pos_);
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
        const auto name_at = out_offset(pos_) + 1;
        const auto begin = pos_;
        const bool is_empty = tag.is_empty || (is_lenient_ && is_void(tag.name));
        if (tag.has_duplicates) problems_.add("xml-duplicate-attribute", fmt::format("in <{}>", tag.name), pos_);
        if (tag.form == XmlTag::Form::odd || is_empty != tag.is_empty ||
            tag.attribute_count > limits::attributes_of_one) {
            rebuild(tag, is_empty);
        } else if (tag.needs_cleaning) {
            clean(pos_, tag.end);
        }
        pos_ = tag.end;
        opened(tag.name, name_at, begin, is_empty);
    }

    void opened(std::string_view name, std::size_t name_at, std::size_t begin, bool is_empty) {
        if (root_.empty()) root_ = name;
        Open open{.name = name};
        if (is_item(name)) {
            open.item = made_.items.size();
            made_.items.push_back({.name = name_at, .begin = begin, .end = pos_});
        }
        if (is_empty) return;
        if (stack_.size() >= limits::depth) return exceed("depth");
        stack_.push_back(open);
    }

    /// Writes an odd tag as it should have been.
    void rebuild(const XmlTag& tag, bool is_empty) {
        if (tag.form == XmlTag::Form::odd) odd(fmt::format("odd attributes in <{}>", tag.name));
        std::string made = fmt::format("<{}", tag.name);
        for (const auto& [name, value] : tag.attributes) {
            made += fmt::format(" {}=\"", name);
            append_value(made, value);
            made += '"';
        }
        made += is_empty ? "/>" : ">";
        replace(pos_, tag.end, made);
    }

    void append_value(std::string& made, std::string_view value) {
        XmlRepair inner(value, problems_, true);
        inner.doctype_ = doctype_;
        inner.clean(0, value.size());
        inner.flush(value.size());
        for (const char c : inner.made_.text) {
            if (c == '"') {
                made += "&quot;";
            } else if (c == '<') {
                made += "&lt;";
            } else {
                made += c;
            }
        }
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
            odd(fmt::format("the end tag </{} is not closed", name));
            end = std::min(text_.find_first_of("<>", end), text_.size());
            if (text_.substr(end).starts_with('>')) ++end;
        }
        if (stack_.back().name == name) {
            if (!is_regular) replace(pos_, end, fmt::format("</{}>", name));
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
        drop(pos_, end + 1);
        pos_ = end + 1;
    }

    void unmatched_end(std::string_view name, std::size_t end) {
        const auto is_exact = [&](const Open& open) { return open.name == name; };
        const auto is_same = [&](const Open& open) { return equals_ignoring_case(open.name, name); };
        auto found = std::find_if(stack_.rbegin(), stack_.rend(), is_exact);
        if (found == stack_.rend()) found = std::find_if(stack_.rbegin(), stack_.rend(), is_same);
        if (found == stack_.rend()) {
            if (!is_void(name)) odd(fmt::format("</{}> ends nothing", name));
            drop(pos_, end);
        } else {
            odd(fmt::format("</{}> ends <{}>", name, stack_.back().name));
            const auto keep = static_cast<std::size_t>(stack_.rend() - found) - 1;
            while (stack_.size() > keep) close_top();
            drop(pos_, end);
        }
        pos_ = end;
    }

    /// What a start tag says about end tags that were forgotten.
    void imply_ends(std::string_view name) {
        if (is_item(name)) {
            const auto open =
                std::find_if(stack_.begin(), stack_.end(), [](const Open& each) { return is_item(each.name); });
            if (open == stack_.end()) return;
            odd(fmt::format("<{}> inside <{}>", name, open->name));
            const auto keep = static_cast<std::size_t>(open - stack_.begin());
            while (stack_.size() > keep) close_top();
        } else if (!stack_.empty() && holds_short_text(stack_.back().name) && is_part_of_item(name)) {
            odd(fmt::format("<{}> inside <{}>", name, stack_.back().name));
            close_top();
        }
    }

    void close_top() {
        insert(fmt::format("</{}>", stack_.back().name));
        pop();
    }

    void pop() {
        if (stack_.back().item != npos) made_.items[stack_.back().item].end = pos_;
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
        drop(pos_, end + (text_[end] == '>' ? 1 : 0));
        pos_ = copied_;
    }

    void instruction() { skip(instruction_end_, 2, "processing instruction"); }

    /// Leaves out what ends with a pattern; without it, at the first '>'.
    void skip(Search& search, std::size_t prefix, std::string_view what) {
        auto end = search.has_failed ? npos : text_.find(search.pattern, pos_ + prefix);
        search.has_failed = end == npos;
        if (end != npos) {
            end += search.pattern.size();
        } else {
            odd(fmt::format("a {} that does not end", what));
            end = text_.find('>', pos_);
            if (end == npos) return cut();
            ++end;
        }
        drop(pos_, end);
        pos_ = end;
    }

    void doctype() {
        auto found = read_doctype(text_, pos_);
        drop(pos_, found.end);
        pos_ = found.end;
        own_doctype_ = std::move(found);
        doctype_ = &own_doctype_;
    }

    void cdata() {
        constexpr std::size_t mark = 9;
        const auto end = cdata_end_.has_failed ? npos : text_.find(cdata_end_.pattern, pos_ + mark);
        if (stack_.empty() || end == npos) {
            // Without an end the section is read as if it were none: its tags stand for themselves.
            cdata_end_.has_failed = end == npos;
            odd("a CDATA section that does not end");
            drop(pos_, pos_ + mark);
            pos_ += mark;
            return;
        }
        if (++elements_ > limits::elements) return exceed("CDATA sections");
        for (auto at = find_suspicious(text_.substr(0, end), pos_ + mark); at < end;)
            at = find_suspicious(text_.substr(0, end), suspicious(at));
        pos_ = end + cdata_end_.pattern.size();
    }

    // ---- characters and references

    void clean(std::size_t from, std::size_t to) {
        const auto part = text_.substr(0, to);
        for (auto at = find_markup(part, from); at < to; at = find_markup(part, at)) {
            if (part[at] == '&') {
                at = reference(at);
            } else if (part[at] == '<') {
                ++at;
            } else {
                at = suspicious(at);
            }
        }
    }

    /// A byte that may begin a character that XML forbids; gives what comes after it.
    std::size_t suspicious(std::size_t at) {
        const auto rest = text_.substr(at);
        const bool is_noncharacter = rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
        if (rest.front() == '\xEF' && !is_noncharacter) return at + 1;
        problems_.add("xml-illegal-character", "a character that XML does not allow was left out", at);
        const auto end = at + (is_noncharacter ? 3 : 1);
        drop(at, end);
        return end;
    }

    std::size_t reference(std::size_t at) {
        const auto rest = text_.substr(at);
        if (rest.starts_with("&#")) return numeric_reference(at, rest);
        const auto name = rest.substr(1, end_of_name(rest.substr(1, longest_entity), 0));
        if (name.empty() || rest.size() <= name.size() + 1 || rest[name.size() + 1] != ';') {
            problems_.add("xml-bare-ampersand", "an '&' that begins no reference", at);
            replace(at, at + 1, "&amp;");
            return at + 1;
        }
        const auto end = at + name.size() + 2;
        if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") return end;
        return entity(at, end, name);
    }

    std::size_t numeric_reference(std::size_t at, std::string_view rest) {
        const auto found = read_character_reference(rest);
        if (!found) {
            problems_.add("xml-bare-ampersand", "an '&' that begins no reference", at);
            replace(at, at + 1, "&amp;");
            return at + 1;
        }
        const auto end = at + found->length;
        if (found->is_exact) return end;
        if (found->character == 0) {
            problems_.add("xml-illegal-character", "a reference to a character that XML does not allow", at);
            drop(at, end);
        } else {
            replace(at, end, fmt::format("&#{};", static_cast<std::uint32_t>(found->character)));
        }
        return end;
    }

    std::size_t entity(std::size_t at, std::size_t end, std::string_view name) {
        const auto declared = doctype_->entities.find(name);
        const bool is_declared = declared != doctype_->entities.end();
        if (is_declared && !declared->second.is_refused) {
            expanded_ += declared->second.value.size();
            if (expanded_ <= limits::entity_bytes) {
                replace(at, end, escaped(declared->second.value));
                return end;
            }
        }
        if (const auto html = read_char_ref(text_.substr(at), CharRefPlace::text);
            !is_declared && html.length == end - at) {
            std::string characters;
            append_utf8(characters, html.first);
            if (html.second != 0) append_utf8(characters, html.second);
            replace(at, end, escaped(characters));
            return end;
        }
        const auto code = is_declared ? "entity-refused" : "entity-undefined";
        problems_.add(code, fmt::format("&{}; stays as it is written", name), at);
        replace(at, at + 1, "&amp;");
        return end;
    }

    static std::string escaped(std::string_view text) {
        std::string made;
        for (const char c : text) {
            switch (c) {
            case '&': made += "&amp;"; break;
            case '<': made += "&lt;"; break;
            case '"': made += "&quot;"; break;
            case '\'': made += "&apos;"; break;
            default: made += c;
            }
        }
        return made;
    }

    std::string_view text_;
    Problems& problems_;
    bool is_lenient_;
    RepairedXml made_;
    std::size_t pos_ = 0;
    std::size_t copied_ = 0; ///< up to here text_ is in made_
    std::vector<Open> stack_;
    std::string_view root_;
    Doctype own_doctype_;
    const Doctype* doctype_ = &own_doctype_;
    Search comment_end_{"-->"};
    Search instruction_end_{"?>"};
    Search cdata_end_{"]]>"};
    std::size_t elements_ = 0;
    std::size_t attributes_ = 0;
    std::size_t expanded_ = 0;
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
