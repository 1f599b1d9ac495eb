#include "daemon/app/command/store/list.hpp"

#include "daemon/app/command/store/rows/revision_rows.hpp"
#include "daemon/app/command/store/rows/row_text.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/configured_name.hpp"
#include "daemon/app/command/table/counts.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace arna {
namespace {

constexpr std::size_t most_listed = 1'000'000;

/// What to list.
struct Listing {
    std::size_t limit = std::numeric_limits<std::size_t>::max();
    bool is_archive = false;
    bool has_revisions = false;
};

/// Gives rows to whoever asked, as many as may be.
class Lister {
public:
    Lister(StoreReader& reader, const Listing& listing, const TakeRow& take)
        : reader_(reader), listing_(listing), left_(listing.limit), take_(take) {}

    /// An entry of the tag and what follows it. False when nothing more is wanted.
    bool give(TagId tag, const Article& article) {
        if (!give(article, {})) return false;
        if (article.followers.empty()) return true;
        return std::ranges::all_of(reader_.followers(tag, article.position),
                                   [&](const Article& follower) { return give(follower, address_of(article)); });
    }

private:
    bool give(const Article& article, const std::string& lead) {
        if (left_ == 0) return false;
        --left_;
        auto row = row_of(article);
        if (!lead.empty()) row["follows"] = lead;
        if (listing_.is_archive && lead.empty()) row["position"] = article.position;
        if (listing_.has_revisions) row["revisions"] = article.revision > 1 ? revisions(article) : boost::json::array();
        return take_(std::move(row));
    }

    boost::json::array revisions(const Article& article) {
        for (const auto& stored : reader_.find(article.entry_id))
            if (stored.article.entry_id == article.entry_id) return revision_rows(reader_.texts(stored.id));
        return {};
    }

    StoreReader& reader_;
    const Listing& listing_;
    std::size_t left_;
    const TakeRow& take_;
};

bool give_by_position(Lister& lister, TagId tag, ArticlePage page, std::int64_t above) {
    std::ranges::sort(page.entries, {}, &Article::position);
    return std::ranges::all_of(
        page.entries, [&](const Article& article) { return article.position <= above || lister.give(tag, article); });
}

/// All members by position: the pages of the archive, then those that no full page has yet.
void list_archive(StoreReader& reader, TagId tag, Lister& lister) {
    const auto pages = reader.tag_state(tag).position / archive_page_size;
    for (std::int64_t page = 1; page <= pages; ++page)
        if (!give_by_position(lister, tag, reader.archive(tag, page), 0)) return;
    give_by_position(lister, tag, reader.live(tag, 0), pages * archive_page_size);
}

std::expected<StoreAnswer, CommandError> prepare(const QuestionContext& context) {
    const auto& arguments = context.arguments;
    const auto index = find_tag(context.loaded.config, arguments.text("TAG"));
    if (!index) return std::unexpected(index.error());
    const auto limit = count_of(arguments, "--limit", most_listed);
    if (!limit) return std::unexpected(limit.error());
    Listing listing{.is_archive = arguments.has("--archive"), .has_revisions = arguments.has("--revisions")};
    if (*limit) listing.limit = **limit;
    return
        [&tag = context.loaded.config.tags[*index], listing](StoreReader& reader, const TakeRow& take) -> CommandEnd {
            for (const auto& record : reader.tags()) {
                if (record.name != tag.name) continue;
                Lister lister(reader, listing, take);
                if (listing.is_archive) {
                    list_archive(reader, record.id, lister);
                    continue;
                }
                const auto shown = std::max(static_cast<std::size_t>(tag.limit),
                                            listing.limit > most_listed ? std::size_t{0} : listing.limit);
                for (const auto& article : reader.live(record.id, shown).entries)
                    if (!lister.give(record.id, article)) break;
            }
            return ExitStatus::done;
        };
}

constexpr StoreQuestion question{.prepare = prepare, .text = listed_article_text};

} // namespace

Command list_command() {
    return {.name = "list",
            .summary = "Lists the articles of a tag",
            .arguments = {{.name = "TAG", .help = "Its name or slug", .is_required = true}},
            .options = {{"--archive", "", "All its members by position, not those of the live document"},
                        {"--limit", "N", "So many at most; more than the tag's own limit shows older ones too"},
                        {"--revisions", "", "With what each revision changed, word by word"}},
            .examples = {{"arna list referendum-2026", "by its slug"},
                         {"arna list --revisions referendum-2026", "what was edited, and how"},
                         {"arna list --json 'Референдум-2026'", "a line of JSON per article"}},
            .statuses = {{ExitStatus::done, "listed, also where there is none"},
                         {ExitStatus::wrong, "wrong usage or configuration, or no such tag"},
                         {ExitStatus::cannot, "the store cannot be read"}},
            .run = ask_store,
            .question = &question};
}

} // namespace arna
