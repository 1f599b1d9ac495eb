#pragma once
#include "daemon/store/records.hpp"
#include "feeds/model/page_part.hpp"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace arna {

/// What a site says on every page says nothing of an article: `meta keywords` and a picture of og:image that two
/// articles of a source have in common. Remembers the latest pages of each source, since the start. Lives on the io
/// thread.
class SharedMarks {
public:
    static constexpr std::size_t most_pages = 16;  ///< of a source, the latest
    static constexpr std::size_t most_shared = 64; ///< likewise

    /// Takes out of `part`, which the page of `article` gave, what another page of the source has too; the articles
    /// that were read before and have it come back: strip() is for them.
    std::vector<ArticleId> judge(SourceId source, ArticleId article, PagePart& part);

    /// Takes out of a part what is known to be shared; false if there was nothing.
    bool strip(SourceId source, PagePart& part) const;

private:
    struct Page {
        ArticleId article{};
        std::string keywords, picture; ///< empty: it has none
    };
    struct Marks {
        std::deque<Page> latest;
        std::deque<std::string> shared; ///< the latest last
    };

    std::map<SourceId, Marks> sources_;
};

} // namespace arna
