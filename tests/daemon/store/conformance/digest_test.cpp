#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <set>
#include <utility>

using namespace arna;
using namespace std::chrono_literals;
using Titles = std::vector<std::string>;

namespace {

constexpr auto february = std::chrono::year(2026) / 2;
constexpr std::chrono::sys_days monday = february / 23; ///< the day of noon

/// Kazakhstan since 2024: five hours east of UTC.
const TimeZone almaty("Asia/Almaty");

Time at(Time day) { return day; }

class DigestFixture : public StoreFixture {
public:
    std::vector<DigestSetup> setups;
    TimeZone zone;

    DigestFixture() { want({DigestKind::daily}); }

    void want(const std::vector<DigestKind>& kinds, Time now = noon) {
        setups.clear();
        for (const auto kind : kinds) setups.push_back({.tag = kk, .kind = kind, .title = "Kense", .language = "en"});
        store->sync_digests(setups, zone, now);
    }

    DigestsMade make(Time now) {
        return store->make_digests(setups, zone, now, [](const Article& article) {
            return DigestLine{.title = article.entry.title,
                              .url = article.entry.link,
                              .source = article.source.facts.title,
                              .language = article.entry.lang};
        });
    }
    std::size_t made(Time now, DigestKind kind = DigestKind::daily) {
        return make(now).counts[static_cast<std::size_t>(kind)];
    }
    DigestPage page(DigestKind kind = DigestKind::daily) { return reader->digests(kk, kind); }

    static Titles lines(const Digest& digest) {
        Titles found;
        for (const auto& line : digest.lines) found.push_back(line.title);
        return found;
    }
};

} // namespace

TEST_CASE_METHOD(DigestFixture, "A digest has what joined the tag in a day, in the feed's order, once the day is over",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon - 2h), item(2, "b", noon - 1h)}, {kk});
    poll(one, {item(3, "c", noon - 3h), item(4, "of another tag")}, {kk, ru}, noon + 1h);
    CHECK(made(at(monday) + 24h - 1ms) == 0);
    CHECK(page().digests.empty());
    const auto made_now = make(at(monday) + 24h);
    CHECK(made_now.tags == std::vector{kk});
    const auto made_page = page();
    REQUIRE(made_page.digests.size() == 1);
    const auto& digest = made_page.digests.front();
    CHECK(digest.period == monday);
    CHECK(digest.end == at(monday) + 24h);
    CHECK(digest.updated == digest.end);
    CHECK(digest.title == "Kense");
    CHECK(digest.language == "en");
    CHECK(lines(digest) == Titles{"Item 4", "Item 2", "Item 1", "Item 3"});
    CHECK(digest.lines[1].url == address(2));
    CHECK(digest.lines[1].source == "Zakon");
    CHECK(made_page.state == DigestState{.tag = kk, .version = 1, .changed = digest.end});
    CHECK(made(at(monday) + 30h) == 0);
    CHECK(page().state.version == 1);
}

TEST_CASE_METHOD(DigestFixture, "History that a new source or rule brings is no news", "[store][digest]") {
    poll(one, {item(1, "old", noon - 48h), item(2, "new", noon - 48h + 1ms)}, {kk});
    make(at(monday) + 24h);
    REQUIRE(page().digests.size() == 1);
    CHECK(lines(page().digests[0]) == Titles{"Item 2"});
}

TEST_CASE_METHOD(DigestFixture, "A day without articles has no digest, and late ones are made as if in time",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon)}, {kk});
    poll(one, {item(2, "b", noon + 72h)}, {kk}, noon + 72h);
    CHECK(made(noon + 24h * 9) == 2);
    const auto found = page();
    REQUIRE(found.digests.size() == 2);
    CHECK(found.digests[0].period == monday + 72h);
    CHECK(found.digests[0].updated == at(monday) + 96h);
    CHECK(found.digests[1].period == monday);
    CHECK(found.state.changed == at(monday) + 96h);
    CHECK(found.state.version == 1);
}

