#include "feeds/write/json_writer.hpp"

#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/write/json_text.hpp"

namespace arna {

void JsonWriter::key(std::string_view key) {
    separate();
    append_json_string(out_, key);
    out_ += ':';
}

void JsonWriter::string(std::string_view text) {
    separate();
    if (text_prefix(text) == text.size())
        append_json_string(out_, text);
    else
        append_json_string(out_, xml_characters(text));
}

void JsonWriter::number(std::uint64_t value) {
    separate();
    out_ += std::to_string(value);
}

void JsonWriter::member(std::string_view key, std::string_view text) {
    this->key(key);
    string(text);
}

void JsonWriter::optional_member(std::string_view key, std::string_view text) {
    if (!text.empty()) member(key, text);
}

/// No value ends with one of these.
void JsonWriter::separate() {
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != ':') out_ += ',';
}

void JsonWriter::begin(char opening) {
    separate();
    out_ += opening;
}

} // namespace arna
