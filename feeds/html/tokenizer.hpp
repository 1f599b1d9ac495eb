#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

enum class TokenKind : std::uint8_t { text, start_tag, end_tag, comment, doctype };

/// How the text that follows is read (HTML §13.2.5).
enum class ContentModel : std::uint8_t {
    data,      ///< tags and references
    rcdata,    ///< references only, up to the end tag: title, textarea
    rawtext,   ///< neither, up to the end tag: style, xmp, iframe, noembed, noframes, noscript
    script,    ///< as rawtext, but `<!--` can hide an end tag
    plaintext, ///< neither, to the end of the input
    cdata,     ///< neither, up to `]]>`
};

/// The content model of an element (a tag name in any case) in HTML; the one of `noscript` is that of a browser with
/// scripts.
[[nodiscard]] ContentModel content_model(std::string_view tag_name);

/// An attribute as it stands in the input: name in any case, references not decoded. Of two with the same name the
/// first counts.
struct Attribute {
    std::string_view name;
    std::string_view value;
    char quote = '\0'; ///< '"', '\'', or none
};

/// The value of the first attribute of that name (in lower case), references decoded; empty if there is none.
[[nodiscard]] std::string decoded_attribute(std::span<const Attribute> attributes, std::string_view name);

/// How many attributes of a tag are kept; nobody writes so many.
inline constexpr std::size_t most_attributes = 256;

/// A piece of markup. Everything in it views the input.
struct Token {
    TokenKind kind = TokenKind::text;
    ContentModel model = ContentModel::data; ///< of text: whether references are to be decoded (data, rcdata)
    bool is_self_closing = false;            ///< a tag that ends in "/>", which HTML heeds only in foreign content
    std::string_view source;                 ///< the whole token
    std::string_view name;                   ///< of a tag, in any case
    std::string_view text;                   ///< of text and comments, undecoded; of a doctype what follows "<!DOCTYPE"
    std::span<const Attribute>
        attributes;                   ///< of a tag, the first most_attributes in order; until the next call of next()
    bool has_more_attributes = false; ///< of a tag: attributes after those are left out
};

/// Cuts markup into tokens as browsers do (HTML §13.2.5), one at a time and without copying; the input outlives it. As
/// for what §13.2.5 does to single characters: names keep their case, U+0000 and carriage returns stay, references are
/// decoded by who needs them (char_refs.hpp). A tag that the end of the input cuts off is dropped, as there.
class Tokenizer {
public:
    explicit Tokenizer(std::string_view input) : input_(input) {}

    /// The next token; false at the end of the input. A run of text is one token.
    bool next(Token& token);

    /// How what follows the current token is read: for every start tag whose content_model() is not data, unless it
    /// stands in foreign content. It ends at `</end_tag`, in any case.
    void enter(ContentModel model, std::string_view end_tag);

    /// Whether `<![CDATA[` begins a CDATA section: in foreign content (svg, math). Otherwise it is a bogus comment.
    void allow_cdata(bool is_allowed) { cdata_allowed_ = is_allowed; }

    /// What has not been read yet.
    [[nodiscard]] std::string_view rest() const { return input_.substr(at_); }

private:
    bool read_markup(Token& token);
    bool read_data(Token& token);
    bool read_raw(Token& token);
    bool read_tag(Token& token, std::size_t name_at);
    bool read_attributes(Token& token, std::size_t at);
    std::size_t read_attribute(std::size_t at);
    void keep(const Attribute& attribute);
    void read_declaration(Token& token);
    void read_comment(Token& token);
    void read_bogus_comment(Token& token, std::size_t data_at);
    [[nodiscard]] bool begins_markup(std::size_t at) const;
    [[nodiscard]] std::size_t end_of_raw() const;
    [[nodiscard]] std::size_t end_of_script() const;
    [[nodiscard]] bool is_end_tag_at(std::size_t at, std::string_view name) const;
    void finish(Token& token, TokenKind kind, std::size_t end);

    std::string_view input_;
    std::size_t at_ = 0;
    ContentModel model_ = ContentModel::data;
    std::string_view end_tag_;
    bool cdata_allowed_ = false;
    std::vector<Attribute> attributes_;
    bool has_more_attributes_ = false;
};

} // namespace arna
