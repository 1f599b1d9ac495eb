#include "feeds/identity/content_hash.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
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

/// The words of a plain text: how many blanks and lines are between them does not show.
void add_words(Hasher& hasher, std::string_view plain) {
    std::uint64_t words = 0;
    while (!(plain = trim_html_space(plain)).empty()) {
        const auto end = std::ranges::find_if(plain, is_html_space) - plain.begin();
        hasher.add(plain.substr(0, static_cast<std::size_t>(end)));
        plain.remove_prefix(static_cast<std::size_t>(end));
        ++words;
    }
    hasher.add(words);
}

/// "photo-300x200.jpg" as "photo.jpg": where one size of a picture ends and the file's own name begins.
std::string without_size(std::string url) {
    const auto dot = url.rfind('.');
    if (dot == std::string::npos || url.find('/', dot) != std::string::npos) return url;
    auto at = dot;
    const auto skip_digits = [&] {
        const auto end = at;
        while (at > 0 && is_ascii_digit(url[at - 1])) --at;
        return end - at;
    };
    if (const auto height = skip_digits(); height < 2 || height > 4) return url;
    if (at == 0 || url[at - 1] != 'x') return url;
    --at;
    if (const auto width = skip_digits(); width < 2 || width > 4) return url;
    if (at == 0 || (url[at - 1] != '-' && url[at - 1] != '_')) return url;
    return url.erase(at - 1, dot - at + 1);
}

/// A picture by its address, in whatever size: sizes stand in parameters, and in names as WordPress makes them.
std::string picture_key(std::string_view url) {
    static constexpr auto sizes = std::to_array<std::string_view>(
        {"crop", "dpr", "fit", "h", "height", "q", "quality", "resize", "scale", "size", "w", "width"});
    const auto canonical = canonical_url(url);
    const auto question = canonical.find('?');
    if (question == std::string::npos) return without_size(canonical);
    auto key = without_size(canonical.substr(0, question));
    std::string_view rest = std::string_view(canonical).substr(question + 1);
    while (!rest.empty()) {
        const auto parameter = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(parameter.size() + 1, rest.size()));
        if (std::ranges::find(sizes, parameter.substr(0, parameter.find('='))) == sizes.end())
            (key += '?') += parameter;
    }
    return key;
}

/// The pictures and films that stand in a text.
void add_media(Hasher& hasher, std::string_view html) {
    std::uint64_t count = 0;
    Tokenizer tokens(html);
    for (Token token; tokens.next(token);) {
        if (token.kind != TokenKind::start_tag) continue;
        const bool is_picture = equals_lower(token.name, "img");
        const bool is_film = equals_lower(token.name, "video") || equals_lower(token.name, "audio");
        if (!is_picture && !is_film) continue;
        for (const auto& [name, value, quote] : token.attributes) {
            if (!equals_lower(name, "src")) continue;
            const auto url = decode_char_refs(value);
            hasher.add(is_picture ? picture_key(url) : canonical_url(url));
            ++count;
        }
    }
    hasher.add(count);
}

} // namespace

std::uint64_t content_hash(const Entry& entry, const PlainTexts& plain, std::string_view canonical_link) {
    Hasher hasher;
    add_words(hasher, entry.title);
    add_words(hasher, plain.summary);
    add_words(hasher, plain.content);
    add_media(hasher, entry.summary.str());
    add_media(hasher, entry.content.str());
    hasher.add_all(canonical_link, entry.rights);
    add_people(hasher, entry.authors);
    add_people(hasher, entry.contributors);
    add_categories(hasher, entry.categories);
    hasher.add(std::uint64_t{entry.enclosures.size()});
    for (const auto& enclosure : entry.enclosures) hasher.add_all(canonical_url(enclosure.url), enclosure.type);
    hasher.add_all(picture_key(entry.picture.url), entry.picture.alt, entry.picture.credit);
    hasher.add_all(entry.provenance.title, entry.provenance.link);
    return (hasher.digest() >> 8) | content_hash_version << 56;
}

std::uint64_t exact_hash(const Entry& entry) {
    Hasher hasher;
    hasher.add_all(entry.title, entry.summary.str(), entry.content.str(), entry.link, entry.lang, entry.rights,
                   entry.comments, entry.via);
    add_people(hasher, entry.authors);
    for (const auto& author : entry.authors) hasher.add(author.avatar);
    add_people(hasher, entry.contributors);
    add_categories(hasher, entry.categories);
    for (const auto& enclosure : entry.enclosures) {
        hasher.add_all(enclosure.url, enclosure.type);
        hasher.add(enclosure.length.value_or(0));
    }
    const auto& picture = entry.picture;
    hasher.add_all(picture.url, picture.type, picture.alt, picture.credit);
    for (const auto size : {picture.width, picture.height}) hasher.add(static_cast<std::uint64_t>(size.value_or(-1)));
    hasher.add_all(entry.provenance.id, entry.provenance.title, entry.provenance.link, entry.provenance.self);
    return hasher.digest();
}

} // namespace arna
