#pragma once
#include "feeds/model/entry.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Whether an entry's id can stand as an atom:id as it is: scheme (two characters or more), colon and something after
/// it, without blanks, controls and the characters that no IRI holds (RFC 3987 §2.2). An http(s) id needs a host.
[[nodiscard]] bool is_absolute_iri(std::string_view id);

/// The id to publish where the source's own cannot be used: urn:uuid, version 8 (RFC 9562 §5.8), from the ident.
[[nodiscard]] std::string entry_urn(const Ident& ident);

} // namespace arna
