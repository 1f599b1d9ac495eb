#include "daemon/fetch/decoding.hpp"

#include "daemon/fetch/field_text.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "feeds/text/ascii.hpp"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t chunk_size = 64u << 10;
constexpr int zstd_window_log = 23; ///< 8 MiB, what HTTP allows (RFC 9659 §3)

std::unexpected<Error> damaged(std::string_view coding) {
    return fail(Errc::unavailable, std::string(coding) + " body is damaged");
}

std::unexpected<Error> cut_short(std::string_view coding) {
    return fail(Errc::unavailable, std::string(coding) + " body ends before its end mark");
}

/// What was decoded so far, and its limit.
class Output {
public:
    Output(std::size_t limit, std::size_t coded_size) : limit_(limit) {
        text_.reserve(std::min(limit, coded_size * 4));
    }

    std::uint8_t* chunk() { return chunk_->data(); }

    /// Takes over the first `size` bytes of chunk(); false: over the limit.
    [[nodiscard]] bool take(std::size_t size) {
        if (size > limit_ - text_.size()) return false;
        text_.append(reinterpret_cast<const char*>(chunk_->data()), size);
        return true;
    }

    [[nodiscard]] std::unexpected<Error> too_large() const {
        return fail(Errc::limit_exceeded, "decompressed, the " + too_large_text(limit_));
    }

    std::string text() && { return std::move(text_); }

private:
    std::size_t limit_;
    std::string text_;
    std::unique_ptr<std::array<std::uint8_t, chunk_size>> chunk_ =
        std::make_unique_for_overwrite<std::array<std::uint8_t, chunk_size>>();
};

struct Inflater {
    explicit Inflater(int window_bits) {
        if (inflateInit2(&stream, window_bits) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    z_stream stream{};
};

constexpr int gzip_bits = 15 + 16, zlib_bits = 15, raw_bits = -15;

bool is_gzip_member(const z_stream& stream) {
    return stream.avail_in >= 2 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b;
}

Result<std::string> inflated(std::string_view name, std::string& bytes, std::size_t limit, int window_bits) {
    Inflater inflater(window_bits);
    auto& stream = inflater.stream;
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    Output output(limit, bytes.size());
    while (true) {
        stream.next_out = output.chunk();
        stream.avail_out = chunk_size;
        const int status = inflate(&stream, Z_NO_FLUSH);
        if (!output.take(chunk_size - stream.avail_out)) return output.too_large();
        if (status == Z_STREAM_END) {
            if (window_bits != gzip_bits || !is_gzip_member(stream)) return std::move(output).text();
            inflateReset(&stream);
            continue;
        }
        if (status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 && stream.avail_out != 0))
            return cut_short(name);
        if (status != Z_OK) return damaged(name);
    }
}

/// "deflate" is the zlib format (RFC 9110 §8.4.1.2), but some servers send the bare one.
bool has_zlib_header(std::string_view bytes) {
    if (bytes.size() < 2) return true;
    const auto first = static_cast<unsigned char>(bytes[0]), second = static_cast<unsigned char>(bytes[1]);
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

struct DestroyBrotli {
    void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

Result<std::string> unbrotlied(std::string_view bytes, std::size_t limit) {
    const std::unique_ptr<BrotliDecoderState, DestroyBrotli> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!state) throw std::bad_alloc();
    const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    Output output(limit, bytes.size());
    while (true) {
        std::uint8_t* out = output.chunk();
        std::size_t room = chunk_size;
        const auto status = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &out, nullptr);
        if (!output.take(chunk_size - room)) return output.too_large();
        switch (status) {
        case BROTLI_DECODER_RESULT_SUCCESS: return std::move(output).text();
        case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue;
        case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return cut_short("br");
        case BROTLI_DECODER_RESULT_ERROR: return damaged("br");
        }
    }
}

struct FreeZstd {
    void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

Result<std::string> unzstded(std::string_view bytes, std::size_t limit) {
    const std::unique_ptr<ZSTD_DCtx, FreeZstd> context(ZSTD_createDCtx());
    if (!context) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, zstd_window_log);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    Output output(limit, bytes.size());
    bool is_between_frames = false;
    while (true) {
        ZSTD_outBuffer out{output.chunk(), chunk_size, 0};
        const auto before = in.pos;
        const auto hint = ZSTD_decompressStream(context.get(), &out, &in); // 0: a frame is whole
        if (ZSTD_isError(hint) && is_between_frames) return std::move(output).text();
        if (ZSTD_isError(hint)) return damaged("zstd");
        is_between_frames = hint == 0;
        if (!output.take(out.pos)) return output.too_large();
        if (hint == 0 && in.pos == in.size) return std::move(output).text();
        if (in.pos == before && out.pos == 0) return cut_short("zstd");
    }
}

std::optional<ContentCoding> coding_named(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, ContentCoding>, 7> names{{{"identity", ContentCoding::identity},
                                                                               {"gzip", ContentCoding::gzip},
                                                                               {"x-gzip", ContentCoding::gzip},
                                                                               {"deflate", ContentCoding::deflate},
                                                                               {"br", ContentCoding::br},
                                                                               {"zstd", ContentCoding::zstd},
                                                                               {"none", ContentCoding::identity}}};
    for (const auto& [known, coding] : names)
        if (equals_ignoring_case(known, name)) return coding;
    return {};
}

} // namespace

Result<ContentCoding> content_coding(std::span<const HeaderField> headers) {
    auto found = ContentCoding::identity;
    for (const auto& field : headers) {
        if (!equals_ignoring_case(field.name, "content-encoding")) continue;
        for (std::string_view rest = field.value; !rest.empty();) {
            const auto name = take_member(rest);
            if (name.empty()) continue;
            const auto coding = coding_named(name);
            if (!coding) return fail(Errc::unavailable, "content coding that was not asked for");
            if (*coding == ContentCoding::identity) continue;
            if (found != ContentCoding::identity) return fail(Errc::unavailable, "more than one content coding");
            found = *coding;
        }
    }
    return found;
}

Result<std::string> decode_body(ContentCoding coding, std::string bytes, std::size_t limit) {
    switch (coding) {
    case ContentCoding::gzip: return inflated("gzip", bytes, limit, gzip_bits);
    case ContentCoding::deflate:
        return inflated("deflate", bytes, limit, has_zlib_header(bytes) ? zlib_bits : raw_bits);
    case ContentCoding::br: return unbrotlied(bytes, limit);
    case ContentCoding::zstd: return unzstded(bytes, limit);
    case ContentCoding::identity: break;
    }
    if (bytes.size() > limit) return fail(Errc::limit_exceeded, too_large_text(limit));
    return bytes;
}

bool is_gzip_file(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

Result<std::string> unpack_gzip_file(std::string bytes, std::size_t limit) {
    return decode_body(is_gzip_file(bytes) ? ContentCoding::gzip : ContentCoding::identity, std::move(bytes), limit);
}

} // namespace arna
