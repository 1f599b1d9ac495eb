#pragma once
#include "feeds/identity/story_words.hpp"

#include <string_view>

namespace arna {

/// What a word is by itself. Kazakh and Russian days and months are names where they are capitalised within a sentence
/// (Жұма is a day, Жұмабаев a man), English ones are capitalised always; nor does "Агентство" there credit anybody.
[[nodiscard]] StoryWord::Kind kind_of(std::string_view word, std::string_view folded, bool begins_sentence);

/// The letters by which a folded name is compared: Kazakh ones as Russian texts spell them, initials left out.
[[nodiscard]] decltype(StoryWord::letters) letters_of(std::string_view folded);

/// Whether two words are one name but for their endings: Алматы, Алматыдағы; but not Караганда, Каратау. Acronyms only
/// gain endings.
[[nodiscard]] bool are_one_name(const StoryWord& a, const StoryWord& b);

/// Whether one is the other in another spelling or with a slip: a letter behind the first is another one, or one has
/// a letter more. A short name with another letter is another name: Марат, Мурат.
[[nodiscard]] bool are_spellings(const StoryWord& a, const StoryWord& b);

} // namespace arna
