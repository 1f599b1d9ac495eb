#pragma once
#include "feeds/model/entry.hpp"

#include <cstddef>
#include <cstring>

namespace arna {

/// For unordered containers: an ident is already evenly spread.
struct IdentHash {
    std::size_t operator()(const Ident& ident) const {
        std::size_t hash = 0;
        std::memcpy(&hash, ident.data(), sizeof hash);
        return hash;
    }
};

} // namespace arna
