#pragma once
#include "feeds/rules/forms/russian/russian_endings.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Russian word forms: no dictionary, but a grammar that tells from the end of a word how it can be declined or
/// conjugated. A word that can be several things (печь, рабочий) has the forms of each.
namespace arna::russian {

/// How a word looks before endings, and which ones: рынок is рынк before most of them.
struct Stem {
    std::string letters; ///< folded
    Endings endings = 0;
};

/// The stems of a folded word as a dictionary has it, the word itself being no stem of its own. None where it has
/// letters that Russian does not have, or more than 64 of them.
[[nodiscard]] std::vector<Stem> stems(std::string_view word);

/// Whether a folded token is the folded word, or a form of it.
[[nodiscard]] bool is_form(std::string_view word, std::string_view token);

} // namespace arna::russian
