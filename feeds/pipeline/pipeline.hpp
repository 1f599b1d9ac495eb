#pragma once
#include "feeds/model/clean_feed.hpp"
#include "feeds/model/raw_feed.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/time.hpp"

#include <cstdint>
#include <string>

namespace arna {

/// A document as it came from the network or from a file.
struct Document {
    std::string bytes;
    std::string url;              ///< where it came from, after redirects; empty for a file
    std::string content_type;     ///< value of the header field, may be empty
    std::string content_language; ///< likewise
};

/// What the configuration says of a source, as far as reading its documents goes.
struct ReadOptions {
    std::string source;    ///< its name
    std::string site;      ///< its identity scope
    std::string language;  ///< overrides what the feed says
    std::string time_zone; ///< of dates without an offset
};

/// Bytes to what the source said: decode, parse. Errors as parse().
[[nodiscard]] Result<RawFeed> read_raw(Document document, const ReadOptions& options);

/// A hash of how documents are read: options, versions of sanitiser and content hash. Where it differs from the last
/// time, what a document holds must be read again even if the document is the same.
[[nodiscard]] std::uint64_t reading_of(const ReadOptions& options);

/// A hash of everything that decides what read_feed() gives: bytes, where they came from, options, versions of
/// sanitiser and content hash. A document with the fingerprint of the last one need not be read.
[[nodiscard]] std::uint64_t fingerprint(const Document& document, const ReadOptions& options);

/// Bytes to what may be stored: decode, parse, clean, identify. `now` is only used to judge dates. Of items that `seen`
/// has only the idents come back, in `unchanged`; it is CleanFeed::seen of the source's last document, and void under
/// other options or versions.
[[nodiscard]] Result<CleanFeed> read_feed(Document document, const ReadOptions& options, Time now,
                                          const SeenItems& seen = {});

} // namespace arna
