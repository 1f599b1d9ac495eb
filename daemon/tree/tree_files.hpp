#pragma once
#include "daemon/publish/catalogue.hpp"
#include "daemon/store/store.hpp"
#include "daemon/tree/tree_directory.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Which files stand in a tree, and with which bytes.
namespace arna {

/// How the compressed copies of a document that has not changed are looked after.
enum class TreeWork {
    compare, ///< those that do not decompress to it are made again
    update,  ///< they were compared before
};

/// What a subject's files show.
struct TreeSubject {
    std::uint64_t version = 0;      ///< of the tag or source
    Time last_modified{};           ///< the latest of its documents
    std::int64_t archive_pages = 0; ///< of a tag: how many are full
    std::int64_t removed_pages = 0; ///< the first of them, which are there no more
    std::size_t written = 0;        ///< files that were put aside, for they had other bytes
};

/// Puts all documents of a subject into the tree, with their compressed copies; of an archive the one page. Blocking;
/// runs in the pool. Errc::io: a file that could not be written; then nothing of the subject is put. Throws
/// StoreFailure.
Result<TreeSubject> put_subject(const Catalogue& catalogue, const Subject& subject, StoreReader& reader,
                                TreeDirectory& directory, TreeWork work);

/// The paths of all files of a subject, copies included.
[[nodiscard]] std::vector<std::string> files_of(const Catalogue& catalogue, const Subject& subject);

/// One page of a tag's archive.
[[nodiscard]] Subject archive_page(TagId tag, std::int64_t page);

} // namespace arna
