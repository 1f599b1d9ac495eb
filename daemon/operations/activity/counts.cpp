#include "daemon/operations/activity/counts.hpp"

#include "daemon/store/day_number.hpp"

#include <chrono>
#include <optional>

namespace arna {
namespace {

constexpr char format_version = 1;

/// Numbers of seven bits a byte, the low ones first.
void append_number(std::string& bytes, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
    bytes += static_cast<char>(number);
}

class NumberReader {
public:
    explicit NumberReader(std::string_view bytes) : bytes_(bytes) {}

    /// 0 behind the end.
    std::uint64_t next() {
        std::uint64_t number = 0;
        for (int shift = 0; at_ < bytes_.size() && shift < 64; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
            number |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) return number;
        }
        return number;
    }
    std::uint32_t next_count() { return static_cast<std::uint32_t>(next()); }
    /// A slot that at() may be asked for.
    std::int64_t next_slot() { return static_cast<std::int64_t>(next() & 0xFFFF'FFFF); }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

} // namespace

std::int64_t hour_of(Time time) { return std::chrono::floor<std::chrono::hours>(time).time_since_epoch().count(); }
std::int64_t day_of(Time time) { return day_number(time); }

std::string encode_counts(const SubjectCounts& counts) {
    std::string bytes(1, format_version);
    const auto hour = counts.hours.newest();
    append_number(bytes, static_cast<std::uint64_t>(hour));
    for (std::size_t i = 0; i < Hours::size; ++i) {
        const auto one = counts.hours.of(hour - static_cast<std::int64_t>(i));
        for (const auto number : {one.polls.fresh, one.polls.unchanged, one.polls.failed, one.articles, one.worst_late})
            append_number(bytes, number);
    }
    const auto day = counts.days.newest();
    append_number(bytes, static_cast<std::uint64_t>(day));
    for (std::size_t i = 0; i < Days::size; ++i)
        append_number(bytes, counts.days.of(day - static_cast<std::int64_t>(i)));
    return bytes;
}

SubjectCounts decode_counts(std::string_view bytes) {
    SubjectCounts counts;
    if (bytes.empty() || bytes.front() != format_version) return counts;
    NumberReader reader(bytes.substr(1));
    const auto hour = reader.next_slot();
    std::array<HourCounts, Hours::size> hours;
    for (auto& one : hours) {
        one.polls = {.fresh = reader.next_count(), .unchanged = reader.next_count(), .failed = reader.next_count()};
        one.articles = reader.next_count();
        one.worst_late = reader.next_count();
    }
    for (std::size_t i = hours.size(); i-- > 0;) counts.hours.at(hour - static_cast<std::int64_t>(i)) = hours[i];
    const auto day = reader.next_slot();
    std::array<std::uint32_t, Days::size> days{};
    for (auto& one : days) one = reader.next_count();
    for (std::size_t i = days.size(); i-- > 0;) counts.days.at(day - static_cast<std::int64_t>(i)) = days[i];
    return counts;
}

ActivityCounts counts_of(std::span<const ActivityRecord> records) {
    ActivityCounts counts;
    for (const auto& record : records) {
        switch (record.kind) {
        case ActivityRecord::Kind::total: counts.total = decode_counts(record.counts); break;
        case ActivityRecord::Kind::source:
            counts.sources[SourceId{record.subject}] = decode_counts(record.counts);
            break;
        case ActivityRecord::Kind::tag: counts.tags[TagId{record.subject}] = decode_counts(record.counts); break;
        }
    }
    return counts;
}

} // namespace arna
