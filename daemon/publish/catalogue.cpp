#include "daemon/publish/catalogue.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t longest_name = 1024; // of a decoded path segment; a name is far below it

/// Percent-decodes a path segment; nothing if what comes out could not be a name.
std::optional<std::string> decode_segment(std::string_view segment) {
    if (segment.size() > 3 * longest_name) return std::nullopt;
    const auto is_itself = [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '.'; }; // as in slugs
    if (segment.size() <= longest_name && !segment.empty() && std::ranges::all_of(segment, is_itself))
        return std::string(segment);
    std::string out;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        char c = segment[i];
        if (c == '%') {
            const auto decoded = percent_encoded_byte(segment.substr(i));
            if (!decoded) return std::nullopt;
            c = static_cast<char>(*decoded);
            i += 2;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\') return std::nullopt;
        out += c;
    }
    if (out.empty() || out.size() > longest_name || utf8_prefix(out) != out.size()) return std::nullopt;
    return out;
}

struct NamedFormat {
    std::string_view extension;
    Format format;
};
constexpr std::array<NamedFormat, 3> feed_formats = {
    {{".atom", Format::atom}, {".rss", Format::rss}, {".json", Format::json}}};

/// Takes a known extension off the end of `name`; a name without one is the page.
NamedFormat take_format(std::string& name) {
    for (const NamedFormat& one : feed_formats) {
        if (name.size() <= one.extension.size() || !name.ends_with(one.extension)) continue;
        name.resize(name.size() - one.extension.size());
        return one;
    }
    return {"", Format::html};
}

/// The number of "12.atom", written as arna writes it.
std::optional<std::int64_t> page_number(std::string_view file) {
    constexpr std::string_view extension = ".atom";
    if (!file.ends_with(extension)) return std::nullopt;
    file.remove_suffix(extension.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(file.data(), file.data() + file.size(), number);
    constexpr std::int64_t highest = 1'000'000'000;
    if (error != std::errc{} || end != file.data() + file.size() || number < 1 || number > highest) return std::nullopt;
    if (file.front() == '0') return std::nullopt;
    return number;
}

/// The part of `path` up to the next slash, which is taken off with it.
std::string_view take_segment(std::string_view& path) {
    const auto slash = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    return segment;
}

Destination gone(Format format) { return {.kind = Destination::Kind::gone, .format = format}; }

Destination moved(std::string location, Format format) {
    return {.kind = Destination::Kind::moved, .format = format, .location = std::move(location)};
}

/// The same, of a tag.
Destination of_tag(const PublishedTag& tag, Destination destination) {
    destination.tag = tag.opened_as();
    destination.is_private = tag.is_private;
    return destination;
}

/// Takes "/kk" and the like off the front of a path that goes on with a slash.
std::optional<PageLanguage> take_prefix(std::string_view& path) {
    for (const PageLanguage language : page_languages) {
        const auto code = language_code(language);
        if (!path.substr(std::min<std::size_t>(path.size(), 1)).starts_with(code)) continue;
        if (!path.substr(code.size() + 1).starts_with('/')) continue;
        path.remove_prefix(code.size() + 1);
        return language;
    }
    return std::nullopt;
}

} // namespace

Catalogue::Catalogue(PublishOptions options)
    : options_(std::move(options)), base_path_(split_url(options_.base_url).path) {
    // Where two claim a place, a tag that is still published has it, and of those the first.
    for (const bool is_gone : {false, true}) {
        for (std::size_t i = 0; i < options_.tags.size(); ++i) {
            const PublishedTag& tag = options_.tags[i];
            if (tag.is_gone != is_gone) continue;
            tag_by_id_.emplace(static_cast<std::int64_t>(tag.id), i);
            tag_by_slug_.emplace(tag.slug, i);
            if (tag.is_edition()) continue; // its names are those of the tag
            for (const std::string& slug : tag.former_slugs) tag_by_former_slug_.emplace(slug, i);
            tag_by_key_.emplace(tag_key(tag.name), i);
            for (const std::string& alias : tag.aliases) tag_by_key_.emplace(tag_key(alias), i);
        }
        for (std::size_t i = 0; i < options_.sources.size(); ++i) {
            const PublishedSource& source = options_.sources[i];
            if (source.is_gone != is_gone) continue;
            source_by_id_.emplace(static_cast<std::int64_t>(source.id), i);
            source_by_name_.emplace(source.name, i);
        }
    }
    tag_by_key_.erase("");
}

Destination Catalogue::resolve(std::string_view path) const {
    for (const PageLanguage language : page_languages)
        if (path.starts_with('/') && path.substr(1) == language_code(language))
            return moved(fmt::format("{}/", language_code(language)), Format::html);
    const auto language = take_prefix(path);
    Destination found = resolve_below(path);
    if (!language) return found;
    if (found.format != Format::html) return {}; // feeds, archives and lists have no language in their address
    found.subject.form = {.language = *language, .is_prefixed = true};
    found.is_negotiated = false;
    return found;
}

