#pragma once
#include <cstdint>
#include <string_view>

namespace arna::russian {

/// Groups of endings, as bits. Nouns and adjectives share one set of bits, verbs have another: `verb::any` tells which.
using Endings = std::uint32_t;

/// Of nouns and adjectives, each named after its first ending.
namespace noun {
inline constexpr Endings zero = 1U << 0U; ///< no ending
inline constexpr Endings hard = 1U << 1U; ///< а у е ам ами ах
inline constexpr Endings soft = 1U << 2U; ///< я ю ям ями ях
inline constexpr Endings e = 1U << 3U;
inline constexpr Endings y = 1U << 4U; ///< ы
inline constexpr Endings i = 1U << 5U;
inline constexpr Endings om = 1U << 6U;
inline constexpr Endings em = 1U << 7U;
inline constexpr Endings oy = 1U << 8U; ///< ой ою
inline constexpr Endings ey = 1U << 9U; ///< ей ею
inline constexpr Endings ov = 1U << 10U;
inline constexpr Endings ev = 1U << 11U;
inline constexpr Endings short_i = 1U << 12U; ///< й
inline constexpr Endings sign = 1U << 13U;    ///< ь
inline constexpr Endings yu = 1U << 14U;      ///< ью ьми
inline constexpr Endings hard_plural = 1U << 15U;
inline constexpr Endings soft_plural = 1U << 16U;
inline constexpr Endings surname = 1U << 17U; ///< ым ых ыми
inline constexpr Endings woman = 1U << 18U;   ///< а у ой ою
} // namespace noun

namespace adjective {
inline constexpr Endings hard = 1U << 19U;       ///< -ый
inline constexpr Endings velar = 1U << 20U;      ///< ого им их … behind г к х, and of большой
inline constexpr Endings hissing = 1U << 21U;    ///< -ий behind ж ч ш щ, as participles have
inline constexpr Endings soft = 1U << 22U;       ///< -ий behind н
inline constexpr Endings possessive = 1U << 23U; ///< ья ьего … of третий
inline constexpr Endings feminine = 1U << 24U;   ///< -ая alone, and its plural
inline constexpr Endings brief = 1U << 25U;      ///< а о ы: short forms
inline constexpr Endings comparative = 1U << 26U;
inline constexpr Endings iy = 1U << 27U; ///< ий, which `velar` leaves out
} // namespace adjective

/// Of verbs, each also with -ся.
namespace verb {
inline constexpr Endings any = 1U << 31U;
inline constexpr Endings only_reflexive = 1U << 30U; ///< not without -ся

inline constexpr Endings zero = any | 1U << 0U;
inline constexpr Endings past = any | 1U << 1U;            ///< л ла ло ли вши вший
inline constexpr Endings consonant_past = any | 1U << 2U;  ///< ла ло ли ши ший; нёс has `zero` besides
inline constexpr Endings hard_present = any | 1U << 3U;    ///< у ешь … ут ущий
inline constexpr Endings soft_present = any | 1U << 4U;    ///< ю ешь … ют ющий емый
inline constexpr Endings i_present = any | 1U << 5U;       ///< ишь … ят ящий имый
inline constexpr Endings hissing_present = any | 1U << 6U; ///< ишь … ат ащий
inline constexpr Endings u = any | 1U << 7U;
inline constexpr Endings yu = any | 1U << 8U;
inline constexpr Endings i = any | 1U << 9U;          ///< и ите
inline constexpr Endings short_i = any | 1U << 10U;   ///< й йте
inline constexpr Endings sign = any | 1U << 11U;      ///< ь ьте
inline constexpr Endings a = any | 1U << 12U;         ///< the converb's
inline constexpr Endings ya = any | 1U << 13U;        ///< the converb's
inline constexpr Endings n_passive = any | 1U << 14U; ///< нный, н на но ны
inline constexpr Endings en_passive = any | 1U << 15U;
inline constexpr Endings t_passive = any | 1U << 16U;
inline constexpr Endings participle = any | 1U << 17U; ///< ий ая …: of -щий, -вший
inline constexpr Endings om_passive = any | 1U << 18U; ///< омый
} // namespace verb

/// Whether `rest`, folded UTF-8, is an ending of one of the groups.
[[nodiscard]] bool accepts(Endings endings, std::string_view rest);

} // namespace arna::russian
