#pragma once
#include "feeds/write/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arna {

/// What a published document takes at most, in every format (PRODUCT.md, "History").
inline constexpr std::size_t largest_document = std::size_t{32} << 20;

/// Fits a page of articles into one document, whose size is estimated from above for the format that takes most.
/// Articles come newest first, as they are read, and are at once reduced to what may be published of them; when the
/// room is used up, those that follow keep a summary alone. So a page of any size takes little more memory than its
/// document.
class DocumentRoom {
public:
    explicit DocumentRoom(std::size_t bytes) : room_(bytes) {}

    /// Reduces the next article, of which `policy` lets this much be published. Its attribution is the published one.
    /// False: the rest would not fit, however reduced.
    bool add(Article& article, ContentPolicy policy);

    /// Whether an article had to be reduced for want of room.
    [[nodiscard]] bool is_used_up() const { return is_used_up_; }

    /// Reduces the oldest of `articles` until all of them fit, and drops what does not even then. Requires: they are
    /// those given to add(), in their order. The entries view them.
    [[nodiscard]] std::vector<PublishedEntry> entries(std::vector<Article>& articles);

private:
    struct Part {
        ContentPolicy policy = ContentPolicy::full;
        std::string excerpt;
        std::size_t bytes = 0;
        bool is_reduced = false;
    };

    void reduce(Article& article, Part& part);

    std::size_t room_;
    std::size_t used_ = 0;
    bool is_used_up_ = false;
    std::vector<Part> parts_;
};

} // namespace arna
