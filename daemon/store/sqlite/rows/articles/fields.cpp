#include "daemon/store/sqlite/rows/articles/fields.hpp"

namespace arna::fields {
namespace {

[[noreturn]] void fail_damaged() {
    throw StoreFailure("a stored article is damaged; restore the database from a backup");
}

} // namespace

void append_number(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

std::uint64_t take_number(std::string_view& data) {
    std::uint64_t number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (data.empty()) fail_damaged();
        const auto byte = static_cast<std::uint8_t>(data.front());
        data.remove_prefix(1);
        number |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return number;
    }
    fail_damaged();
}

std::string_view take_bytes(std::string_view& data, std::uint64_t size) {
    if (size > data.size()) fail_damaged();
    const auto taken = data.substr(0, size);
    data.remove_prefix(size);
    return taken;
}

bool Reader::next() {
    if (data_.empty()) return false;
    number_ = static_cast<std::uint8_t>(data_.front());
    data_.remove_prefix(1);
    payload_ = take_bytes(data_, take_number(data_));
    return true;
}

std::int64_t Reader::payload_number() const {
    auto rest = payload_;
    const auto zigzag = take_number(rest);
    return static_cast<std::int64_t>(zigzag >> 1 ^ (~(zigzag & 1) + 1));
}

} // namespace arna::fields
