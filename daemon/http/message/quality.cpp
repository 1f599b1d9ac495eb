#include "daemon/http/message/quality.hpp"

#include "daemon/http/message/field_value.hpp"

#include <algorithm>
#include <cstddef>

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

} // namespace

int quality(std::string_view parameters) {
    while (!parameters.empty()) {
        auto value = take_item(parameters, ';');
        if (is_token(take_item(value, '='), "q")) return thousandths(trim_field(value));
    }
    return 1000;
}

} // namespace arna