TEST_CASE_METHOD(DigestFixture, "What joined on the first day before the tag had the key belongs to it",
                 "[store][digest]") {
    TagId other = ru;
    poll(one, {item(1, "the day before", noon - 24h)}, {other}, noon - 24h);
    poll(one, {item(2, "in the morning", noon - 3h)}, {other}, noon - 3h);
    setups = {{.tag = other, .kind = DigestKind::daily, .title = "Ru", .language = "ru"}};
    store->sync_digests(setups, zone, noon);
    CHECK(made(at(monday) + 24h) == 1);
    CHECK(lines(reader->digests(other, DigestKind::daily).digests[0]) == Titles{"Item 2"});
}

TEST_CASE_METHOD(DigestFixture, "A week is that of ISO 8601, and stands beside the days", "[store][digest]") {
    want({DigestKind::daily, DigestKind::weekly});
    poll(one, {item(1, "a", noon)}, {kk});
    poll(one, {item(2, "b", noon + 24h * 6)}, {kk}, noon + 24h * 6); // Sunday
    CHECK(make(at(monday) + 24h * 7).counts == std::array<std::size_t, 2>{2, 1});
    REQUIRE(page(DigestKind::weekly).digests.size() == 1);
    CHECK(page(DigestKind::weekly).digests[0].period == monday);
    CHECK(page(DigestKind::weekly).digests[0].end == at(monday) + 24h * 7);
    CHECK(lines(page(DigestKind::weekly).digests[0]) == Titles{"Item 2", "Item 1"});
}

TEST_CASE_METHOD(DigestFixture, "A line goes and comes back with its article, and the rest of a digest stays",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon), item(2, "b", noon - 1h)}, {kk});
    make(at(monday) + 24h);
    const auto before = page().digests[0];

    SECTION("a revision changes nothing") {
        auto revised = item(1, "other text", noon);
        revised.entry.title = "Another title";
        poll(one, {revised}, {kk}, noon + 30h);
        CHECK(page().digests[0] == before);
        CHECK(page().state.version == 1);
    }
    SECTION("nor does a new title of the tag") {
        setups[0].title = "Other";
        store->sync_digests(setups, zone, noon + 30h);
        CHECK(page().digests[0] == before);
    }
    SECTION("an article that leaves") {
        poll(one, {item(1, "not about it", noon)}, {}, noon + 30h);
        REQUIRE(page().digests.size() == 1);
        CHECK(lines(page().digests[0]) == Titles{"Item 2"});
        CHECK(page().digests[0].updated == noon + 30h);
        CHECK(page().state.changed == noon + 30h);
        CHECK(page().state.version == 2);

        poll(one, {item(1, "about it again", noon)}, {kk}, noon + 31h);
        CHECK(lines(page().digests[0]) == Titles{"Item 1", "Item 2"});
        CHECK(page().digests[0].updated == noon + 31h);
        CHECK(page().state.version == 3);
        CHECK(made(noon + 48h) == 0); // it came back to its day
    }
    SECTION("all of them") {
        poll(one, {item(1, "no", noon), item(2, "no", noon - 1h)}, {}, noon + 30h);
        CHECK(page().digests.empty());
        CHECK(page().state.version == 2); // once for both
        poll(one, {item(2, "yes", noon - 1h)}, {kk}, noon + 31h);
        REQUIRE(page().digests.size() == 1);
        CHECK(lines(page().digests[0]) == Titles{"Item 2"});
    }
}

TEST_CASE_METHOD(DigestFixture, "What left before the end of the day has its line in it when it comes back",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon), item(2, "b", noon - 1h)}, {kk});
    poll(one, {item(1, "not about it", noon)}, {}, noon + 1h);
    make(at(monday) + 24h);
    CHECK(lines(page().digests[0]) == Titles{"Item 2"});
    CHECK(page().state.version == 1);
    poll(one, {item(1, "again", noon)}, {kk}, noon + 30h);
    CHECK(lines(page().digests[0]) == Titles{"Item 1", "Item 2"});
    CHECK(page().digests[0].updated == noon + 30h);
    CHECK(made(at(monday) + 48h) == 0); // it is in one digest
}

