#include "daemon/store/ingest/burst_title.hpp"

#include "feeds/text/words/folded_words.hpp"

namespace arna {

std::string burst_title(std::string_view title) {
    constexpr int least_words = 4;
    std::string key;
    int words = 0;
    for (FoldedWords folded(title); folded.next(key); ++words) key += ' ';
    return words < least_words ? std::string() : key;
}

} // namespace arna
