#include "tests/hostile/judge.hpp"

#include "tests/hostile/heap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace arna::hostile {
namespace {

constexpr double constant_memory = 4 << 20; ///< for tables, and what a small document may take
constexpr int most_runs = 6;

struct Cost {
    double seconds = 0;
    double bytes = 0;
};

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Cost run(const Subject& subject, std::string_view document) {
    const auto before = heap::live();
    heap::restart_peak();
    const auto start = thread_seconds();
    subject(document);
    return {.seconds = thread_seconds() - start, .bytes = static_cast<double>(heap::peak() - before)};
}

/// The least of several runs; fewer if one is good enough.
Cost least(const Subject& subject, std::string_view document, double good_enough) {
    auto best = run(subject, document);
    for (int i = 1; i < most_runs && best.seconds > good_enough; ++i)
        best.seconds = std::min(best.seconds, run(subject, document).seconds);
    return best;
}

struct Ratios {
    std::string name;
    double time = 0, growth = 0, memory = 0;
};

class Judge {
public:
    Judge(const Subject& subject, const Shape& benign, const Bounds& bounds) : subject_(subject), bounds_(bounds) {
        if (extent() == Extent::full) sizes_ = {1 << 20, 4 << 20};
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            const auto document = benign.document(sizes_[i]);
            run(subject_, document); // what is made once is not the document's
            benign_[i] = least(subject_, document, 0).seconds;
        }
    }

    Ratios judge(const Shape& shape) const {
        const auto large = shape.document(sizes_[1]);
        const auto first = run(subject_, large);
        const Ratios at_once{.name = shape.name, .time = first.seconds / benign_[1], .memory = memory(first, large)};
        if (at_once.time < little) return at_once; // it does not matter how that grew
        const auto small = shape.document(sizes_[0]);
        const auto few = least(subject_, small, benign_[0]);
        const auto most = std::min(bounds_.time * benign_[1], bounds_.growth * few.seconds);
        auto many = first;
        if (first.seconds > most) many.seconds = std::min(first.seconds, least(subject_, large, most).seconds);
        return {.name = shape.name,
                .time = std::max(few.seconds / benign_[0], many.seconds / benign_[1]),
                .growth = many.seconds / few.seconds,
                .memory = std::max(memory(few, small), memory(many, large))};
    }

private:
    static constexpr double little = 3; ///< times of the benign document

    static double memory(const Cost& cost, std::string_view document) {
        return std::max(0.0, cost.bytes - constant_memory) / static_cast<double>(document.size());
    }

    const Subject& subject_;
    const Bounds& bounds_;
    std::array<std::size_t, 2> sizes_ = {64 << 10, 256 << 10};
    std::array<double, 2> benign_{};
};

std::string shown(std::string_view name) {
    std::string made;
    for (const char c : name.substr(0, 120))
        c >= ' ' && c < 0x7F ? made += c : made += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    return made;
}

std::string line(std::string_view subject, const Ratios& ratios) {
    return fmt::format("{:10} time {:5.1f}  growth {:4.1f}  memory {:5.1f}  {}", subject, ratios.time, ratios.growth,
                       ratios.memory, shown(ratios.name));
}

void print_worst(std::string_view subject, std::vector<Ratios> all, double Ratios::* by) {
    const auto count = std::min<std::ptrdiff_t>(8, static_cast<std::ptrdiff_t>(all.size()));
    std::ranges::partial_sort(all, all.begin() + count, std::greater<>(), by);
    for (auto i = all.begin(); i != all.begin() + count; ++i) fmt::print("{}\n", line(subject, *i));
}

} // namespace

Extent extent() {
    const char* wish = std::getenv("ARNA_HOSTILE");
    if (wish == nullptr) return Extent::sample;
    return std::string_view(wish) == "full" ? Extent::full : Extent::all;
}

std::vector<Shape> sample(std::vector<Shape> shapes, std::size_t n) {
    if (extent() != Extent::sample) return shapes;
    std::vector<Shape> kept;
    for (std::size_t i = 0; i < shapes.size(); i += n) kept.push_back(std::move(shapes[i]));
    return kept;
}

std::vector<std::string> excesses(std::string_view subject_name, const Subject& subject, const Shape& benign,
                                  std::span<const Shape> shapes, const Bounds& strict) {
    Bounds bounds = strict;
    if (extent() == Extent::sample) { // runs beside other tests; what is quadratic grows sixteenfold
        bounds.time *= 2;
        bounds.growth *= 2;
    }
    std::vector<Ratios> all;
    std::vector<std::string> found;
    if (!heap::is_counted) { // too slow to measure under a sanitizer, which finds other things
        for (const auto& shape : shapes) subject(shape.document(8 << 10));
        return found;
    }
    const Judge judge(subject, benign, bounds);
    for (const auto& shape : shapes) {
        all.push_back(judge.judge(shape));
        const auto& ratios = all.back();
        if (ratios.time <= bounds.time && ratios.growth <= bounds.growth && ratios.memory <= bounds.memory) continue;
        found.push_back(line(subject_name, ratios));
        if (extent() == Extent::sample) continue;
        fmt::print("! {}\n", found.back()); // the rest may take an hour
        std::fflush(stdout);
    }
    if (extent() != Extent::sample) {
        for (const auto by : {&Ratios::time, &Ratios::growth, &Ratios::memory}) print_worst(subject_name, all, by);
    }
    return found;
}

} // namespace arna::hostile
