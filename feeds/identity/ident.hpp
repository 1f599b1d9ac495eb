#pragma once
#include "feeds/model/entry.hpp"

#include <openssl/evp.h>

#include <memory>
#include <string_view>

namespace arna {

/// What an item is known by, best first.
enum class IdentKind { id, link, content };

/// Makes idents: the first 16 bytes of SHA-256 over scope, kind ("id", "link", "content") and key, each preceded by its
/// length as 8 bytes, least first. The lengths keep a hostile id from spelling another scope.
class IdentMaker {
public:
    IdentMaker();

    [[nodiscard]] Ident operator()(std::string_view scope, IdentKind kind, std::string_view key);

private:
    struct FreeDigest {
        void operator()(EVP_MD* digest) const noexcept { EVP_MD_free(digest); }
    };
    struct FreeContext {
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    };

    void add(std::string_view part);

    std::unique_ptr<EVP_MD, FreeDigest> sha256_;
    std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
};

} // namespace arna
