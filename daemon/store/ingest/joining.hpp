#pragma once
#include "daemon/store/ingest/knowledge.hpp"
#include "daemon/store/ingest/plan.hpp"
#include "daemon/store/records.hpp"

#include <span>

namespace arna {

/// Decides, when the tellings of a batch are known, which of those that join a tag lead their stories there, and takes
/// back what is beyond the day's limit of its source: of one visit the newest join. Pure; `plans` are of `polls`.
void decide_joining(IngestKnowledge& known, std::span<const PollRecord> polls, std::span<PollPlan> plans);

} // namespace arna
