#pragma once
#include "config/config.hpp"
#include "daemon/app/command/table/arguments.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/store/store.hpp"

#include <boost/json/object.hpp>

#include <expected>
#include <vector>

namespace arna {

/// Does what `arna token` is told (docs/publishing.md, "Private tags"), and gives the rows of the answer: of `new` one,
/// of `list` one for each token, of `revoke` one with how many. The tags of `config` are those that the store was last
/// told. On the store thread. Throws StoreFailure.
[[nodiscard]] std::expected<std::vector<boost::json::object>, CommandError>
token_rows(Store& store, const Config& config, const Arguments& arguments, Time now);

/// Whether `arna token new` asks for what can be given, as far as the configuration tells: who asks for what cannot
/// makes
/// no store.
[[nodiscard]] std::expected<void, CommandError> check_new_token(const Config& config, const Arguments& arguments,
                                                                Time now);

/// The rows for people: an address for each tag, a table, a sentence. `action`: of the command line.
[[nodiscard]] std::string token_text(std::string_view action, const std::vector<boost::json::object>& rows);

} // namespace arna
