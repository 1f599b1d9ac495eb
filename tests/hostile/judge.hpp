#pragma once
#include "tests/hostile/shape.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arna::hostile {

/// What reads documents: the thing that is tested. It may throw nothing.
using Subject = std::function<void(std::string_view document)>;

/// How much worse than a benign document a hostile one may be.
struct Bounds {
    double time = 20;   ///< in times of what the benign document of the same size takes, both on the processor
    double growth = 6;  ///< of that time, when the document grows to four times its size
    double memory = 40; ///< in sizes of the document, besides a constant
};

/// How much is tried, as the variable ARNA_HOSTILE says.
enum class Extent {
    sample, ///< a part of the shapes, in documents of 64 and 256 KB
    all,    ///< "all": all of them
    full    ///< "full": all of them, in documents of 1 and 4 MB
};
[[nodiscard]] Extent extent();

/// All shapes; of a sample each n-th.
[[nodiscard]] std::vector<Shape> sample(std::vector<Shape> shapes, std::size_t n);

/// What passes the bounds (of a sample: twice those of time and growth), a line each; empty if all is well. What seems
/// to pass them is measured several times, and the least
/// counts, so that a busy machine changes nothing. Where all are tried the worst shapes are printed.
[[nodiscard]] std::vector<std::string> excesses(std::string_view subject_name, const Subject& subject,
                                                const Shape& benign, std::span<const Shape> shapes,
                                                const Bounds& bounds = {});

} // namespace arna::hostile
