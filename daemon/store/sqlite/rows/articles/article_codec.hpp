#pragma once
#include "feeds/model/entry.hpp"

#include <zstd.h>

#include <memory>
#include <string>
#include <string_view>

namespace arna {

/// The stored form of what the store never searches (fields.hpp). Decoding throws StoreFailure where the bytes are
/// damaged.
[[nodiscard]] std::string encode_entry(const Entry& entry); ///< all but summary and content
[[nodiscard]] Entry decode_entry(std::string_view data);
[[nodiscard]] std::string encode_facts(const FeedFacts& facts); ///< all but `updated`
[[nodiscard]] FeedFacts decode_facts(std::string_view data);

/// Compresses bodies (zstd, level 1; short ones stand as they are) and gives them back; other bytes too. One thread at
/// a
/// time.
class BodyCodec {
public:
    BodyCodec();

    [[nodiscard]] std::string encode(const Entry& entry); ///< summary and content; empty if both are
    /// Sets summary and content. Throws StoreFailure where the bytes are damaged.
    void decode(std::string_view data, Entry& entry);

    [[nodiscard]] std::string pack(std::string_view bytes);
    /// Throws StoreFailure where the bytes are damaged.
    [[nodiscard]] std::string unpack(std::string_view data);

private:
    struct FreeContexts {
        void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
        void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
    };

    std::unique_ptr<ZSTD_CCtx, FreeContexts> compressor_;
    std::unique_ptr<ZSTD_DCtx, FreeContexts> decompressor_;
    std::string text_, packed_; ///< kept for the next body
};

} // namespace arna