Destination Catalogue::document(Subject subject, Format format) const {
    const bool is_page = format == Format::html;
    if (is_page) subject.form = {.language = usual_language(subject), .is_prefixed = false};
    return {.kind = Destination::Kind::document, .subject = subject, .format = format, .is_negotiated = is_page};
}

PageLanguage Catalogue::usual_language(const Subject& subject) const {
    const bool is_of_tag = subject.kind == Subject::Kind::tag || subject.digest();
    const PublishedTag* const of = is_of_tag ? tag(TagId{subject.id}) : nullptr;
    const auto spoken = of == nullptr ? std::nullopt : page_language(of->language);
    return spoken.value_or(options_.language);
}

std::vector<Subject> Catalogue::subjects() const {
    std::vector<Subject> all;
    for (const PublishedTag& tag : options_.tags) {
        if (!tag.is_listed()) continue;
        const auto id = static_cast<std::int64_t>(tag.id);
        all.push_back({.kind = Subject::Kind::tag, .id = id});
        for (const DigestKind kind : tag.digests) all.push_back(digest_of(id, kind));
    }
    for (const PublishedSource& source : options_.sources)
        if (source.is_published && !source.is_gone)
            all.push_back({.kind = Subject::Kind::source, .id = static_cast<std::int64_t>(source.id)});
    all.push_back({.kind = Subject::Kind::index});
    all.push_back({.kind = Subject::Kind::opml});
    return all;
}

std::string Catalogue::path_of(const Subject& subject) const {
    switch (subject.kind) {
    case Subject::Kind::index: return "/";
    case Subject::Kind::opml: return "/feeds";
    case Subject::Kind::tag: return "/tags/" + tag(TagId{subject.id})->slug;
    case Subject::Kind::archive: return fmt::format("/tags/{}/archive/{}", tag(TagId{subject.id})->slug, subject.page);
    case Subject::Kind::daily:
    case Subject::Kind::weekly:
        return fmt::format("/tags/{}/{}", tag(TagId{subject.id})->slug, digest_name(*subject.digest()));
    case Subject::Kind::source: return "/sources/" + source(SourceId{subject.id})->name;
    }
    return {};
}

Destination Catalogue::resolve_below(std::string_view path) const {
    if (path == "/") return document({.kind = Subject::Kind::index}, Format::html);
    if (path == "/feeds.opml") return document({.kind = Subject::Kind::opml}, Format::opml);
    if (!path.starts_with('/') || path.ends_with('/')) return {};
    path.remove_prefix(1);
    const auto collection = take_segment(path);
    const auto segment = take_segment(path);
    if (collection == "sources" && path.empty()) return resolve_source(segment);
    if (collection != "tags") return {};
    const Destination found = resolve_in_tags(segment, path);
    if (found.tag != TagId{}) return found;
    // What a private tag does not have is nobody's business who has no token of it.
    const PublishedTag* const tag = private_tag(segment);
    return tag != nullptr ? of_tag(*tag, found) : found;
}

Destination Catalogue::resolve_in_tags(std::string_view segment, std::string_view path) const {
    if (path.empty()) return resolve_tag(segment);
    const auto archive = take_segment(path);
    if (path.empty()) return resolve_digest(segment, archive);
    const auto file = take_segment(path);
    if (archive == "archive" && path.empty()) return resolve_archive(segment, file);
    return {};
}

const PublishedTag* Catalogue::private_tag(std::string_view segment) const {
    auto name = decode_segment(segment);
    if (!name) return nullptr;
    take_format(*name);
    // "kense.de": an edition that there is not.
    for (const auto& stem : {*name, name->substr(0, name->rfind('.'))}) {
        const auto place = tag_by_slug_.find(stem);
        const PublishedTag* const tag = place != tag_by_slug_.end() ? &options_.tags[place->second] : named_tag(stem);
        if (tag != nullptr && tag->is_private) return tag;
    }
    return nullptr;
}

Destination Catalogue::resolve_tag(std::string_view segment) const {
    auto name = decode_segment(segment);
    if (!name) return {};
    const auto [extension, format] = take_format(*name);
    if (const auto place = tag_by_slug_.find(*name); place != tag_by_slug_.end()) {
        const PublishedTag& tag = options_.tags[place->second];
        const Subject subject{.kind = Subject::Kind::tag, .id = static_cast<std::int64_t>(tag.id)};
        return of_tag(tag, tag.is_gone ? gone(format) : document(subject, format));
    }
    const PublishedTag* const tag = moved_tag(*name);
    if (tag == nullptr) return {};
    return of_tag(*tag, tag->is_gone ? gone(format) : moved(tag->slug + std::string(extension), format));
}

