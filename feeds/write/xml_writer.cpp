#include "feeds/write/xml_writer.hpp"

#include "feeds/html/void_element.hpp"
#include "feeds/write/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace arna {
namespace {

constexpr std::string_view xml_declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view doctype = "<!DOCTYPE html>\n";

} // namespace

XmlWriter::XmlWriter(Syntax syntax) : syntax_(syntax) {
    if (syntax == Syntax::xml) out_ = xml_declaration;
    if (syntax == Syntax::html) out_ = doctype;
}

void XmlWriter::start(std::string_view name) {
    end_start_tag();
    out_ += '<';
    out_ += name;
    open_.push_back(name);
    is_in_start_tag_ = true;
}

void XmlWriter::attribute(std::string_view name, std::string_view value) {
    assert(is_in_start_tag_);
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_xml_attribute(out_, value);
    out_ += '"';
}

void XmlWriter::optional_attribute(std::string_view name, std::string_view value) {
    if (!value.empty()) attribute(name, value);
}

void XmlWriter::text(std::string_view text) {
    end_start_tag();
    append_xml_text(out_, text);
}

void XmlWriter::markup(const SafeHtml& html) {
    end_start_tag();
    append_markup(out_, html.str());
}

void XmlWriter::end() {
    assert(!open_.empty());
    const auto name = open_.back();
    open_.pop_back();
    if (is_in_start_tag_ && syntax_ == Syntax::xml) {
        out_ += "/>";
        is_in_start_tag_ = false;
        return;
    }
    end_start_tag();
    if (syntax_ != Syntax::xml && is_void_element(name)) return;
    out_ += "</";
    out_ += name;
    out_ += '>';
}

void XmlWriter::element(std::string_view name, std::string_view text) {
    start(name);
    this->text(text);
    end();
}

void XmlWriter::optional_element(std::string_view name, std::string_view text) {
    if (!text.empty()) element(name, text);
}

void XmlWriter::line_break() {
    end_start_tag();
    out_ += '\n';
}

std::string XmlWriter::take() && {
    assert(open_.empty());
    if (syntax_ != Syntax::fragment) out_ += '\n';
    return std::move(out_);
}

void XmlWriter::end_start_tag() {
    if (is_in_start_tag_) out_ += '>';
    is_in_start_tag_ = false;
}

} // namespace arna
