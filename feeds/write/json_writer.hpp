#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// Writes one JSON document from front to back (RFC 8259), without white space. Keys are literals.
class JsonWriter {
public:
    void begin_object() { begin('{'); }
    void end_object() { out_ += '}'; }
    void begin_array() { begin('['); }
    void end_array() { out_ += ']'; }
    /// Of an object, before its value.
    void key(std::string_view key);

    /// What is not UTF-8 becomes U+FFFD, and what no text holds is dropped (feeds/text/characters.hpp).
    void string(std::string_view text);
    void number(std::uint64_t value);

    void member(std::string_view key, std::string_view text);
    void optional_member(std::string_view key, std::string_view text); ///< not when empty

    /// An object or array that is left out with its key where `write` puts nothing into it.
    void optional_object(std::string_view key, const std::invocable auto& write) { optional(key, '{', write, '}'); }
    void optional_object(const std::invocable auto& write) { optional({}, '{', write, '}'); }
    void optional_array(std::string_view key, const std::invocable auto& write) { optional(key, '[', write, ']'); }

    [[nodiscard]] std::string take() && { return std::move(out_); }

private:
    void separate();
    void begin(char opening);

    void optional(std::string_view key, char opening, const std::invocable auto& write, char closing) {
        const auto before = out_.size();
        if (!key.empty()) this->key(key);
        begin(opening);
        const auto inside = out_.size();
        write();
        if (out_.size() == inside)
            out_.resize(before);
        else
            out_ += closing;
    }

    std::string out_;
};

} // namespace arna
