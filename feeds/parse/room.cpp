#include "feeds/parse/room.hpp"

#include "feeds/parse/limits.hpp"

namespace arna {
namespace {

template <class... Parts>
std::size_t sum(const Parts&... parts) {
    return (heap_bytes(parts) + ...);
}

} // namespace

Room::Room(std::size_t document_bytes) : left_(limits::model_share * document_bytes + limits::model_bytes) {}

bool Room::take(std::size_t bytes) {
    if (bytes > left_) {
        left_ = 0;
        was_short_ = true;
        return false;
    }
    left_ -= bytes;
    return true;
}

void Room::count(const RawItem& item) {
    take(sum(item.id, item.link, item.title, item.summary, item.rights, item.license, item.comments, item.comments_feed,
             item.image, item.via) +
         (item.source ? sizeof(RawSource) : 0) + (item.itunes ? sizeof(ItunesItem) : 0) +
         (item.publisher ? sizeof(Person) : 0));
}

std::size_t heap_bytes(const std::string& text) {
    constexpr std::size_t of_its_own = 15; // without an allocation
    return text.size() <= of_its_own ? 0 : text.size() + 16;
}

std::size_t heap_bytes(const Text& text) { return sum(text.value, text.media_type, text.lang, text.base, text.src); }
std::size_t heap_bytes(const Person& person) { return sum(person.name, person.email, person.uri, person.avatar); }
std::size_t heap_bytes(const Category& category) { return sum(category.term, category.scheme, category.label); }
std::size_t heap_bytes(const Link& link) { return sum(link.rel, link.href, link.type, link.hreflang, link.title); }
std::size_t heap_bytes(const Enclosure& enclosure) { return sum(enclosure.url, enclosure.type); }
std::size_t heap_bytes(const Media::Thumbnail& thumbnail) { return sum(thumbnail.url, thumbnail.time); }
std::size_t heap_bytes(const Media::Credit& credit) { return sum(credit.name, credit.role, credit.scheme); }
std::size_t heap_bytes(const Chapter& chapter) { return sum(chapter.title, chapter.link, chapter.image); }
std::size_t heap_bytes(const Reply& reply) { return sum(reply.ref, reply.href, reply.type, reply.source); }

std::size_t heap_bytes(const Media& media) {
    return sum(media.url, media.type, media.medium, media.title, media.description, media.rating, media.expression,
               media.player);
}

} // namespace arna
