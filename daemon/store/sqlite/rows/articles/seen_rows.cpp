#include "daemon/store/sqlite/rows/articles/seen_rows.hpp"

#include <cstring>

namespace arna {
namespace {

constexpr std::size_t packed_size = sizeof(std::uint64_t) + sizeof(Ident); ///< of an item: hash, little-endian; ident

void pack(std::string& packed, const SeenItem& item) {
    for (int shift = 0; shift < 64; shift += 8) packed += static_cast<char>(item.raw_hash >> shift);
    packed.append(item.ident.begin(), item.ident.end());
}

SeenItem unpack(std::string_view packed) {
    SeenItem item;
    for (unsigned i = 0; i < 8; ++i) item.raw_hash |= std::uint64_t{static_cast<std::uint8_t>(packed[i])} << 8 * i;
    std::memcpy(item.ident.data(), packed.data() + sizeof item.raw_hash, item.ident.size());
    return item;
}

std::vector<SeenItem> unpack_all(std::string_view packed) {
    std::vector<SeenItem> items;
    items.reserve(packed.size() / packed_size);
    for (; packed.size() >= packed_size; packed.remove_prefix(packed_size)) items.push_back(unpack(packed));
    return items;
}

} // namespace

void write_seen(sqlite::Connection& db, SourceId source, std::span<const SeenItem> items, bool is_ordered) {
    std::string packed;
    packed.reserve(items.size() * packed_size);
    for (const auto& item : items) pack(packed, item);
    if (packed.empty()) return forget_seen(db, source);
    db.run("INSERT OR REPLACE INTO seen (source, items, is_ordered) VALUES (?, ?, ?)", source, sqlite::as_blob(packed),
           is_ordered);
}

void forget_seen(sqlite::Connection& db, SourceId source) { db.run("DELETE FROM seen WHERE source = ?", source); }

std::vector<SeenItem> read_seen_items(sqlite::Connection& db, SourceId source) {
    auto rows = db.query("SELECT items FROM seen WHERE source = ?", source);
    return rows.next() ? unpack_all(rows.bytes(0)) : std::vector<SeenItem>();
}

std::vector<Ident> read_last_document(sqlite::Connection& db, SourceId source) {
    auto rows = db.query("SELECT items FROM seen WHERE source = ? AND is_ordered <> 0", source);
    std::vector<Ident> idents;
    if (!rows.next()) return idents;
    for (const SeenItem& item : unpack_all(rows.bytes(0))) idents.push_back(item.ident);
    return idents;
}

SeenItems read_seen(sqlite::Connection& db, SourceId source) { return SeenItems(read_seen_items(db, source)); }

} // namespace arna
