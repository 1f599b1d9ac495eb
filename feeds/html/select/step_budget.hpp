#pragma once
#include <cstdint>

namespace arna {

/// The steps that the rules of one page may still take: a step is a node that is looked at, or eight bytes of text that
/// are copied or compared. On one thread.
class StepBudget {
public:
    /// For all rules of a page together.
    static constexpr std::uint64_t of_a_page = 20'000'000;

    explicit StepBudget(std::uint64_t steps = of_a_page) : left_(steps) {}

    /// Takes steps. No, then and ever after, where so many are not left.
    bool spend(std::uint64_t steps = 1) {
        if (steps > left_) {
            left_ = 0;
            is_spent_ = true;
            return false;
        }
        left_ -= steps;
        return true;
    }

    /// The steps that a text of so many bytes takes.
    bool spend_on_text(std::uint64_t bytes) { return spend(1 + bytes / 8); }

    /// Whether more was wanted than there was: what was selected since is not complete.
    [[nodiscard]] bool is_spent() const { return is_spent_; }

    [[nodiscard]] std::uint64_t left() const { return left_; }

private:
    std::uint64_t left_;
    bool is_spent_ = false;
};

} // namespace arna
