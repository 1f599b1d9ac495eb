#pragma once
#include "daemon/publish/render/render.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace arna {

/// Editions by subject, those of a large subject also by format. The least recently used is given up for want of room;
/// the newest is always kept, however large. What a change made stale stays until its successor is there: it is served
/// while the store fails.
class EditionCache {
public:
    explicit EditionCache(std::size_t capacity) : capacity_(capacity) {}

    struct Found {
        std::shared_ptr<const Edition> edition; ///< has a document in the format; null: nothing is kept
        bool is_stale = false;
    };
    [[nodiscard]] Found find(const Subject& subject, Format format);

    /// In place of what is kept of the subject, or of its one format.
    void keep(const Subject& subject, std::shared_ptr<const Edition> edition);
    /// `document` was compressed: its edition, if it is still kept, takes this much more room.
    void grow(const std::shared_ptr<const RenderedDocument>& document, std::size_t bytes);
    /// The subject changed, in every form; of a tag its archive pages and digests too.
    void make_stale(const Subject& subject);
    void clear();
    /// Gives up the least recently used until `bytes` more have room, or nothing is left.
    void give_up_for(std::size_t bytes);

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t evictions() const { return evictions_; }

private:
    using Key = std::pair<Subject, std::optional<Format>>; ///< nothing: all its formats, before each alone in order
    struct Kept {
        Key key;
        std::shared_ptr<const Edition> edition;
        std::size_t bytes = 0;
        bool is_stale = false;
    };
    using Order = std::list<Kept>; ///< most recently used first
    using Places = std::map<Key, Order::iterator>;

    void make_kind_stale(Subject::Kind kind, std::int64_t id);
    void erase(Places::iterator place);
    void evict();

    std::size_t capacity_;
    Order order_;
    Places places_;
    std::size_t bytes_ = 0;
    std::size_t evictions_ = 0;
};

} // namespace arna
