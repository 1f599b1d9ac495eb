#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace arna::english {

/// Forms of a folded English word by lists and regular endings: men, took and taken, easier, panicking, gases. For what
/// its stem does not tell, which most regular ones do. None for a word of other letters than a to z.
[[nodiscard]] std::vector<std::string> listed_forms(std::string_view word);

} // namespace arna::english
