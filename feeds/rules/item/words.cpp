#include "feeds/rules/item/words.hpp"

#include "feeds/rules/forms/kazakh/kazakh.hpp"
#include "feeds/rules/forms/languages.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/words/folded_words.hpp"

namespace arna {
namespace {

/// Whether what stands between two words lets the second one be an ending of the first: a hyphen, a closing quote, or
/// both.
bool joins_ending(std::string_view between) {
    for (const std::string_view quote : {"»", "”", "“", "\"", "’", "'", "›"}) {
        if (between.starts_with(quote)) {
            between.remove_prefix(quote.size());
            if (between.empty()) return true;
            break;
        }
    }
    return between == "-" || between == "\u2010" || between == "\u2011" || between == "–";
}

} // namespace

ItemWords::ItemWords(const MatchItem& item, bool loosely) : loosely_(loosely) {
    const std::size_t size = item.title.size() + item.summary.size() + item.content.size();
    words_.reserve(size / 10 + 16);
    folded_.reserve(size);
    add_part(Field::title, item.title);
    add_part(Field::summary, item.summary);
    add_part(Field::content, item.content);
    for (const std::string& author : item.authors) add_part(Field::author, author);
    for (const std::string& section : item.sections.empty() ? item.categories : item.sections) {
        add_part(Field::section, section);
    }
}

void ItemWords::add_part(Field field, std::string_view text) {
    parts_.push_back({field, text});
    ++block_;
    add_words(static_cast<std::uint32_t>(parts_.size() - 1));
}

void ItemWords::add_words(std::uint32_t part) {
    const std::string_view text = parts_[part].text;
    FoldedWords words(text);
    std::size_t behind = 0; // the word before
    std::size_t folded = folded_.size();
    while (const auto word = words.next(folded_)) {
        const auto offset = static_cast<std::size_t>(word->data() - text.data());
        const std::string_view between = text.substr(behind, offset - behind);
        const bool is_next = between == " "; // which nearly all are
        if (!is_next && between.contains('\n')) ++block_;
        const bool may_end = !is_next && behind > 0 && joins_ending(between);
        words_.push_back({.part = part,
                          .offset = static_cast<std::uint32_t>(offset),
                          .size = static_cast<std::uint32_t>(word->size()),
                          .folded = static_cast<std::uint32_t>(folded),
                          .folded_size = static_cast<std::uint32_t>(folded_.size() - folded),
                          .block = block_,
                          .is_ending = may_end && kazakh::is_ending(std::string_view(folded_).substr(folded))});
        if (loosely_) add_loosely(std::string_view(folded_).substr(folded));
        behind = offset + word->size();
        folded = folded_.size();
    }
}

/// Folding a folded word loosely gives the same as folding the word itself so, and mostly by the table alone.
void ItemWords::add_loosely(std::string_view folded_word) {
    append_folded(loosely_folded_, folded_word, true);
    loose_ends_.push_back(static_cast<std::uint32_t>(loosely_folded_.size()));
}

std::string_view ItemWords::loosely_folded(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : loose_ends_[index - 1];
    return std::string_view(loosely_folded_).substr(begin, loose_ends_[index] - begin);
}

std::string ItemWords::beginning() const {
    constexpr std::size_t enough = 512;
    std::string text;
    for (const ItemPart& part : parts_) {
        const bool is_text = part.field == Field::title || part.field == Field::summary || part.field == Field::content;
        if (is_text && text.size() < enough) (text += part.text.substr(0, enough)) += '\n';
    }
    return text;
}

std::string_view ItemWords::text_of(std::size_t first, std::size_t last) const {
    const ItemWord& begin = words_[first];
    const ItemWord& end = words_[last];
    return parts_[begin.part].text.substr(begin.offset, end.offset + end.size - begin.offset);
}

} // namespace arna
