#include "daemon/http/large_bodies.hpp"

namespace arna {

std::optional<LargeBodies::Hold> LargeBodies::hold(const std::string* body) {
    if (body == nullptr || body->size() < least) return Hold();
    const auto place = sending_.find(body);
    if (place != sending_.end()) {
        ++place->second.clients;
        return Hold(*this, body);
    }
    if (!sending_.empty() && bytes_ + body->size() > most_) return std::nullopt;
    sending_.emplace(body, Sending{.bytes = body->size(), .clients = 1});
    bytes_ += body->size();
    return Hold(*this, body);
}

void LargeBodies::release(const std::string* body) {
    const auto place = sending_.find(body);
    if (--place->second.clients > 0) return;
    bytes_ -= place->second.bytes;
    sending_.erase(place);
}

} // namespace arna
