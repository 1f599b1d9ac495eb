#pragma once
#include <stdexcept>

namespace arna {

/// The database failed: disk full, input/output error, corruption. An expected failure of an operation is a Result
/// instead.
class StoreFailure : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace arna
