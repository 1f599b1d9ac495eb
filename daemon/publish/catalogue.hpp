#pragma once
#include "daemon/publish/options.hpp"
#include "daemon/publish/subject.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace arna {

/// Where a path leads.
struct Destination {
    enum class Kind { document, moved, gone, not_found };
    Kind kind = Kind::not_found;
    Subject subject;              ///< its form also of what is gone, or nothing to be seen, where the address names one
    Format format = Format::html; ///< also of what moved or is gone
    bool is_negotiated = false;   ///< a page whose address names no language; `subject.form` has the usual one
    std::string location;         ///< of moved: a relative reference
    // Of a path below /tags/ that leads to a tag, moved and gone ones too:
    TagId tag{};             ///< 0: to none
    bool is_private = false; ///< only for those who show a token of `tag`
};

/// What the configuration publishes, and under which paths. Immutable: a new configuration is a new catalogue.
class Catalogue {
public:
    explicit Catalogue(PublishOptions options);

    /// `path` is absolute, below base_url and still percent-encoded. Names are looked up, never joined to anything. A
    /// tag is found by its slug; by a former slug, its name or an alias, compared by tag key, it is moved. "/kk", "/ru"
    /// and "/en" before the path of a page name its language.
    [[nodiscard]] Destination resolve(std::string_view path) const;

    /// The language of a page for a reader who asks for none: its tag's if pages speak it, else the configured one.
    [[nodiscard]] PageLanguage usual_language(const Subject& subject) const;

    /// Everything that everybody may read and that has pages or feeds of its own, but for archive pages: the tags in
    /// the order of the configuration, each with its digests, the sources, and at last the index and the list.
    [[nodiscard]] std::vector<Subject> subjects() const;

    /// Where a subject is published, below base_url and without an extension: "/tags/referendum-2026",
    /// "/tags/referendum-2026/archive/3", "/tags/referendum-2026/daily", "/"; of a page without its prefix.
    [[nodiscard]] std::string path_of(const Subject& subject) const;

    [[nodiscard]] const PublishOptions& options() const { return options_; }
    /// The path of base_url: "" or "/feeds".
    [[nodiscard]] const std::string& base_path() const { return base_path_; }
    [[nodiscard]] const PublishedTag* tag(TagId id) const;
    /// Of a tag, in the order of the configuration; those that are gone left out.
    [[nodiscard]] std::vector<const PublishedTag*> editions(TagId tag) const;
    [[nodiscard]] const PublishedSource* source(SourceId id) const;
    [[nodiscard]] const PublishedSource* source(const std::string& name) const;

private:
    using Places = std::unordered_map<std::string, std::size_t>; ///< to an index in the options

    [[nodiscard]] Destination resolve_below(std::string_view path) const;
    [[nodiscard]] Destination resolve_in_tags(std::string_view segment, std::string_view path) const;
    /// The private tag that a path's segment names, or that it would be an edition of.
    [[nodiscard]] const PublishedTag* private_tag(std::string_view segment) const;
    [[nodiscard]] Destination document(Subject subject, Format format) const;
    [[nodiscard]] Destination resolve_tag(std::string_view segment) const;
    [[nodiscard]] Destination resolve_archive(std::string_view segment, std::string_view file) const;
    [[nodiscard]] Destination resolve_digest(std::string_view segment, std::string_view file) const;
    [[nodiscard]] Destination resolve_source(std::string_view segment) const;
    [[nodiscard]] const PublishedTag* moved_tag(const std::string& name) const;
    [[nodiscard]] const PublishedTag* named_tag(const std::string& name) const;

    PublishOptions options_;
    std::string base_path_;
    Places tag_by_slug_, tag_by_former_slug_, tag_by_key_, source_by_name_;
    std::unordered_map<std::int64_t, std::size_t> tag_by_id_, source_by_id_;
};

} // namespace arna
