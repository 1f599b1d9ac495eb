#include "feeds/rules/item_words.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/words.hpp"

namespace arna {

ItemWords::ItemWords(const MatchItem& item, bool) {
    add_part(Field::title, item.title);
    add_part(Field::summary, item.summary);
    add_part(Field::content, item.content);
    for (const std::string& author : item.authors) add_part(Field::author, author);
    for (const std::string& section : item.sections.empty() ? item.categories : item.sections)
        add_part(Field::section, section);
}

void ItemWords::add_part(Field field, std::string_view text) {
    parts_.push_back({field, text});
    ++block_;
    add_words(static_cast<std::uint32_t>(parts_.size() - 1));
}

void ItemWords::add_words(std::uint32_t part) {
    const std::string_view text = parts_[part].text;
    std::size_t behind = 0; // the word before
    for_each_word(text, [&](const Word& word) {
        if (text.substr(behind, word.offset - behind).contains('\n')) ++block_;
        behind = word.offset + word.text.size();
        const std::string folded = fold(word.text);
        words_.push_back({.part = part,
                          .block = block_,
                          .offset = static_cast<std::uint32_t>(word.offset),
                          .size = static_cast<std::uint32_t>(word.text.size()),
                          .folded = static_cast<std::uint32_t>(folded_.size()),
                          .folded_size = static_cast<std::uint32_t>(folded.size())});
        folded_ += folded;
    });
}

std::string_view ItemWords::text_of(std::size_t first, std::size_t last) const {
    const ItemWord& begin = words_[first];
    const ItemWord& end = words_[last];
    return parts_[begin.part].text.substr(begin.offset, end.offset + end.size - begin.offset);
}

} // namespace arna
