#include "config/check/value_checks.hpp"
#include "config/option/option_table.hpp"

#include <array>
#include <chrono>

namespace arna {
namespace {

using namespace std::chrono_literals;

constexpr auto republish_words = std::to_array<std::string_view>({"full", "summary", "none"});
constexpr auto duplicates_words = std::to_array<std::string_view>({"keep", "collapse"});
constexpr auto withdrawn_words = std::to_array<std::string_view>({"keep", "drop"});

constexpr std::chrono::milliseconds day = 24h;

const auto tag_table = std::to_array<Option<TagConfig>>({
    {.key = "name",
     .field = TextField{&TagConfig::name, value_checks::tag_name},
     .meaning = "Unique, however it is spelt: case, blanks and punctuation do not count",
     .fallback = "required",
     .consequences = {Consequence::identity},
     .is_individual = true},
    {.key = "slug",
     .field = TextField{&TagConfig::slug, value_checks::slug},
     .meaning = "Its name in addresses, `[a-z0-9-]+`, unique: `/tags/{slug}.atom`",
     .fallback = "transliteration of `name`",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "title",
     .field = TextField{&TagConfig::title},
     .meaning = "Of its feeds and page",
     .fallback = "`name`",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "description",
     .field = TextField{&TagConfig::description},
     .meaning = "A line about it, in its feeds and on the index page",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "language",
     .field = TextField{&TagConfig::language, value_checks::language},
     .meaning = "Of its feeds",
     .consequences = {Consequence::publishing}},
    {.key = "match",
     .field = TextField{&TagConfig::match},
     .meaning = "The rule (docs/rules.md)",
     .fallback = "`#name`",
     .consequences = {Consequence::membership},
     .is_individual = true},
    {.key = "aliases",
     .field = TextsField{&TagConfig::aliases, value_checks::tag_name},
     .meaning = "Other spellings of the name; `#name` matches them too, in any rule",
     .consequences = {Consequence::membership, Consequence::publishing},
     .is_individual = true},
    {.key = "sources",
     .field = TextsField{&TagConfig::sources, value_checks::source_name},
     .meaning = "Only these sources, also ones that are not published",
     .fallback = "every published one",
     .consequences = {Consequence::membership}},
    {.key = "limit",
     .field = NumberField{&TagConfig::limit, 1, 1000},
     .meaning = "Entries of the live document; the archive has the rest",
     .consequences = {Consequence::publishing}},
    {.key = "duplicates",
     .field = choice<&TagConfig::duplicates>(duplicates_words),
     .meaning = "`collapse`: one entry per story, the others are listed in it",
     .consequences = {Consequence::membership}},
    {.key = "content",
     .field = choice<&TagConfig::content>(republish_words),
     .meaning = "How much of its articles is republished; the source's own setting can only lessen it",
     .consequences = {Consequence::publishing}},
    {.key = "withdrawn",
     .field = choice<&TagConfig::withdrawn>(withdrawn_words),
     .meaning = "`drop`: what its source took back leaves the feed",
     .consequences = {Consequence::membership}},
    {.key = "keep",
     .field = OpenDurationField{&TagConfig::keep, "forever", day, 36'500 * day},
     .meaning = "How far its archive reaches back: whole pages that are older are removed"},
    {.key = "private",
     .field = FlagField{&TagConfig::is_private},
     .meaning = "Only for subscribers with a token, which `arna token new` makes",
     .consequences = {Consequence::publishing}},
    {.key = "languages",
     .field = TextsField{&TagConfig::languages, value_checks::edition_language},
     .meaning = "Its articles of these languages are published apart too, as editions: `/tags/{slug}.kk.atom`",
     .consequences = {Consequence::membership, Consequence::publishing}},
    {.key = "digest",
     .field = TextsField{&TagConfig::digest, value_checks::digest},
     .meaning =
         "`daily`, `weekly`: a feed with one entry for each day or week that has ended: `/tags/{slug}/daily.atom`",
     .consequences = {Consequence::publishing}},
    {.key = "loose",
     .field = FlagField{&TagConfig::loose},
     .meaning = "қ ғ ң ө ұ ү ә і һ are compared as к г н о у у а и х",
     .consequences = {Consequence::membership}},
    {.key = "former_slugs",
     .field = TextsField{&TagConfig::former_slugs, value_checks::slug},
     .meaning = "Slugs that it had before; they answer 301",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "test",
     .field = TestsField{&TagConfig::tests},
     .meaning = "Items and whether the tag must have them: fields of an item, and `expect`, `in` or `out`",
     .is_individual = true},
});

const auto list_table = std::to_array<Option<ListConfig>>({
    {.key = "name",
     .field = TextField{&ListConfig::name, value_checks::list_name},
     .meaning = "Unique; a rule asks for its terms with `list:name`",
     .fallback = "required",
     .is_individual = true},
    {.key = "words",
     .field = TextsField{&ListConfig::words, value_checks::list_term},
     .meaning = "Its terms: a word, several (a phrase), `begin*`, `=form` or `#tag`",
     .consequences = {Consequence::membership},
     .is_individual = true},
    {.key = "file",
     .field = PathField{&ListConfig::file, value_checks::not_empty},
     .meaning =
         "A text file with more of them, one a line; a line that begins with `# ` is a comment. Read at the start "
         "and at a reload",
     .consequences = {Consequence::membership},
     .is_individual = true},
});

} // namespace

// clang-format off
template <> std::span<const Option<TagConfig>> options_of<TagConfig>() { return tag_table; }
template <> std::span<const Option<ListConfig>> options_of<ListConfig>() { return list_table; }
// clang-format on

} // namespace arna
