#include "feeds/rules/forms/kazakh/kazakh_automaton.hpp"

#include "feeds/rules/forms/kazakh/kazakh_endings.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace arna::kazakh {
namespace {

constexpr std::size_t harmonies = 4;
constexpr std::size_t sounds = 128;
constexpr std::size_t onsets = 6;

std::size_t start_index(const BeforeEnding& before) {
    return (static_cast<std::size_t>(before.harmony) * sounds + static_cast<std::size_t>(before.sound)) * onsets +
           static_cast<std::size_t>(before.onset);
}

/// A place within an ending: which one, and how many of its letters have been read.
struct Position {
    std::uint16_t ending = 0;
    std::uint16_t read = 0;

    friend auto operator<=>(const Position&, const Position&) = default;
};

} // namespace

/// Makes the automaton: a state is the set of places within endings that the letters read so far can have led to.
class EndingAutomaton::Builder {
public:
    Builder(EndingAutomaton& out, bool is_loose) : out_(out), endings_(endings(is_loose)), behind_(endings_.size()) {
        out_.rows_.emplace_back(); // the dead state
        states_.emplace(Positions{}, State{0});
        give_columns();
    }

    void build() {
        out_.starts_.resize(harmonies * sounds * onsets);
        for (const Harmony harmony : {Harmony::back, Harmony::front, Harmony::any}) {
            for (const Onset onset :
                 {Onset::any, Onset::vowel, Onset::consonant, Onset::owned, Onset::surname, Onset::root}) {
                add_starts(harmony, onset);
            }
        }
        while (!pending_.empty()) {
            const auto [state, positions] = std::move(pending_.back());
            pending_.pop_back();
            follow(state, positions);
        }
    }

private:
    using Positions = std::vector<Position>;

    struct PositionsHash {
        std::size_t operator()(const Positions& positions) const {
            static_assert(std::has_unique_object_representations_v<Position>);
            const auto bytes = std::as_bytes(std::span(positions));
            return std::hash<std::string_view>()({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        }
    };

    void give_columns() {
        std::size_t used = 0;
        for (const Ending& ending : endings_) {
            for (const char32_t letter : ending.letters) {
                auto& column = out_.column_of_.at(letter - 0x400);
                if (column == 0) column = static_cast<std::uint8_t>(++used);
            }
        }
        if (used >= columns)
            throw std::logic_error("endings are spelled with more letters than the automaton has columns");
    }

    /// Behind each set of sounds: what fits behind some sound is found once.
    void add_starts(Harmony harmony, Onset onset) {
        const Positions behind_any = positions_at_start({harmony, Sound::any, onset});
        for (std::size_t sound = 1; sound < sounds; ++sound) {
            Positions positions;
            std::ranges::copy_if(behind_any, std::back_inserter(positions), [&](const Position& position) {
                return overlap(endings_[position.ending].after, static_cast<Sound>(sound));
            });
            out_.starts_[start_index({harmony, static_cast<Sound>(sound), onset})] =
                state_of(std::move(positions), false);
        }
    }

    Positions positions_at_start(const BeforeEnding& before) const {
        const BeforeEnding free{before.harmony, before.sound, Onset::any};
        switch (before.onset) {
        case Onset::owned: return positions_behind(possessed_by_him, free);
        case Onset::surname: return positions_behind(surname, free);
        case Onset::root: return positions_behind(root, free);
        default: return positions_behind(stem, before);
        }
    }

    Positions positions_behind(unsigned place, const BeforeEnding& before) const {
        Positions positions;
        for (std::size_t i = 0; i < endings_.size(); ++i) {
            const Ending& ending = endings_[i];
            const bool fits = (ending.from & place) != 0 && overlap(ending.after, before.sound) &&
                              overlap(ending.harmony, before.harmony);
            const bool begins_well =
                before.onset == Onset::any || is_vowel(ending.letters.front()) == (before.onset == Onset::vowel);
            if (fits && begins_well) positions.push_back({static_cast<std::uint16_t>(i), 0});
        }
        return positions;
    }

    /// Behind a whole ending; found once.
    const Positions& positions_behind(std::uint16_t index) {
        std::optional<Positions>& known = behind_[index];
        if (known) return *known;
        const Ending& ending = endings_[index];
        const Onset onset = ending.to == before_vowel ? Onset::vowel : Onset::any;
        return known.emplace(positions_behind(ending.to, {ending.onwards, ending.last, onset}));
    }

    State state_of(Positions positions, bool is_end) {
        if (!std::ranges::is_sorted(positions)) std::ranges::sort(positions);
        positions.erase(std::ranges::unique(positions).begin(), positions.end());
        if (is_end) positions.push_back(end_mark);
        const auto [found, is_new] = states_.try_emplace(positions, static_cast<State>(out_.rows_.size()));
        if (is_new) {
            out_.rows_.push_back({.is_end = is_end});
            pending_.emplace_back(found->second, std::move(positions));
        }
        return found->second;
    }

    /// Fills the row of a state.
    void follow(State state, const Positions& positions) {
        std::map<char32_t, Positions> by_letter;
        for (const Position& position : positions) {
            if (position == end_mark) continue;
            by_letter[endings_[position.ending].letters[position.read]].push_back(position);
        }
        for (const auto& [letter, here] : by_letter) {
            const State next = state_behind(here);
            out_.rows_[state].next.at(out_.column_of_.at(letter - 0x400)) = next;
        }
    }

    /// The state that one more letter of each of these places leads to.
    State state_behind(const Positions& positions) {
        Positions next;
        bool is_end = false;
        for (const auto& [index, read] : positions) {
            const Ending& ending = endings_[index];
            if (read + 1U < ending.letters.size()) {
                next.push_back({index, static_cast<std::uint16_t>(read + 1)});
                continue;
            }
            is_end = is_end || ending.to != before_vowel;
            const auto& more = positions_behind(index);
            next.insert(next.end(), more.begin(), more.end());
        }
        return state_of(std::move(next), is_end);
    }

    static constexpr Position end_mark{0xFFFF, 0xFFFF};

    EndingAutomaton& out_;
    std::vector<Ending> endings_;
    std::vector<std::optional<Positions>> behind_; ///< by ending: what may follow it
    std::unordered_map<Positions, State, PositionsHash> states_;
    std::vector<std::pair<State, Positions>> pending_;
};

EndingAutomaton::EndingAutomaton(bool is_loose) { Builder(*this, is_loose).build(); }

const EndingAutomaton& EndingAutomaton::strict() {
    static const EndingAutomaton automaton(false);
    return automaton;
}

const EndingAutomaton& EndingAutomaton::loose() {
    static const EndingAutomaton automaton(true);
    return automaton;
}

EndingAutomaton::State EndingAutomaton::start(const BeforeEnding& before) const { return starts_[start_index(before)]; }

bool EndingAutomaton::accepts(State state, std::string_view rest) const {
    if (rest.empty() || rest.size() % 2 != 0) return false;
    for (std::size_t i = 0; i < rest.size(); i += 2) {
        const auto lead = static_cast<unsigned char>(rest[i]);
        const auto trail = static_cast<unsigned char>(rest[i + 1]);
        if (lead < 0xD0 || lead > 0xD3) return false; // not U+0400 to U+04FF
        const std::size_t letter = (lead - 0xD0U) * 64 + (trail & 0x3FU);
        state = rows_[state].next[column_of_[letter]];
        if (state == 0) return false;
    }
    return rows_[state].is_end;
}

} // namespace arna::kazakh