TEST_CASE_METHOD(DigestFixture, "A day whose articles had all left has a digest when one comes back",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon)}, {kk});
    poll(one, {item(1, "not about it", noon)}, {}, noon + 1h);
    const auto nothing_made = make(at(monday) + 24h);
    CHECK(nothing_made.counts == std::array<std::size_t, 2>{0, 0});
    CHECK(nothing_made.tags.empty());
    CHECK(page().digests.empty());
    CHECK(page().state.version == 0);
    poll(one, {item(1, "again", noon)}, {kk}, noon + 30h);
    REQUIRE(page().digests.size() == 1);
    CHECK(lines(page().digests[0]) == Titles{"Item 1"});
    CHECK(page().digests[0].end == at(monday) + 24h);
    CHECK(page().state.version == 1);
}

TEST_CASE_METHOD(DigestFixture, "What a clock far ahead made is taken back when it is set right", "[store][digest]") {
    want({DigestKind::daily, DigestKind::weekly});
    poll(one, {item(1, "in the morning", noon)}, {kk});
    const Time ahead = noon + 24h * 3650;
    make(ahead);
    poll(one, {item(2, "under the wrong clock", noon + 1h)}, {kk}, ahead);
    REQUIRE(page().digests.size() == 1);

    CHECK(make(noon + 2h).tags == std::vector{kk, kk}); // of either kind
    CHECK(page().digests.empty());
    CHECK(page(DigestKind::weekly).digests.empty());
    CHECK(page().state.changed == noon + 2h);
    CHECK(make(noon + 2h).tags.empty());

    poll(one, {item(3, "in the afternoon", noon + 3h)}, {kk}, noon + 3h);
    CHECK(made(at(monday) + 24h) == 1);
    REQUIRE(page().digests.size() == 1);
    CHECK(page().digests[0].period == monday);
    CHECK(page().digests[0].updated == at(monday) + 24h);
    CHECK(lines(page().digests[0]) == Titles{"Item 3", "Item 2", "Item 1"});
    CHECK(made(at(monday) + 24h * 7, DigestKind::weekly) == 1);
    CHECK(lines(page(DigestKind::weekly).digests[0]) == Titles{"Item 3", "Item 2", "Item 1"});
}

TEST_CASE_METHOD(DigestFixture, "Nothing joins before the end of the last digest, though the clock goes back",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon)}, {kk});
    CHECK(made(at(monday) + 24h) == 1);
    poll(one, {item(2, "b", noon)}, {kk}, noon + 1h); // the clock was set back to Monday
    CHECK(made(noon + 2h) == 0);
    CHECK(made(at(monday) + 48h) == 1);
    REQUIRE(page().digests.size() == 2);
    CHECK(page().digests[0].period == monday + 24h);
    CHECK(lines(page().digests[0]) == Titles{"Item 2"});
}

TEST_CASE_METHOD(DigestFixture, "A digest that a clock far ahead made holds up nothing when it is not wanted any more",
                 "[store][digest]") {
    want({DigestKind::daily, DigestKind::weekly});
    make(noon + 24h * 3650);
    want({DigestKind::daily}, noon + 1h);
    poll(one, {item(1, "before it was looked at", noon)}, {kk}, noon + 1h);
    make(noon + 2h);
    poll(one, {item(2, "afterwards", noon)}, {kk}, noon + 2h);
    CHECK(made(at(monday) + 24h) == 1);
    CHECK(lines(page().digests[0]) == Titles{"Item 2", "Item 1"});
}

