#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <functional>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// What happens to a tag with one article, and what of the tag moves by it.
struct Happening {
    const char* name;
    std::function<void(StoreFixture&)> prepare; ///< at noon
    std::function<void(StoreFixture&, Time now)> happen;
    bool raises_version, moves_feed, moves_entry;
};

void nothing(StoreFixture&) {}

TokenRecord token() { return {.hash = {1}, .subscriber = "x", .tags = {}, .created = noon}; }

const std::vector<Happening> happenings{
    {"an article joins", nothing, [](auto& f, Time now) { f.poll(f.one, {item(2)}, {f.kk}, now); }, true, true, false},
    {"it leaves", nothing, [](auto& f, Time now) { f.poll(f.one, {item(1, "other")}, {}, now); }, true, true, true},
    {"it returns", [](auto& f) { f.poll(f.one, {item(1, "other")}, {}, noon); },
     [](auto& f, Time now) { f.poll(f.one, {item(1, "text")}, {f.kk}, now); }, true, true, true},
    {"it is revised", nothing, [](auto& f, Time now) { f.poll(f.one, {item(1, "other")}, {f.kk}, now); }, true, true,
     true},
    {"another source has it", nothing, [](auto& f, Time now) { f.poll(f.two, {item(1)}, {f.kk}, now); }, true, false,
     false},
    {"it is told again", nothing, [](auto& f, Time now) { f.poll(f.one, {item(1)}, {f.kk}, now); }, false, false,
     false},
    {"an article joins another tag, as an edition in another language", nothing,
     [](auto& f, Time now) { f.poll(f.one, {item(2)}, {f.ru}, now); }, false, false, false},
    {"a token is made", nothing, [](auto& f, Time) { f.store->add_token(token()); }, false, false, false},
    {"a token is revoked", [](auto& f) { f.store->add_token(token()); },
     [](auto& f, Time now) { CHECK(f.store->revoke_tokens("x", now) == 1); }, false, false, false},
    {"a token is used", [](auto& f) { f.store->add_token(token()); },
     [](auto& f, Time now) {
         const std::array use{std::pair(f.reader->tokens().at(0).id, std::chrono::floor<std::chrono::days>(now))};
         f.store->note_used(use);
     },
     false, false, false},
    {"the tag is configured again, as private", nothing,
     [](auto& f, Time now) {
         const std::array setups{TagSetup{.name = "kk", .slug = "kk", .rule = "#kk", .is_private = true},
                                 TagSetup{.name = "ru", .slug = "ru", .rule = "#ru"}};
         CHECK(f.store->sync_tags(setups, now).at(0).is_private);
     },
     false, false, false},
};

} // namespace

TEST_CASE_METHOD(StoreFixture, "What happens to a tag moves what the table says, and nothing else", "[store][moves]") {
    const auto& one = GENERATE(from_range(happenings));
    CAPTURE(one.name);
    poll(this->one, {item(1)}, {kk}, noon);
    one.prepare(*this);
    const auto entry = [&] { return reader->find(address(1)).at(0).article.updated; };
    const auto before = reader->tag_state(kk);
    const auto entry_before = entry();
    const Time now = noon + 1h;
    one.happen(*this, now);
    const auto after = reader->tag_state(kk);
    CHECK(after.version == before.version + (one.raises_version ? 1 : 0));
    CHECK(after.changed == (one.moves_feed ? now : before.changed));
    CHECK(entry() == (one.moves_entry ? now : entry_before));
}

TEST_CASE_METHOD(StoreFixture, "What is new since a version joined, came back or was revised", "[store][moves]") {
    poll(one, {item(1), item(2), item(3), item(4)}, {kk}, noon);
    poll(one, {item(4, "away")}, {}, noon + 1min);
    const auto version = reader->tag_state(kk).version;
    CHECK(reader->since(kk, version, 50).entries.empty());
    poll(two, {item(1)}, {kk}, noon + 2min);           // another source
    poll(one, {item(2, "edited")}, {kk}, noon + 3min); // a revision
    poll(one, {item(3, "gone")}, {}, noon + 4min);     // removed: not told
    poll(one, {item(4, "back")}, {kk}, noon + 5min);
    poll(one, {item(5)}, {kk}, noon + 6min);
    auto found = titles(reader->since(kk, version, 50));
    std::ranges::sort(found);
    CHECK(found == std::vector<std::string>{"Item 2", "Item 4", "Item 5"});
    CHECK(reader->since(kk, reader->tag_state(kk).version, 50).entries.empty());
    CHECK(reader->since(kk, 0, 50).entries.size() == 4);
}
