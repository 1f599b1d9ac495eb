#pragma once
#include "daemon/store/store.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// A small binary form for values with many fields of which few are set: each field that is not empty is its number
/// (one byte), the length of its payload and the payload; numbers and lengths are LEB128. Fields may be added, for a
/// reader skips numbers that it does not know; a number is never used again for something else.
///
/// A type is described once, for both directions, by a function that names its fields:
///     template <class Fields> void describe(Fields& f, Of<Person> auto& p) { f(1, p.name); f(2, p.email); }
namespace arna::fields {

/// `Type`, const or not: a writer describes a const value, a reader one that it fills.
template <class Given, class Type>
concept Of = std::same_as<std::remove_const_t<Given>, Type>;

void append_number(std::string& out, std::uint64_t number);

/// Takes a number off the front of `data`. Throws StoreFailure if there is none.
[[nodiscard]] std::uint64_t take_number(std::string_view& data);

/// Takes `size` bytes off the front of `data`. Throws StoreFailure if there are fewer.
[[nodiscard]] std::string_view take_bytes(std::string_view& data, std::uint64_t size);

class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}

    void operator()(std::uint8_t number, const std::string& text) {
        if (!text.empty()) put(number, text);
    }
    void operator()(std::uint8_t number, bool claim) {
        if (claim) put(number, {});
    }
    template <std::integral Number>
    void operator()(std::uint8_t number, const std::optional<Number>& value) {
        if (!value) return;
        std::string payload;
        const auto wide = static_cast<std::int64_t>(*value);
        append_number(payload, static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
        put(number, payload);
    }
    void operator()(std::uint8_t number, const std::optional<Time>& time) {
        if (time) (*this)(number, std::optional(std::int64_t{time->time_since_epoch().count()}));
    }
    void operator()(std::uint8_t number, const std::vector<std::string>& texts) {
        for (const auto& text : texts) put(number, text);
    }
    template <class Value>
        requires std::is_class_v<Value>
    void operator()(std::uint8_t number, const std::vector<Value>& values) {
        for (const auto& value : values) put(number, encoded(value));
    }
    template <class Value>
        requires std::is_class_v<Value>
    void operator()(std::uint8_t number, const Value& value) {
        if (const auto payload = encoded(value); !payload.empty()) put(number, payload);
    }

private:
    template <class Value>
    static std::string encoded(const Value& value) {
        std::string payload;
        Writer writer(payload);
        describe(writer, value);
        return payload;
    }
    void put(std::uint8_t number, std::string_view payload) {
        out_ += static_cast<char>(number);
        append_number(out_, payload.size());
        out_ += payload;
    }

    std::string& out_;
};

/// Fills the fields that have the number of the present one.
class Reader {
public:
    explicit Reader(std::string_view data) : data_(data) {}

    /// Goes to the next field; false at the end. Throws StoreFailure where the data is damaged.
    bool next();

    void operator()(std::uint8_t number, std::string& text) const {
        if (number == number_) text = payload_;
    }
    void operator()(std::uint8_t number, bool& claim) const {
        if (number == number_) claim = true;
    }
    template <std::integral Number>
    void operator()(std::uint8_t number, std::optional<Number>& value) const {
        if (number == number_) value = static_cast<Number>(payload_number());
    }
    void operator()(std::uint8_t number, std::optional<Time>& time) const {
        if (number == number_) time = Time(std::chrono::milliseconds(payload_number()));
    }
    void operator()(std::uint8_t number, std::vector<std::string>& texts) const {
        if (number == number_) texts.emplace_back(payload_);
    }
    template <class Value>
        requires std::is_class_v<Value>
    void operator()(std::uint8_t number, std::vector<Value>& values) const {
        if (number == number_) fill(values.emplace_back());
    }
    template <class Value>
        requires std::is_class_v<Value>
    void operator()(std::uint8_t number, Value& value) const {
        if (number == number_) fill(value);
    }

private:
    template <class Value>
    void fill(Value& value) const {
        Reader nested(payload_);
        while (nested.next()) describe(nested, value);
    }
    [[nodiscard]] std::int64_t payload_number() const;

    std::string_view data_, payload_;
    std::uint8_t number_ = 0;
};

} // namespace arna::fields