TEST_CASE_METHOD(DigestFixture, "Nor does it switch off that nothing joins before the end of the last digest",
                 "[store][digest]") {
    want({DigestKind::daily, DigestKind::weekly});
    make(noon + 24h * 3650);
    want({DigestKind::daily}, noon + 1h);
    make(noon + 2h);
    CHECK(made(at(monday) + 24h) == 0);
    poll(one, {item(1, "a", noon)}, {kk}, at(monday) + 23h); // the clock was set back by an hour
    CHECK(made(at(monday) + 48h) == 1);
    REQUIRE(page().digests.size() == 1);
    CHECK(page().digests[0].period == monday + 24h);
}

TEST_CASE_METHOD(DigestFixture, "Where days are taken back and their week is not, each tells every article once",
                 "[store][digest]") {
    const Time sunday = at(monday) + 24h * 6;
    want({DigestKind::daily, DigestKind::weekly});
    poll(one, {item(1, "in time", sunday)}, {kk}, sunday);
    poll(one, {item(2, "the clock is 46 hours ahead", sunday - 2h)}, {kk}, sunday + 22h);
    make(sunday + 48h); // the week ends 22 hours from now
    poll(one, {item(3, "after the week, it seems", sunday)}, {kk}, sunday + 48h);

    CHECK(make(sunday + 2h).tags == std::vector{kk});
    poll(one, {item(4, "the clock is right", sunday + 3h)}, {kk}, sunday + 3h);
    CHECK(made(sunday + 24h) == 1);
    CHECK(made(sunday + 48h) == 1);
    REQUIRE(page().digests.size() == 2);
    CHECK(lines(page().digests[1]) == Titles{"Item 1", "Item 2"});
    CHECK(lines(page().digests[0]) == Titles{"Item 4", "Item 3"});
    CHECK(made(sunday + 24h * 8, DigestKind::weekly) == 1);
    const auto weeks = page(DigestKind::weekly).digests;
    REQUIRE(weeks.size() == 2);
    CHECK(lines(weeks[1]) == Titles{"Item 1", "Item 2"});
    CHECK(lines(weeks[0]) == Titles{"Item 4", "Item 3"});
}

TEST_CASE_METHOD(DigestFixture,
                 "A changed zone makes one day longer or shorter; no article is told twice or not at all",
                 "[store][digest]") {
    const TimeZone kiritimati("Pacific/Kiritimati"), honolulu("Pacific/Honolulu"); // 14 hours east, 10 west
    const auto [from, to] = GENERATE_COPY(values<std::pair<TimeZone, TimeZone>>(
        {{almaty, TimeZone()}, {TimeZone(), almaty}, {honolulu, kiritimati}, {kiritimati, honolulu}}));
    CAPTURE(from.name(), to.name());
    const auto change = GENERATE(1h, 12h, 23h);
    zone = from;
    store->sync_digests({}, zone, noon);
    setups = {{.tag = ru, .kind = DigestKind::daily, .title = "Ru", .language = "ru"}};
    const Time begin = from.start_of(std::chrono::year_month_day(monday));
    store->sync_digests(setups, zone, begin);
    // An article every half an hour for six days; the zone changes on the third.
    std::size_t told = 0;
    const Time changed = begin + 48h + change;
    for (Time now = begin; now < begin + 144h; now += 30min) {
        if (now >= changed) zone = to;
        make(now);
        poll(one, {item(static_cast<int>(++told), "text", now)}, {ru}, now);
    }
    make(begin + 240h);
    const auto found = reader->digests(ru, DigestKind::daily);
    std::size_t lines = 0;
    auto later = Time::max();
    std::set<std::string> titles;
    for (const auto& digest : found.digests) {
        CHECK(digest.end < later);
        later = digest.end;
        lines += digest.lines.size();
        for (const auto& line : digest.lines) titles.insert(line.title);
    }
    CHECK(lines == told);
    CHECK(titles.size() == told);
    std::set<std::chrono::sys_days> days;
    for (const auto& digest : found.digests) CHECK(days.insert(digest.period).second);
}

