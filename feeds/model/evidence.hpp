#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A term of a rule that holds, and what it found. There are two for a tag that is both a category and a hashtag.
struct Evidence {
    /// What it was found in, or is: "title", "summary", "content", "author", "section", "category", "hashtag",
    /// "source", "label", "lang", "domain", "url", "has", "age", "published".
    std::string field;
    std::string term;  ///< as it is written
    std::string found; ///< as the item has it, its beginning

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// Why an article is in a tag, in the form that memberships store: a line for each evidence, with field, term and found
/// text separated by tabs ("\t", "\n" and "\\" in them are escaped). Long texts are cut at a word, and evidence beyond
/// 800 bytes is left out: there are millions of memberships.
[[nodiscard]] std::string encode_reason(std::span<const Evidence> because);

/// What encode_reason() kept. A line that it did not write is left out.
[[nodiscard]] std::vector<Evidence> decode_reason(std::string_view reason);

} // namespace arna
