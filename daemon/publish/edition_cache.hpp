#pragma once
#include "daemon/publish/render.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <memory>

namespace arna {

/// Editions by subject, the least recently used given up for want of room. The newest is always kept, however large.
class EditionCache {
public:
    explicit EditionCache(std::size_t capacity) : capacity_(capacity) {}

    [[nodiscard]] std::shared_ptr<const Edition> find(const Subject& subject); ///< null if it is not kept
    void keep(const Subject& subject, std::shared_ptr<const Edition> edition);
    /// `document` was compressed: its edition, if it is still kept, takes this much more room.
    void grow(const std::shared_ptr<const RenderedDocument>& document, std::size_t bytes);
    /// Forgets the subject; of a tag its archive pages too.
    void forget(const Subject& subject);
    void clear();

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t evictions() const { return evictions_; }

private:
    struct Kept {
        Subject subject;
        std::shared_ptr<const Edition> edition;
        std::size_t bytes = 0;
    };
    using Order = std::list<Kept>; ///< most recently used first
    using Places = std::map<Subject, Order::iterator>;

    void erase(Places::iterator place);
    void make_room();

    std::size_t capacity_;
    Order order_;
    Places places_;
    std::size_t bytes_ = 0;
    std::size_t evictions_ = 0;
};

} // namespace arna
