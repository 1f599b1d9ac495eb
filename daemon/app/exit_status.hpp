#pragma once

namespace arna {

/// What a command ends with; scripts depend on it.
enum class ExitStatus : int {
    done = 0,
    no = 1,     ///< the answer is no, or some failed
    wrong = 2,  ///< wrong usage or configuration
    cannot = 3, ///< network, store, permission, port
};

} // namespace arna
