#pragma once
#include "daemon/store/noun/search_store.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace arna {

inline constexpr auto search_file_name = "search.db";

/// `search.db` beside a database: FTS5 over the tokens of articles, and of which article each text is. Nothing is ever
/// changed in it: the words of an earlier text only let an article be looked at in vain. What is damaged shows when it
/// is first used, for then all of it is read. Any thread.
class SearchFile {
public:
    explicit SearchFile(std::filesystem::path file) : file_(std::move(file)) {}

    /// SearchStore::open_search_index.
    [[nodiscard]] std::unique_ptr<SearchIndex> open(const SearchProgress& progress, std::string_view token_version);

    /// The articles that may match, in order, each once; nothing where the file is not sound, or not that of `progress`
    /// and `token_version`.
    [[nodiscard]] std::optional<std::vector<ArticleId>> find(const TokenQuery& query, const SearchProgress& progress,
                                                             std::string_view token_version);

    /// Removes the file and what belongs to it. Errors show at its next use.
    static void remove(const std::filesystem::path& file);

private:
    [[nodiscard]] bool is_sound(std::int64_t making);
    void note_sound(std::int64_t making);

    std::filesystem::path file_;
    std::mutex mutex_;
    std::int64_t sound_ = 0; ///< the making of the file that was read to its end, and found sound; under mutex_
};

} // namespace arna