Destination Catalogue::resolve_archive(std::string_view segment, std::string_view file) const {
    const auto name = decode_segment(segment);
    const auto number = page_number(file);
    if (!name || !number) return {};
    if (const auto place = tag_by_slug_.find(*name); place != tag_by_slug_.end()) {
        const PublishedTag& tag = options_.tags[place->second];
        const Subject subject{.kind = Subject::Kind::archive, .id = static_cast<std::int64_t>(tag.id), .page = *number};
        return of_tag(tag, tag.is_gone ? gone(Format::atom) : document(subject, Format::atom));
    }
    const PublishedTag* const tag = moved_tag(*name);
    if (tag == nullptr) return {};
    if (tag->is_gone) return of_tag(*tag, gone(Format::atom));
    return of_tag(*tag, moved("../../" + tag->slug + "/archive/" + std::string(file), Format::atom));
}

Destination Catalogue::resolve_digest(std::string_view segment, std::string_view file) const {
    const auto name = decode_segment(segment);
    std::string kind_name(file);
    const auto format = take_format(kind_name).format;
    const auto kind = std::ranges::find(digest_kinds, kind_name, digest_name);
    if (!name || kind == digest_kinds.end()) return {};
    const auto has = [&](const std::vector<DigestKind>& kinds) {
        return std::ranges::find(kinds, *kind) != kinds.end();
    };
    if (const auto place = tag_by_slug_.find(*name); place != tag_by_slug_.end()) {
        const PublishedTag& tag = options_.tags[place->second];
        if (has(tag.digests)) return of_tag(tag, document(digest_of(static_cast<std::int64_t>(tag.id), *kind), format));
        return of_tag(tag, has(tag.former_digests) ? gone(format) : Destination{.format = format});
    }
    const PublishedTag* const tag = moved_tag(*name);
    if (tag == nullptr) return {};
    if (!has(tag->digests))
        return of_tag(*tag, has(tag->former_digests) ? gone(format) : Destination{.format = format});
    return of_tag(*tag, moved("../" + tag->slug + "/" + std::string(file), format));
}

Destination Catalogue::resolve_source(std::string_view segment) const {
    auto name = decode_segment(segment);
    if (!name) return {};
    const auto format = take_format(*name).format;
    const PublishedSource* const published = source(*name);
    if (published == nullptr) return {};
    if (published->is_gone) return gone(format);
    if (!published->is_published) return {};
    return document({.kind = Subject::Kind::source, .id = static_cast<std::int64_t>(published->id)}, format);
}

const PublishedTag* Catalogue::moved_tag(const std::string& name) const {
    // "Референдум-2026.kk": an edition by another name of its tag.
    if (const auto dot = name.rfind('.'); dot != std::string::npos) {
        const auto* const whole = named_tag(name.substr(0, dot));
        const auto place = whole != nullptr ? tag_by_slug_.find(whole->slug + name.substr(dot)) : tag_by_slug_.end();
        if (place != tag_by_slug_.end()) return &options_.tags[place->second];
    }
    return named_tag(name);
}

const PublishedTag* Catalogue::named_tag(const std::string& name) const {
    auto place = tag_by_former_slug_.find(name);
    if (place != tag_by_former_slug_.end()) return &options_.tags[place->second];
    place = tag_by_key_.find(tag_key(name));
    return place != tag_by_key_.end() ? &options_.tags[place->second] : nullptr;
}

const PublishedTag* Catalogue::tag(TagId id) const {
    const auto place = tag_by_id_.find(static_cast<std::int64_t>(id));
    return place != tag_by_id_.end() ? &options_.tags[place->second] : nullptr;
}

std::vector<const PublishedTag*> Catalogue::editions(TagId tag) const {
    std::vector<const PublishedTag*> found;
    const auto place = tag_by_id_.find(static_cast<std::int64_t>(tag));
    if (place == tag_by_id_.end()) return found;
    // They stand behind their tag.
    for (auto next = place->second + 1; next < options_.tags.size() && options_.tags[next].edition_of == tag; ++next)
        if (!options_.tags[next].is_gone) found.push_back(&options_.tags[next]);
    return found;
}

const PublishedSource* Catalogue::source(SourceId id) const {
    const auto place = source_by_id_.find(static_cast<std::int64_t>(id));
    return place != source_by_id_.end() ? &options_.sources[place->second] : nullptr;
}

const PublishedSource* Catalogue::source(const std::string& name) const {
    const auto place = source_by_name_.find(name);
    return place != source_by_name_.end() ? &options_.sources[place->second] : nullptr;
}

} // namespace arna
