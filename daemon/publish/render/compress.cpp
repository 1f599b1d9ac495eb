#include "daemon/publish/render/compress.hpp"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>

namespace arna {
namespace {

constexpr int gzip_level = 6;
constexpr int brotli_quality = 6;    // about as dear as gzip's 6; each step above costs twice as much for 1 %
constexpr int gzip_window = 15 + 16; // the largest, with a gzip header
constexpr int gzip_memory = 8;       // zlib's default

struct Deflater {
    z_stream stream{};
    Deflater() {
        if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_window, gzip_memory, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Deflater() { deflateEnd(&stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
};

struct Inflater {
    z_stream stream{};
    Inflater() {
        if (inflateInit2(&stream, gzip_window) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

struct DestroyDecoder {
    void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

/// What was decompressed is compared piece by piece: it may be anything, and of any size.
using Piece = std::array<char, std::size_t{32} << 10>;

/// Takes a piece off the front of `bytes`; false where they do not begin with it.
bool take(std::string_view& bytes, std::string_view piece) {
    if (!bytes.starts_with(piece)) return false;
    bytes.remove_prefix(piece.size());
    return true;
}

} // namespace

std::string compress_gzip(std::string_view bytes) {
    if (bytes.size() > std::numeric_limits<uInt>::max()) throw std::length_error("gzip: more than 4 GiB");
    Deflater deflater;
    z_stream& stream = deflater.stream;
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    // zlib does not write through next_in; its type is older than const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data())); // NOLINT
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::logic_error("gzip: did not end");
    out.resize(stream.total_out);
    out.shrink_to_fit();
    return out;
}

std::string compress_brotli(std::string_view bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string out(size, '\0');
    const auto* input = reinterpret_cast<const std::uint8_t*>(bytes.data());
    auto* output = reinterpret_cast<std::uint8_t*>(out.data());
    if (BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(), input, &size,
                              output) != BROTLI_TRUE) {
        throw std::bad_alloc();
    }
    out.resize(size);
    out.shrink_to_fit();
    return out;
}

bool is_gzip_of(std::string_view compressed, std::string_view bytes) {
    if (compressed.size() > std::numeric_limits<uInt>::max()) return false;
    Inflater inflater;
    z_stream& stream = inflater.stream;
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(compressed.data())); // NOLINT
    stream.avail_in = static_cast<uInt>(compressed.size());
    Piece piece;
    while (true) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = piece.size();
        const int outcome = inflate(&stream, Z_NO_FLUSH);
        if (outcome != Z_OK && outcome != Z_STREAM_END) return false; // also where it is cut off
        if (!take(bytes, {piece.data(), piece.size() - stream.avail_out})) return false;
        if (outcome == Z_STREAM_END) return bytes.empty() && stream.avail_in == 0;
    }
}

bool is_brotli_of(std::string_view compressed, std::string_view bytes) {
    const std::unique_ptr<BrotliDecoderState, DestroyDecoder> decoder(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!decoder) throw std::bad_alloc();
    std::size_t left = compressed.size();
    const auto* input = reinterpret_cast<const std::uint8_t*>(compressed.data());
    Piece piece;
    while (true) {
        std::size_t room = piece.size();
        auto* output = reinterpret_cast<std::uint8_t*>(piece.data());
        const auto outcome = BrotliDecoderDecompressStream(decoder.get(), &left, &input, &room, &output, nullptr);
        const bool is_over = outcome == BROTLI_DECODER_RESULT_SUCCESS;
        if (!is_over && outcome != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return false; // also where it is cut off
        if (!take(bytes, {piece.data(), piece.size() - room})) return false;
        if (is_over) return bytes.empty() && left == 0;
    }
}

} // namespace arna
