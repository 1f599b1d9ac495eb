#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "config/option/option_reader.hpp"

namespace arna {

/// What shows only when everything is read. Errors: names and slugs that stand twice. Warnings: one address in two
/// sources, a source polled more often than a public host likes, names of sources that no source has.
void check_across(const Config& config, Findings& findings);

/// Warns of secrets in files that every user of the machine may read. `context` knows where secrets were read.
void check_secrets(const Config& config, ReadContext& context);

} // namespace arna
