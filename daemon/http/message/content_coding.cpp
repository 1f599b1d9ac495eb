#include "daemon/http/message/content_coding.hpp"

#include "daemon/http/message/field_value.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace arna {
namespace {

/// A qvalue in thousandths (RFC 9110 §12.4.2); 0 for what is none.
int thousandths(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
    int value = (text[0] - '0') * 1000;
    if (text.size() > 1 && (text[1] != '.' || text.size() > 5)) return 0;
    int unit = 100;
    for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
        if (text[i] < '0' || text[i] > '9') return 0;
        value += (text[i] - '0') * unit;
    }
    return std::min(value, 1000);
}

int weight(std::string_view parameters) {
    while (!parameters.empty()) {
        auto value = take_item(parameters, ';');
        if (is_token(take_item(value, '='), "q")) return thousandths(trim_field(value));
    }
    return 1000;
}

struct Weights {
    std::optional<int> brotli, gzip, identity, others;
};

Weights read_weights(std::string_view list) {
    Weights weights;
    while (!list.empty()) {
        auto item = take_item(list, ',');
        const auto name = take_item(item, ';');
        const int value = weight(item);
        if (is_token(name, "br")) weights.brotli = value;
        if (is_token(name, "gzip") || is_token(name, "x-gzip")) weights.gzip = value;
        if (is_token(name, "identity")) weights.identity = value;
        if (name == "*") weights.others = value;
    }
    return weights;
}

} // namespace

Coding choose_coding(std::string_view accept_encoding) {
    const Weights weights = read_weights(accept_encoding);
    const int others = weights.others.value_or(0);
    const int brotli = weights.brotli.value_or(others);
    const int gzip = weights.gzip.value_or(others);
    // Whoever lists a coding and not identity wants the coding, however low its weight.
    const int identity = weights.identity.value_or(0);
    if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
    if (gzip > 0 && gzip >= identity) return Coding::gzip;
    return Coding::identity;
}

} // namespace arna
