#include "tests/daemon/store/conformance/backend.hpp"

namespace arna {

std::unique_ptr<Store> open_backend(const std::filesystem::path& directory, const StoreOptions& options) {
    return open_store("sqlite:", directory, options).value();
}

} // namespace arna
