#include "daemon/store/source_health.hpp"

namespace arna {

namespace {

/// A page may be half built for one visit.
constexpr int least_misread = 2;

} // namespace

SourceHealth health(const PollState& poll) {
    if (poll.is_disabled) return SourceHealth::off;
    if (poll.failures > 0 && poll.misread >= least_misread) return SourceHealth::broken;
    if (poll.failures > 0) return SourceHealth::failing;
    // A visit that is under way has moved `tried` already.
    return poll.succeeded == Time{} ? SourceHealth::never : SourceHealth::ok;
}

SourceHealth source_health(const SourceRecord& source) {
    const auto visits = health(source.poll);
    return visits == SourceHealth::ok && source.watch.silent_since ? SourceHealth::silent : visits;
}

std::string_view health_name(SourceHealth health) {
    switch (health) {
    case SourceHealth::broken: return "broken";
    case SourceHealth::failing: return "failing";
    case SourceHealth::off: return "off";
    case SourceHealth::silent: return "silent";
    case SourceHealth::never: return "never";
    case SourceHealth::ok: return "ok";
    }
    return {};
}

} // namespace arna
