#pragma once
#include "config/diagnostic.hpp"
#include "config/file/toml_value.hpp"
#include "config/load.hpp"
#include "feeds/text/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arna {

/// Reads a [[tag.test]] table. Nothing after an error: an unknown field, a wrong type, no `expect`.
[[nodiscard]] std::optional<TagTest> read_tag_test(const TomlTable& table, Place place, Findings& findings);

/// The keys of a [[tag.test]] table that reads back as this test, a line each.
[[nodiscard]] std::string tag_test_text(const TagTest& test);

/// Runs the tests of every tag; those that fail come back as errors, with what decided. `now` is when their items were
/// seen, where they do not say.
[[nodiscard]] std::vector<Diagnostic> run_tag_tests(const LoadedConfig& loaded, Time now);

} // namespace arna
