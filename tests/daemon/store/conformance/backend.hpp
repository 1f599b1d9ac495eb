#pragma once
#include "daemon/store/store.hpp"

#include <filesystem>
#include <memory>

namespace arna {

/// Opens the store of the engine under test that belongs to a directory, as open_store() would; a new one where the
/// directory has none. Each engine has a program of its own that links this suite with its definition.
[[nodiscard]] std::unique_ptr<Store> open_backend(const std::filesystem::path& directory,
                                                  const StoreOptions& options = {});

} // namespace arna
