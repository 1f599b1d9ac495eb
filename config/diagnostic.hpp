#pragma once
#include "config/config.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Something in the configuration that is wrong, or probably not meant.
struct Diagnostic {
    enum class Severity { error, warning };

    Severity severity = Severity::error;
    std::string file; ///< as it was named; or the variable of the environment
    std::uint32_t line = 0, column = 0;
    std::string message; ///< what; what to do
    std::string excerpt; ///< lines to show below, each with its line feed: the rule and a caret; often empty
};

/// "/etc/arna/arna.toml:12:8: unknown key 'intervall'; did you mean 'interval'?": one line, without excerpt and line
/// feed. A warning says so before its message.
[[nodiscard]] std::string text_of(const Diagnostic& diagnostic);

/// "/etc/arna/arna.toml:12:8", for messages that name a second place.
[[nodiscard]] std::string place_text(Place place, const std::vector<std::string>& files);

/// Collects what is found while a configuration is read. `files` outlives it.
class Findings {
public:
    explicit Findings(const std::vector<std::string>& files) : files_(files) {}

    void error(Place place, std::string message, std::string excerpt = {});
    void warning(Place place, std::string message, std::string excerpt = {});

    /// did_you_mean() for the first 100 words, then empty: each is compared with all candidates, and nobody reads on.
    [[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

    [[nodiscard]] bool has_errors() const { return has_errors_; }

    /// Whether something on this line is an error: what follows from that need not be told.
    [[nodiscard]] bool has_error_on_line_of(Place place) const;

    /// All of it, in the order of files and lines. Nothing is left.
    [[nodiscard]] std::vector<Diagnostic> take();

private:
    struct Finding {
        Place place;
        std::size_t number;
        Diagnostic::Severity severity;
        std::string message, excerpt;
    };
    void add(Diagnostic::Severity severity, Place place, std::string message, std::string excerpt);

    const std::vector<std::string>& files_;
    std::vector<Finding> found_;
    int suggestions_left_ = 100;
    bool has_errors_ = false;
};

/// "24 errors, 5 warnings", without what there is none of.
[[nodiscard]] std::string count_text(std::span<const Diagnostic> diagnostics);

/// A foreign text as a message may show it: what a terminal would obey or not show is escaped, "…" stands for all after
/// 60 characters.
[[nodiscard]] std::string escaped(std::string_view text);

/// The same in double quotes.
[[nodiscard]] std::string in_quotes(std::string_view text);

} // namespace arna
