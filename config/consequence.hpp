#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>

namespace arna {

/// What the change of a key means to a running daemon. A key without consequences is obeyed at once and nothing
/// follows.
enum class Consequence : std::uint8_t {
    restart,          ///< nothing until the next start
    restart_for_path, ///< `restart` if the path of the address differs, else `publishing`
    polling,          ///< the visits to a source change
    reading,          ///< the source's documents are read anew, even if they are the same
    membership,       ///< tags may have other members: they are matched again over what is stored
    publishing,       ///< published documents may change
    identity,         ///< another source or tag: the old one leaves, a new one comes
};

/// A set of them.
class Consequences {
public:
    constexpr Consequences() = default;
    constexpr Consequences(std::initializer_list<Consequence> consequences) {
        for (const Consequence consequence : consequences) bits_ |= bit(consequence);
    }

    [[nodiscard]] constexpr bool contains(Consequence consequence) const { return (bits_ & bit(consequence)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

    friend constexpr bool operator==(Consequences, Consequences) = default;

private:
    static constexpr unsigned bit(Consequence consequence) { return 1u << static_cast<unsigned>(consequence); }

    unsigned bits_ = 0;
};

/// "polling, membership", as the reference says it; empty for none.
[[nodiscard]] std::string text_of(Consequences consequences);

} // namespace arna
