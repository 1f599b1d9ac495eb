#pragma once
#include "daemon/measure/histogram.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// Writes the text format of Prometheus, version 0.0.4: families one after the other, each with its samples.
class MetricText {
public:
    using Label = std::pair<std::string_view, std::string_view>;
    using Labels = std::initializer_list<Label>;

    /// Begins a family; what follows is of it. `type` is "counter", "gauge" or "histogram".
    void family(std::string_view name, std::string_view type, std::string_view help);

    template <std::integral Number>
    void value(Labels labels, Number number) {
        sample("", labels, std::to_string(number));
    }
    void value(Labels labels, double number);
    template <class Number>
    void value(Number number) {
        value({}, number);
    }

    /// All samples of a histogram.
    void histogram(const Histogram& histogram, Labels labels = {});

    /// A family of one sample without labels.
    template <class Number>
    void gauge(std::string_view name, std::string_view help, Number number) {
        family(name, "gauge", help);
        value(number);
    }
    template <class Number>
    void counter(std::string_view name, std::string_view help, Number number) {
        family(name, "counter", help);
        value(number);
    }

    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void sample(std::string_view suffix, Labels labels, std::string_view value, Label last = {});
    void append_label(Label label, bool is_first);

    std::string text_;
    std::string name_;
};

} // namespace arna
