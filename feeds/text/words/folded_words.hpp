#pragma once
#include "feeds/text/words/words.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

class FoldTable;

/// Splits plain text into the same words as Words does, and folds each in the same pass.
class FoldedWords {
public:
    /// Only this many bytes of a word are folded.
    static constexpr std::size_t longest = 1024;

    /// Requires: `text` outlives this.
    explicit FoldedWords(std::string_view text);

    /// The next word, as a view into the text; its folded form is appended to `out`.
    [[nodiscard]] std::optional<std::string_view> next(std::string& out);

private:
    bool skip_to_word();
    bool take_word_by_table(std::string& out);
    void take_word(std::string& out);

    std::string_view text_;
    const FoldTable& table_;
    std::size_t at_ = 0; ///< in the text
};

} // namespace arna
