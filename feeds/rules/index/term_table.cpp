#include "feeds/rules/index/term_table.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t filter_bits_per_key = 16;

/// Nearly every word is met both whole and with Kazakh endings behind the same letters: makes one row of the two.
void join_whole(std::vector<TermTable::Row>& rows) {
    const auto has_joined = [&rows](const TermTable::Row& whole) {
        if (whole.kind != FormKey::Kind::whole) return false;
        const auto other = std::ranges::find_if(rows, [&whole](const TermTable::Row& row) {
            return row.kind == FormKey::Kind::kazakh && row.term == whole.term;
        });
        if (other != rows.end()) other->is_whole_too = true;
        return other != rows.end();
    };
    std::vector<TermTable::Row> left;
    std::ranges::remove_copy_if(rows, std::back_inserter(left), has_joined);
    rows = std::move(left);
}

} // namespace

TermTable::TermTable(std::map<std::string, std::vector<Row>> rows) {
    if (rows.empty()) return;
    slots_.resize(rows.size() * 3 / 2 + 1);
    filter_.resize(std::bit_ceil(rows.size() * filter_bits_per_key / 64 + 1));
    keys_.reserve(rows.size() + 1);
    // From the last one, for a key that the one behind it begins with needs no letters of its own.
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) add_key(row->first, row->second);
    keys_.push_back({.first = static_cast<std::uint32_t>(entries_.size())});
    entries_.shrink_to_fit();
    terms_.shrink_to_fit();
    letters_.shrink_to_fit();
}

const TermTable::Key* TermTable::find(std::uint64_t hash, std::string_view letters) const {
    const auto part = static_cast<std::uint32_t>(hash);
    for (std::size_t slot = slot_of(hash); slots_[slot].key != 0; slot = slot_behind(slot)) {
        if (slots_[slot].hash != part) continue;
        const Key& key = keys_[slots_[slot].key - 1];
        if (letters_of(key) != letters) continue;
        __builtin_prefetch(&entries_[key.first]);
        return &key;
    }
    return nullptr;
}

std::size_t TermTable::memory() const {
    return letters_.capacity() + keys_.capacity() * sizeof(Key) + entries_.capacity() * sizeof(Entry) +
           terms_.capacity() * sizeof(TermId) + slots_.capacity() * sizeof(Slot) +
           filter_.capacity() * sizeof(std::uint64_t);
}

void TermTable::add_key(std::string_view letters, std::vector<Row>& rows) {
    Key key{.first = static_cast<std::uint32_t>(entries_.size()), .size = static_cast<std::uint16_t>(letters.size())};
    const std::string_view before = keys_.empty() ? std::string_view() : letters_of(keys_.back());
    if (before.starts_with(letters)) {
        key.letters = keys_.back().letters;
    } else {
        key.letters = static_cast<std::uint32_t>(letters_.size());
        letters_ += letters;
    }

    join_whole(rows);
    std::ranges::sort(rows);
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].is_met_like(rows[begin])) ++end;
        add_entry(std::span(rows).subspan(begin, end - begin));
        begin = end;
    }
    keys_.push_back(key);
    add_slot(letters);
}

void TermTable::add_entry(std::span<const Row> rows) {
    const Row& row = rows.front();
    Entry entry{.languages = row.languages,
                .detail = row.detail,
                .first = rows.size() == 1 ? row.term : static_cast<std::uint32_t>(terms_.size()),
                .kind = row.kind,
                .is_long = row.is_long,
                .is_whole_too = row.is_whole_too,
                .count = static_cast<std::uint32_t>(rows.size())};
    if (rows.size() > 1) {
        for (const Row& one : rows) terms_.push_back(one.term);
    }
    entries_.push_back(entry);
}

/// Lets the last key be found by its letters.
void TermTable::add_slot(std::string_view letters) {
    longest_ = std::max(longest_, letters.size());
    BeginningHash hash;
    hash.add(letters);
    set_bit(filter_, filter_bit(hash.value()));
    std::size_t slot = slot_of(hash.value());
    while (slots_[slot].key != 0) slot = slot_behind(slot);
    slots_[slot] = {static_cast<std::uint32_t>(keys_.size()), static_cast<std::uint32_t>(hash.value())};
}

} // namespace arna
