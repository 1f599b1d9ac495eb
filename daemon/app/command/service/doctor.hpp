#pragma once
#include "daemon/app/command/table/command.hpp"
#include "daemon/app/doctor/diagnosis.hpp"

#include <functional>
#include <vector>

namespace arna {

/// `arna doctor`: looks at everything that may be wrong with this machine and set-up.
[[nodiscard]] Command doctor_command();

/// All that it finds, given as it is found. False: something fails.
bool examine(const Invocation& invocation, const std::function<void(const Diagnosis&)>& found);

/// "warn  free space       0.3 GiB free in /var/lib/arna, 2 %; make room", with its line end.
[[nodiscard]] std::string text_of(const Diagnosis& finding);

} // namespace arna
