#include "feeds/clean/enclosures.hpp"

#include "feeds/clean/bounds.hpp"
#include "feeds/clean/plain_field.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

bool is_playable(const Media& media) {
    return media.medium == "audio" || media.medium == "video" || starts_with_lower(media.type, "audio/") ||
           starts_with_lower(media.type, "video/");
}

class EnclosureList {
public:
    explicit EnclosureList(std::string_view base) : base_(base) {}

    void add(Enclosure enclosure) {
        enclosure.url = field_address(enclosure.url, AddressUse::media, base_);
        if (enclosure.url.empty()) return;
        enclosure.type = clean_media_type(enclosure.type);
        const auto [known, is_new] = index_.try_emplace(enclosure.url, list_.size());
        if (is_new) {
            if (list_.size() < bounds::parts) list_.push_back(std::move(enclosure));
            return;
        }
        if (known->second >= list_.size()) return;
        Enclosure& first = list_[known->second];
        if (first.type.empty()) first.type = std::move(enclosure.type);
        if (!first.length) first.length = enclosure.length;
    }

    std::vector<Enclosure> take() { return std::move(list_); }

private:
    std::string_view base_;
    std::vector<Enclosure> list_;
    std::unordered_map<std::string, std::size_t> index_;
};

} // namespace

std::string clean_media_type(std::string_view type) {
    type = without_parameters(type);
    if (type.size() > bounds::media_type_bytes) return {};
    const auto may_stand = [](char c) {
        return is_ascii_alphanumeric(c) || std::string_view("/+-._!#$&^").contains(c);
    };
    if (std::ranges::count(type, '/') != 1 || !std::ranges::all_of(type, may_stand)) return {};
    return ascii_lowered(type);
}

std::vector<Enclosure> clean_enclosures(std::vector<Enclosure> enclosures, const std::vector<Media>& media,
                                        std::string_view base) {
    EnclosureList list(base);
    for (Enclosure& enclosure : enclosures) list.add(std::move(enclosure));
    for (const Media& one : media) {
        if (is_playable(one)) list.add({.url = one.url, .type = one.type, .length = one.size});
    }
    return list.take();
}

} // namespace arna
