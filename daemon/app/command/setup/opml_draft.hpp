#pragma once
#include "config/config.hpp"
#include "feeds/parse/format/opml.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Something to know of a subscription that is not simply taken over.
struct OpmlRemark {
    std::string where, what; ///< an address without its secrets, and a clause
    bool is_left_out = true;
};

/// A subscription list as files of the configuration.
struct OpmlDraft {
    std::vector<std::string> texts; ///< of files, each within what one may hold; none if nothing was taken
    std::size_t taken = 0;
    std::vector<OpmlRemark> remarks;
};

/// Makes a [[source]] of each subscription that is not one of `present` yet. `title` is the first line, without its
/// "# ".
[[nodiscard]] OpmlDraft draft_opml(const OpmlList& list, const Config& present, std::string_view title);

} // namespace arna
