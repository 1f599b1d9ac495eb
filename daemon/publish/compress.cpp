#include "daemon/publish/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <limits>
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

} // namespace arna
