#include "feeds/identity/ident.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace arna {
namespace {

std::string_view name_of(IdentKind kind) {
    switch (kind) {
    case IdentKind::id: return "id";
    case IdentKind::link: return "link";
    case IdentKind::content: return "content";
    }
    return {};
}

void require(bool worked) {
    if (!worked) throw std::runtime_error("libcrypto cannot compute SHA-256");
}

} // namespace

IdentMaker::IdentMaker() : sha256_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
    require(sha256_ && context_);
}

Ident IdentMaker::operator()(std::string_view scope, IdentKind kind, std::string_view key) {
    require(EVP_DigestInit_ex2(context_.get(), sha256_.get(), nullptr) == 1);
    add(scope);
    add(name_of(kind));
    add(key);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    Ident ident;
    std::copy_n(digest.begin(), ident.size(), ident.begin());
    return ident;
}

void IdentMaker::add(std::string_view part) {
    std::array<unsigned char, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<unsigned char>(std::uint64_t{part.size()} >> 8 * i);
    require(EVP_DigestUpdate(context_.get(), length.data(), length.size()) == 1);
    require(EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1);
}

} // namespace arna
