#include "daemon/tree/tree_files.hpp"

#include "daemon/publish/channels.hpp"
#include "daemon/publish/render/compress.hpp"
#include "daemon/publish/render/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace arna {
namespace {

constexpr std::array copies = {Coding::gzip, Coding::brotli};
/// What a compressed copy may be longer than the document, in the worst case.
constexpr std::size_t longest_overhead = std::size_t{64} << 10;

std::string_view extension_of(Coding coding) { return coding == Coding::gzip ? ".gz" : ".br"; }

std::string_view extension_of(Format format) {
    switch (format) {
    case Format::atom: return ".atom";
    case Format::rss: return ".rss";
    case Format::json: return ".json";
    case Format::html: return ".html";
    case Format::opml: return ".opml";
    }
    return {};
}

/// Where a document stands: the path that it has over HTTP, with an extension where that has none.
std::string path_in_tree(const Catalogue& catalogue, const Subject& subject, Format format) {
    std::string path = catalogue.path_of(subject).substr(1);
    if (subject.form && subject.form->is_prefixed)
        path = fmt::format("{}/{}", language_code(subject.form->language), path);
    if (path.empty() || path.ends_with('/')) path += "index";
    return path + std::string(extension_of(format));
}

TreeRank rank_of(const RenderedDocument& document) {
    switch (document.subject.kind) {
    case Subject::Kind::index:
    case Subject::Kind::opml: return TreeRank::index;
    case Subject::Kind::archive: return TreeRank::archive;
    default: return document.format == Format::html ? TreeRank::page : TreeRank::feed;
    }
}

/// The pages of a subject: what HTTP gives without Accept-Language, and those whose address names their language.
std::vector<PageForm> forms_of(const Catalogue& catalogue, const Subject& subject) {
    if (subject.kind == Subject::Kind::archive || subject.kind == Subject::Kind::opml) return {};
    std::vector<PageForm> forms = {{.language = catalogue.usual_language(subject), .is_prefixed = false}};
    for (const PageLanguage language : page_languages) forms.push_back({.language = language, .is_prefixed = true});
    return forms;
}

/// Puts documents one after the other; all that were put are taken back if one fails.
class Putting {
public:
    Putting(const Catalogue& catalogue, TreeDirectory& directory, TreeWork work)
        : catalogue_(catalogue), directory_(directory), work_(work), mark_(directory.pending()) {}

    bool put(const RenderedDocument& document) {
        const auto path = path_in_tree(catalogue_, document.subject, document.format);
        const auto is_new = put(path, *document.body, document);
        if (!is_new) return false;
        for (const Coding coding : copies)
            if (!put_copy(path + std::string(extension_of(coding)), document, coding, *is_new)) return false;
        made_.version = std::max(made_.version, document.version);
        made_.last_modified = std::max(made_.last_modified, document.last_modified);
        return true;
    }

    Result<TreeSubject> take() {
        if (!failure_) return made_;
        directory_.discard(mark_);
        return std::unexpected(*failure_);
    }

private:
    /// Whether the file is to have other bytes; nothing after a failure.
    std::optional<bool> put(const std::string& path, std::string_view bytes, const RenderedDocument& document) {
        const auto is_new = directory_.put(path, bytes, document.last_modified, rank_of(document));
        if (!is_new) {
            failure_ = is_new.error();
            return std::nullopt;
        }
        made_.written += *is_new ? 1 : 0;
        return *is_new;
    }

    bool put_copy(const std::string& path, const RenderedDocument& document, Coding coding, bool is_new) {
        const auto& plain = *document.body;
        bool is_wanted = is_new;
        if (!is_new && work_ == TreeWork::compare) {
            const auto kept = directory_.keep(
                path, document.last_modified, plain.size() + longest_overhead, [&](std::string_view bytes) {
                    return coding == Coding::gzip ? is_gzip_of(bytes, plain) : is_brotli_of(bytes, plain);
                });
            if (!kept) failure_ = kept.error();
            if (!kept || *kept) return kept.has_value();
            is_wanted = true;
        }
        if (is_wanted) {
            const auto bytes = coding == Coding::gzip ? compress_gzip(plain) : compress_brotli(plain);
            return put(path, bytes, document).has_value();
        }
        const auto touched = directory_.touch(path, document.last_modified);
        if (!touched) failure_ = touched.error();
        return touched.has_value();
    }

    const Catalogue& catalogue_;
    TreeDirectory& directory_;
    TreeWork work_;
    std::size_t mark_;
    TreeSubject made_;
    std::optional<Error> failure_;
};

} // namespace

Result<TreeSubject> put_subject(const Catalogue& catalogue, const Subject& subject, StoreReader& reader,
                                TreeDirectory& directory, TreeWork work) {
    Putting putting(catalogue, directory, work);
    render_all(catalogue, subject, forms_of(catalogue, subject), reader,
               [&](const RenderedDocument& document) { return putting.put(document); });
    auto made = putting.take();
    if (made && subject.kind == Subject::Kind::tag) {
        const auto state = reader.tag_state(TagId{subject.id});
        made->archive_pages = full_archive_pages(state);
        made->removed_pages = state.floor / archive_page_size;
    }
    return made;
}

std::vector<std::string> files_of(const Catalogue& catalogue, const Subject& subject) {
    std::vector<std::string> files;
    const auto add = [&](const Subject& of, Format format) {
        const auto path = path_in_tree(catalogue, of, format);
        files.push_back(path);
        for (const Coding coding : copies) files.push_back(path + std::string(extension_of(coding)));
    };
    for (const Format format : feed_formats_of(subject)) add(subject, format);
    for (const PageForm& form : forms_of(catalogue, subject)) {
        Subject page = subject;
        page.form = form;
        add(page, Format::html);
    }
    return files;
}

Subject archive_page(TagId tag, std::int64_t page) {
    return {.kind = Subject::Kind::archive, .id = static_cast<std::int64_t>(tag), .page = page};
}

} // namespace arna
