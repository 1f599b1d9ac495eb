#include "daemon/http/message/content_coding.hpp"

#include "daemon/http/message/field_value.hpp"
#include "daemon/http/message/quality.hpp"

#include <optional>

namespace arna {
namespace {

struct Weights {
    std::optional<int> brotli, gzip, identity, others;
};

Weights read_weights(std::string_view list) {
    Weights weights;
    while (!list.empty()) {
        auto item = take_item(list, ',');
        const auto name = take_item(item, ';');
        const int value = quality(item);
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
