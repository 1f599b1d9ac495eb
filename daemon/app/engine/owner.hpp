#pragma once
#include "feeds/text/error.hpp"

#include <filesystem>
#include <string_view>

/// Whose a state directory is, and who may work in it: its owner, and root as its owner.
namespace arna {

/// Errc::refused: it belongs to another user, or this one may not even look; the message says as whom to run `command`.
/// A directory that does not exist is whoever's makes it.
[[nodiscard]] Result<void> may_use(const std::filesystem::path& state, std::string_view command);

/// Root has the rights of the directory's owner from here on, so that no file in it becomes root's. Others keep theirs.
/// Errc::refused as above. Call it while one thread runs.
[[nodiscard]] Result<void> become_owner(const std::filesystem::path& state, std::string_view command);

/// The rights of before become_owner(): for a file elsewhere that root asked for.
void become_caller_again();

} // namespace arna