TEST_CASE_METHOD(DigestFixture, "A digest has 500 lines and counts the others", "[store][digest]") {
    std::vector<CleanItem> items;
    for (int n = 1; n <= 503; ++n) items.push_back(item(n, "text", noon + n * 1s));
    poll(one, std::move(items), {kk}, noon + 1h);
    make(at(monday) + 24h);
    CHECK(page().digests[0].lines.size() == 500);
    CHECK(page().digests[0].lines.back().title == "Item 4");
    CHECK(page().digests[0].more == 3);
    poll(one, {item(2, "gone", noon)}, {}, noon + 30h);
    CHECK(page().digests[0].lines.size() == 500);
    CHECK(page().digests[0].more == 2);
    CHECK(page().digests[0].updated == noon + 30h);
}

TEST_CASE_METHOD(DigestFixture, "The last 62 days and 53 weeks are kept", "[store][digest]") {
    want({DigestKind::daily, DigestKind::weekly});
    for (int week = 0; week < 70; ++week)
        poll(one, {item(week + 1, "text", noon + week * 24h * 7)}, {kk}, noon + week * 24h * 7);
    SECTION("of those made one by one") {
        for (int week = 1; week <= 70; ++week) make(noon + week * 24h * 7);
    }
    SECTION("of those made late") { make(noon + 70 * 24h * 7); }
    CHECK(page().digests.size() == 62);
    CHECK(page(DigestKind::weekly).digests.size() == 53);
    CHECK(lines(page().digests.front()) == Titles{"Item 70"});
    CHECK(lines(page().digests.back()) == Titles{"Item 9"});
}

TEST_CASE_METHOD(DigestFixture, "Days whose articles have all left take no place of those that are kept",
                 "[store][digest]") {
    const auto day = [](int n) { return noon + n * 24h; };
    const auto tell = [&](int n) {
        poll(one, {item(n, "text", day(n))}, {kk}, day(n));
        if (n >= 20 && n < 30) poll(one, {item(n, "not about it", day(n))}, {}, day(n) + 1h);
    };
    SECTION("of those made one by one") {
        for (int n = 0; n < 75; ++n) {
            tell(n);
            make(day(n + 1));
        }
    }
    SECTION("of those made late") {
        for (int n = 0; n < 75; ++n) tell(n);
        make(day(75));
    }
    REQUIRE(page().digests.size() == 62);
    CHECK(page().digests.back().period == monday + 3 * 24h);
    poll(one, {item(25, "about it again", day(25))}, {kk}, day(75));
    CHECK(page().digests.size() == 63); // until the next one is made
    poll(one, {item(75, "text", day(75))}, {kk}, day(75));
    make(day(76));
    REQUIRE(page().digests.size() == 62);
    CHECK(page().digests.back().period == monday + 5 * 24h);
}

TEST_CASE_METHOD(DigestFixture, "A digest that leaves the configuration is known, and goes on where it ended",
                 "[store][digest]") {
    poll(one, {item(1, "a", noon)}, {kk});
    make(at(monday) + 24h);
    want({}, noon + 24h);
    CHECK(reader->digest_states() ==
          std::vector{DigestState{.tag = kk, .is_configured = false, .version = 1, .changed = at(monday) + 24h}});
    CHECK(reader->digests(kk, DigestKind::daily).digests.size() == 1);
    poll(one, {item(2, "b", noon + 25h)}, {kk}, noon + 25h);
    want({DigestKind::daily}, noon + 50h);
    CHECK(made(noon + 50h) == 1);
    CHECK(page().digests.size() == 2);
}

TEST_CASE_METHOD(DigestFixture, "Digests last", "[store][digest]") {
    poll(one, {item(1, "a", noon)}, {kk});
    make(at(monday) + 24h);
    const auto before = page();
    open();
    CHECK(page().digests == before.digests);
    CHECK(page().state == before.state);
}
