#include "daemon/app/command/table/reply.hpp"

#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace arna {

std::string json_line(const boost::json::value& row) {
    return shown_text(boost::json::serialize(row)); // in JSON "\u009b" says the same
}

ExitStatus report(const CommandError& error) {
    report(error.column == 0 ? error.where : fmt::format("{}, column {}", error.where, error.column), error.what);
    std::fwrite(error.excerpt.data(), 1, error.excerpt.size(), stderr);
    return error.status;
}

} // namespace arna
