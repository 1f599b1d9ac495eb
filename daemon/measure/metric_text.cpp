#include "daemon/measure/metric_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace arna {

void MetricText::family(std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
    name_ = name;
}

void MetricText::value(Labels labels, double number) {
    // Times since 1970 in full, and not as 1.79e+09.
    sample("", labels, std::abs(number) >= 1e6 ? fmt::format("{:.3f}", number) : fmt::format("{}", number));
}

void MetricText::histogram(const Histogram& histogram, Labels labels) {
    std::uint64_t count = 0;
    const auto bounds = histogram.bounds();
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        count += histogram.count(i);
        sample("_bucket", labels, std::to_string(count), {"le", fmt::format("{}", bounds[i])});
    }
    count += histogram.count(bounds.size());
    sample("_bucket", labels, std::to_string(count), {"le", "+Inf"});
    sample("_sum", labels, fmt::format("{}", histogram.sum()));
    sample("_count", labels, std::to_string(count));
}

void MetricText::sample(std::string_view suffix, Labels labels, std::string_view value, Label last) {
    text_.append(name_).append(suffix);
    bool is_first = true;
    for (const auto& label : labels) append_label(label, std::exchange(is_first, false));
    if (!last.first.empty()) append_label(last, std::exchange(is_first, false));
    if (!is_first) text_ += '}';
    text_.append(" ").append(value).append("\n");
}

void MetricText::append_label(Label label, bool is_first) {
    text_ += is_first ? '{' : ',';
    text_.append(label.first).append("=\"");
    for (const char c : label.second) {
        if (c == '\n') {
            text_ += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') text_ += '\\';
        text_ += c;
    }
    text_ += '"';
}

} // namespace arna
