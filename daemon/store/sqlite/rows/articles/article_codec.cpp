#include "daemon/store/sqlite/rows/articles/article_codec.hpp"

#include "daemon/store/sqlite/rows/articles/fields.hpp"

#include <fmt/format.h>

#include <new>
#include <utility>

namespace arna {

/// Gives stored markup its type back: what went into a body came from the sanitiser.
class StoredMarkup {
public:
    static SafeHtml restored(std::string_view markup) { return SafeHtml(std::string(markup)); }
};

namespace {

constexpr int level = 1;                         ///< level 3 saves 1.4 % of a text of 2.5 KB and takes a quarter longer
constexpr std::size_t shortest_compressed = 160; ///< below it zstd saves little or nothing
constexpr std::size_t longest_body = 256u << 20; ///< far above any document; a damaged length must not allocate
constexpr std::size_t most_kept = 1u << 20;      ///< of a buffer that waits for the next body
enum class BodyForm : char { plain = 0, zstd = 1 };

} // namespace

// Not in the unnamed namespace: fields.hpp finds them by their arguments.
using fields::Of;

template <class Fields>
void describe(Fields& f, Of<Person> auto& p) {
    f(1, p.name), f(2, p.email), f(3, p.uri), f(4, p.avatar);
}

template <class Fields>
void describe(Fields& f, Of<Category> auto& c) {
    f(1, c.term), f(2, c.scheme), f(3, c.label), f(4, c.is_section);
}

template <class Fields>
void describe(Fields& f, Of<Enclosure> auto& e) {
    f(1, e.url), f(2, e.type), f(3, e.length);
}

template <class Fields>
void describe(Fields& f, Of<Picture> auto& p) {
    f(1, p.url), f(2, p.type), f(3, p.alt), f(4, p.credit), f(5, p.width), f(6, p.height);
}

template <class Fields>
void describe(Fields& f, Of<Provenance> auto& p) {
    f(1, p.id), f(2, p.title), f(3, p.link), f(4, p.self);
}

template <class Fields>
void describe(Fields& f, Of<Entry> auto& e) {
    f(1, e.id), f(2, e.id_is_permalink), f(3, e.link), f(4, e.title), f(5, e.lang);
    f(6, e.authors), f(7, e.contributors), f(8, e.categories), f(9, e.hashtags), f(10, e.enclosures), f(11, e.picture);
    f(12, e.rights), f(13, e.comments), f(14, e.via), f(15, e.provenance), f(16, e.published), f(17, e.updated);
    f(18, e.is_content_of_page), f(19, e.is_published_rough);
}

template <class Fields>
void describe(Fields& f, Of<FeedFacts> auto& x) {
    f(1, x.id), f(2, x.title), f(3, x.subtitle), f(4, x.link), f(5, x.self), f(6, x.lang);
    f(7, x.rights), f(8, x.icon), f(9, x.logo), f(10, x.authors);
}

namespace {

template <class Value>
std::string encode(const Value& value) {
    std::string data;
    fields::Writer writer(data);
    describe(writer, value);
    return data;
}

template <class Value>
Value decode(std::string_view data) {
    Value value;
    fields::Reader reader(data);
    while (reader.next()) describe(reader, value);
    return value;
}

} // namespace

std::string encode_entry(const Entry& entry) { return encode(entry); }
Entry decode_entry(std::string_view data) { return decode<Entry>(data); }
std::string encode_facts(const FeedFacts& facts) { return encode(facts); }
FeedFacts decode_facts(std::string_view data) { return decode<FeedFacts>(data); }

BodyCodec::BodyCodec() : compressor_(ZSTD_createCCtx()), decompressor_(ZSTD_createDCtx()) {
    if (!compressor_ || !decompressor_) throw std::bad_alloc();
}

std::string BodyCodec::encode(const Entry& entry) {
    const auto& summary = entry.summary.str();
    const auto& content = entry.content.str();
    if (summary.empty() && content.empty()) return {};
    text_.clear();
    fields::append_number(text_, summary.size());
    text_.append(summary).append(content);
    auto packed = pack(text_);
    if (text_.capacity() > most_kept) text_ = {};
    return packed;
}

void BodyCodec::decode(std::string_view data, Entry& entry) {
    if (data.empty()) return;
    const auto unpacked = unpack(data);
    std::string_view text = unpacked;
    const auto summary_size = fields::take_number(text);
    entry.summary = StoredMarkup::restored(fields::take_bytes(text, summary_size));
    entry.content = StoredMarkup::restored(text);
}

std::string BodyCodec::pack(std::string_view bytes) {
    if (bytes.size() < shortest_compressed) return std::string(1, std::to_underlying(BodyForm::plain)).append(bytes);
    const auto bound = 1 + ZSTD_compressBound(bytes.size());
    if (packed_.size() < bound) packed_.resize(bound);
    packed_.front() = std::to_underlying(BodyForm::zstd);
    const auto size =
        ZSTD_compressCCtx(compressor_.get(), packed_.data() + 1, packed_.size() - 1, bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size)) throw std::runtime_error(fmt::format("zstd: {}", ZSTD_getErrorName(size)));
    std::string compressed(packed_, 0, 1 + size);
    if (packed_.size() > most_kept) packed_ = {};
    return compressed;
}

std::string BodyCodec::unpack(std::string_view data) {
    if (data.empty()) return {};
    const auto form = static_cast<BodyForm>(data.front());
    data.remove_prefix(1);
    if (form == BodyForm::plain) return std::string(data);
    if (form != BodyForm::zstd)
        throw StoreFailure("a stored body is of an unknown form; restore the database from a backup");
    const auto size = ZSTD_getFrameContentSize(data.data(), data.size());
    if (size > longest_body) throw StoreFailure("a stored body is damaged; restore the database from a backup");
    std::string unpacked(size, '\0');
    if (ZSTD_decompressDCtx(decompressor_.get(), unpacked.data(), size, data.data(), data.size()) != size)
        throw StoreFailure("a stored body is damaged; restore the database from a backup");
    return unpacked;
}

} // namespace arna
