#pragma once
#include "daemon/store/noun/digest_store.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// What table digest keeps of one besides its times.
struct StoredDigest {
    struct Unlisted {
        ArticleId article{};
        bool has_left = false;
    };
    std::string title, language;
    std::vector<DigestLine> lines;
    std::vector<Unlisted> others; ///< articles without a line

    /// None is to be seen whose lines have all left.
    [[nodiscard]] bool is_hidden() const;
};

[[nodiscard]] std::string encode_digest(const StoredDigest& digest);
/// Throws StoreFailure where the bytes are damaged.
[[nodiscard]] StoredDigest decode_digest(std::string_view data);

/// What the places of articles in tags mean to digests, within one write transaction.
class DigestPlaces {
public:
    DigestPlaces(sqlite::Connection& db, Time now) : db_(db), now_(now) {}

    /// When an article joins that comes now: never before the end of the last digest, so that none is in no digest, but
    /// where a wrong clock made that.
    [[nodiscard]] Time time_of_joining(TagId tag);

    /// An article left its place in the tag, or came back to it: its line goes with it.
    void show(TagId tag, std::int64_t position, bool has_left);

private:
    void show(TagId tag, DigestKind kind, ArticleId article, Time joined, bool has_left);
    [[nodiscard]] bool has_any(TagId tag);
    [[nodiscard]] bool are_there_any();

    sqlite::Connection& db_;
    Time now_;
    std::optional<bool> are_there_any_; ///< digests of any tag
    std::map<TagId, bool> has_any_;
    std::map<TagId, Time> times_of_joining_;
    std::set<std::pair<TagId, DigestKind>> raised_; ///< versions rise once
};

} // namespace arna
