#pragma once
#include <memory>
#include <utility>

namespace arna {

/// An optional value on the heap, for what is large and rare: an empty one takes a pointer. Copies are deep.
template <class Value>
class Boxed {
public:
    Boxed() = default;
    Boxed(Value value)
        : value_(std::make_unique<Value>(std::move(value))) {} // NOLINT(google-explicit-constructor): as std::optional
    Boxed(const Boxed& other) : value_(other ? std::make_unique<Value>(*other) : nullptr) {}
    Boxed(Boxed&&) noexcept = default;
    Boxed& operator=(Boxed other) noexcept {
        value_.swap(other.value_);
        return *this;
    }
    ~Boxed() = default;

    [[nodiscard]] explicit operator bool() const { return value_ != nullptr; }
    [[nodiscard]] bool has_value() const { return value_ != nullptr; }
    [[nodiscard]] Value& operator*() { return *value_; }
    [[nodiscard]] const Value& operator*() const { return *value_; }
    [[nodiscard]] Value* operator->() { return value_.get(); }
    [[nodiscard]] const Value* operator->() const { return value_.get(); }

    void reset() { value_.reset(); }
    Value& emplace() { return *(value_ = std::make_unique<Value>()); }

    friend bool operator==(const Boxed& a, const Boxed& b) {
        return a && b ? *a == *b : a.has_value() == b.has_value();
    }

private:
    std::unique_ptr<Value> value_;
};

} // namespace arna
