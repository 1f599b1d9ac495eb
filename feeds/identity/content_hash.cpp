#include "feeds/identity/content_hash.hpp"

#include <xxhash.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace arna {
namespace {

struct FreeState {
    void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
};

/// Hashes texts one after another, each with its length, so that no text can flow into the next.
class Hasher {
public:
    Hasher() : state_(XXH3_createState()) {
        if (!state_) throw std::bad_alloc();
        XXH3_64bits_reset(state_.get());
    }

    void add(std::uint64_t number) { XXH3_64bits_update(state_.get(), &number, sizeof number); }

    void add(std::string_view text) {
        add(std::uint64_t{text.size()});
        XXH3_64bits_update(state_.get(), text.data(), text.size());
    }

    template <class... Texts>
    void add_all(const Texts&... texts) {
        (add(std::string_view(texts)), ...);
    }

    [[nodiscard]] std::uint64_t digest() const { return XXH3_64bits_digest(state_.get()); }

private:
    std::unique_ptr<XXH3_state_t, FreeState> state_;
};

void add_people(Hasher& hasher, const std::vector<Person>& people) {
    hasher.add(std::uint64_t{people.size()});
    for (const auto& person : people) hasher.add_all(person.name, person.email, person.uri);
}

void add_categories(Hasher& hasher, const std::vector<Category>& categories) {
    std::vector<const Category*> sorted;
    sorted.reserve(categories.size());
    for (const auto& category : categories) sorted.push_back(&category);
    std::ranges::sort(sorted, [](const Category* a, const Category* b) {
        return std::tie(a->term, a->scheme, a->label) < std::tie(b->term, b->scheme, b->label);
    });
    hasher.add(std::uint64_t{sorted.size()});
    for (const auto* category : sorted) hasher.add_all(category->term, category->scheme, category->label);
}

} // namespace

std::uint64_t content_hash(const Entry& entry, std::string_view canonical_link) {
    Hasher hasher;
    hasher.add_all(entry.title, entry.summary.str(), entry.content.str(), canonical_link, entry.rights);
    add_people(hasher, entry.authors);
    add_people(hasher, entry.contributors);
    add_categories(hasher, entry.categories);
    hasher.add(std::uint64_t{entry.enclosures.size()});
    for (const auto& enclosure : entry.enclosures) hasher.add_all(enclosure.url, enclosure.type);
    hasher.add_all(entry.picture.url, entry.picture.alt, entry.picture.credit);
    hasher.add_all(entry.provenance.title, entry.provenance.link);
    return (hasher.digest() >> 8) | content_hash_version << 56;
}

} // namespace arna
