#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/records.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arna {

/// How the text of an article comes out of a telling.
enum class TextChange {
    none,
    added,
    revised,   ///< the old one is kept
    rewritten, ///< the hashes differ without the source having changed a word
};

/// What one item of one poll does to one article.
struct Telling {
    std::size_t item = 0; ///< of the poll
    ArticleIndex article{};
    TextChange text = TextChange::none;
    Time updated{};                     ///< with another text
    bool appears = false;               ///< the source becomes one that has it
    std::optional<SourceId> taken_from; ///< the owner that is gone
    std::optional<StoryIndex> story;    ///< that it joins, or begins with another article
    bool is_held = false;               ///< it is added, and in no feed
    bool awaits_page = false;           ///< likewise, until its page was read
    bool is_released = false;           ///< it is held no longer
    bool returns = false;               ///< it was withdrawn, and is told again
    std::vector<PlaceChange> places;
    std::vector<std::pair<SourceId, Effect>> sources; ///< whose own feeds change
};

/// An article that the poll's source no longer tells.
struct Withdrawal {
    ArticleIndex article{};
    std::vector<PlaceChange> places;
    std::vector<std::pair<SourceId, Effect>> sources;
};

/// One poll of the batch, in its order.
struct PollPlan {
    std::vector<Telling> tellings;               ///< in the order in which positions are given
    std::unordered_set<Ident, IdentHash> others; ///< what it told that another source owns
    /// Items that are an article of another ident: what they are to be known by from now on.
    std::unordered_map<Ident, Ident, IdentHash> renamed;
    std::vector<Withdrawal> withdrawals;
    std::vector<Ident> undecided; ///< of the last document: kept on top of this one (Withdrawals::undecided)
    std::vector<std::pair<ArticleIndex, TagId>> capped; ///< what may not join for the limit of the day
    std::vector<TagId> joined;                          ///< what did and counts, a tag for each article
    std::vector<std::size_t> buried;                    ///< items that retention has removed
    std::size_t held = 0, awaiting = 0;
    bool has_gap = false;
    std::size_t added = 0, revised = 0, appeared = 0;
};

struct IngestPlan {
    std::vector<IngestArticle> articles; ///< those of the knowledge, as they come out; then the added ones
    std::vector<KnownStory> stories;     ///< likewise
    std::vector<PollPlan> polls;
};

/// Decides what a batch of polls does to the store: new, revised, appeared; who joins and who leaves; which ids are
/// published. Pure; what it returns points into `polls`. Positions and versions are counted where it is written.
[[nodiscard]] IngestPlan plan_ingest(std::span<const PollRecord> polls, IngestKnowledge knowledge, Time now);

/// The id of last resort: nobody can foretell it who does not know the secret of the database, so it is always free.
[[nodiscard]] std::string secret_entry_id(std::string_view secret, const Ident& ident);

} // namespace arna
