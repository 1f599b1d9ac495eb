#pragma once
#include "config/load.hpp"
#include "daemon/app/exit_status.hpp"

#include <string>
#include <vector>

/// The commands that ask the stored history. They take the store's lock, so beside a running daemon they end with `cannot`.
namespace arna {

struct ExplainCommand {
    LoadRequest request;
    bool json = false;
    std::string url;
    std::vector<std::string> tags; ///< names or slugs; none: every tag
};
/// `no`: the store has no such article.
[[nodiscard]] ExitStatus run(const ExplainCommand& command);

struct SearchCommand {
    LoadRequest request;
    bool json = false;
    std::string rule;
};
/// `no`: nothing found.
[[nodiscard]] ExitStatus run(const SearchCommand& command);

struct ListCommand {
    LoadRequest request;
    bool json = false;
    std::string tag; ///< name or slug
};
[[nodiscard]] ExitStatus run(const ListCommand& command);

struct PlanCommand {
    LoadRequest request;
    bool json = false;
    std::string file; ///< the changed configuration; empty: that of `request`
};
[[nodiscard]] ExitStatus run(const PlanCommand& command);

} // namespace arna
