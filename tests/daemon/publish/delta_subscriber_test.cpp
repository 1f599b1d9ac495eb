#include "daemon/publish/delta_memory.hpp"
#include "daemon/publish/render/render.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

using Entries = std::map<std::string, std::string>; ///< text by id

/// A tag whose articles join, leave, come back and are revised at random.
class MovingTag : public StoreFixture {
public:
    MovingTag() : random_(7) {} // NOLINT(cert-msc51-cpp): the same course each time

    int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }

    /// One change, a few hours after the last one.
    void change() {
        now_ += std::chrono::minutes(20 + up_to(340));
        const int kind = items_ < 3 ? 0 : up_to(9);
        if (kind < 5) {
            std::vector<CleanItem> more;
            for (int count = 1 + up_to(2); count > 0; --count) {
                texts_[++items_] = "first";
                more.push_back(item(items_, "first", now_ - std::chrono::minutes(up_to(6'000))));
            }
            poll(one, std::move(more), {kk}, now_);
            for (int n = items_; n > 0 && !told_.contains(n); --n) note(n);
            return;
        }
        const int n = 1 + up_to(items_ - 1);
        const bool leaves = kind < 7 && texts_.contains(n);
        const auto text = "text " + std::to_string(++revisions_);
        poll(one, {item(n, text, std::nullopt)}, leaves ? std::vector<TagId>{} : std::vector<TagId>{kk}, now_);
        if (leaves) {
            texts_.erase(n);
        } else {
            texts_[n] = text;
            note(n);
        }
    }

    [[nodiscard]] Entries members() const {
        Entries found;
        for (const auto& [n, text] : texts_) found.emplace(address(n), "<p>" + text + "</p>");
        return found;
    }
    /// Whether an article joined, came back or was revised after that version of the tag.
    [[nodiscard]] bool is_news(const std::string& id, std::int64_t version) const {
        return told_.at(std::stoi(id.substr(address(0).size() - 1))) > version;
    }

    const Catalogue catalogue{PublishOptions{.base_url = "https://feeds.example.kz",
                                             .authority = "feeds.example.kz",
                                             .has_deltas = true,
                                             .tags = {{.id = TagId{1}, .name = "kk", .slug = "kk", .limit = 10}}}};

private:
    void note(int n) { told_[n] = reader->tag_state(kk).version; }

    std::mt19937 random_;
    Time now_ = noon;
    int items_ = 0, revisions_ = 0;
    std::map<int, std::string> texts_; ///< of the members
    std::map<int, std::int64_t> told_; ///< version of the tag when it was last news
};

Entries entries_of(const std::string& document) {
    Entries entries;
    for (const auto& item : json::parse(document).at("items").as_array()) {
        const auto [place, is_new] = entries.emplace(item.at("id").as_string(), item.at("content_html").as_string());
        CHECK(is_new);
    }
    return entries;
}

/// Asks for deltas, and walks back through the archive to what it has.
class Subscriber {
public:
    Subscriber(MovingTag& tag, DeltaMemory& memory) : tag_(tag), memory_(memory) {}

    void poll() {
        const auto edition = render(tag_.catalogue, {.kind = Subject::Kind::tag, .id = 1}, *tag_.reader).value();
        const auto document = edition.find(Format::json);
        const auto tag = opaque_tag(document->version, document->hash);
        if (tag == tag_of_last_) return;
        memory_.hand_out(*document);
        const auto whole = entries_of(*document->body);
        const std::array<std::string_view, 1> known{tag_of_last_};
        auto got = whole;
        if (const auto version = memory_.version_before(*document, known)) {
            const auto delta = render_delta(tag_.catalogue, *document, *version, *tag_.reader).value();
            got = entries_of(delta.body);
            CHECK(got.size() == delta.entries);
            check_delta(got, whole, *version);
            ++deltas;
        }
        for (const auto& [id, text] : got) take(id, text);
        tag_of_last_ = tag;
        const auto page = tag_.reader->tag_state(tag_.kk).position / archive_page_size;
        for (auto number = page; number > page_; --number)
            for (const auto& [id, text] : archive(number)) take(id, text);
        page_ = page;
    }

    /// The live document and all pages, as a walk finds them now: every article once in the archive.
    Entries walk() {
        const auto edition = render(tag_.catalogue, {.kind = Subject::Kind::tag, .id = 1}, *tag_.reader).value();
        auto found = entries_of(*edition.find(Format::json)->body);
        std::set<std::string> archived;
        for (auto number = tag_.reader->tag_state(tag_.kk).position / archive_page_size; number > 0; --number)
            for (auto& [id, text] : archive(number)) {
                CHECK(archived.insert(id).second);
                found.insert_or_assign(id, text);
            }
        return found;
    }

    Entries inbox;
    std::map<std::string, int> arrivals; ///< as something new
    int deltas = 0;

private:
    /// Exactly what joined, came back or was revised, of what the document has.
    void check_delta(const Entries& got, const Entries& whole, std::int64_t version) {
        Entries expected;
        for (const auto& entry : whole)
            if (tag_.is_news(entry.first, version)) expected.insert(entry);
        CHECK(got == expected);
    }

    void take(const std::string& id, const std::string& text) {
        if (inbox.insert_or_assign(id, text).second) ++arrivals[id];
    }

    [[nodiscard]] Entries archive(std::int64_t number) {
        Entries found;
        for (const Article& article : tag_.reader->archive(tag_.kk, number).entries)
            found.emplace(article.entry_id, article.entry.content.str());
        return found;
    }

    MovingTag& tag_;
    DeltaMemory& memory_;
    std::string tag_of_last_ = "none";
    std::int64_t page_ = 0; ///< the newest of the archive that it has read
};

} // namespace

TEST_CASE_METHOD(MovingTag, "Over 500 changes a subscriber has every member once, however seldom it polls",
                 "[publish][delta]") {
    REQUIRE(kk == TagId{1});
    DeltaMemory memory;
    Subscriber often(*this, memory), seldom(*this, memory);
    for (int i = 0; i < 500; ++i) {
        change();
        if (up_to(1) == 0) often.poll();
        if (up_to(24) == 0) seldom.poll();
    }
    often.poll();
    seldom.poll();
    const auto present = members();
    CHECK(present.size() > 150);
    CHECK(often.deltas > 150);
    CHECK(seldom.deltas > 5);
    CHECK(often.walk() == present);
    for (const auto& [id, text] : present) {
        CAPTURE(id);
        CHECK(often.arrivals[id] == 1);
        CHECK(seldom.arrivals[id] == 1);
        CHECK(often.inbox[id] == text);
    }
}
