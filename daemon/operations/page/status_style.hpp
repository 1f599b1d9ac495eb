#pragma once
#include <string_view>

namespace arna {

/// The style of the status page: colours that can be told apart in light and dark, also without red and green. It
/// holds no character that markup escapes.
inline constexpr std::string_view status_style = R"css(
:root { color-scheme: light dark;
  --ground: #fff; --raised: #f6f7f9; --text: #1a1d21; --quiet: #5a626d; --edge: #dfe3e8; --faint: #e4e8ec;
  --c0: #2b6cb0; --c1: #c05621; --c2: #2c7a53; --c3: #805ad5; --c4: #b7791f; --c5: #828c98;
  --bad: #c53030; --bad-ground: #fdf0f0; --same: #7590ac; --link: #1d5fa8; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #14171a; --raised: #1c2025; --text: #e6e9ec; --quiet: #9aa4af; --edge: #31373e; --faint: #2a3037;
  --c0: #63a4e8; --c1: #ed8b4e; --c2: #5fbf8c; --c3: #b794f4; --c4: #e0b04c; --c5: #76808b;
  --bad: #fc8181; --bad-ground: #33201f; --same: #5b7a99; --link: #7db5ee; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 84rem; background: var(--ground); color: var(--text);
  font: .9375rem/1.45 system-ui, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0; font-size: 1.375rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.0625rem; }
h1 small { margin-inline-start: .5rem; padding: .1rem .55rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600;
  border: 1px solid currentColor; color: var(--c2); } h1 small.not { color: var(--bad); }
p { margin: .35rem 0; } .quiet, dt, figcaption, .axis { color: var(--quiet); } a { color: var(--link); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; margin-top: 1rem; }
figure { margin: 0; padding: .75rem 1rem; background: var(--raised); border: 1px solid var(--edge); border-radius: .5rem; min-width: 0; }
figcaption b { color: var(--text); } figcaption span { float: inline-end; }
.plot { display: block; width: 100%; height: 7.5rem; margin-top: .5rem; border-bottom: 1px solid var(--quiet); }
.axis { display: flex; justify-content: space-between; font-size: .8125rem; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin: .35rem 0 0; padding: 0; list-style: none; font-size: .8125rem; }
.legend svg { width: .7rem; height: .7rem; margin-inline-end: .3rem; vertical-align: -.05rem; }
.none { display: grid; place-items: center; height: 7.5rem; color: var(--quiet); }
.c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); }
.c5 { fill: var(--c5); } .new { fill: var(--c0); } .same { fill: var(--same); } .failed { fill: var(--bad); } .ground { fill: var(--faint); }
.line { fill: none; stroke: var(--c0); stroke-width: 2; vector-effect: non-scaling-stroke; }
.mark { stroke: var(--bad); stroke-width: 1; stroke-dasharray: 4 4; vector-effect: non-scaling-stroke; }
.tip { fill: transparent; } .tip:hover { fill: var(--text); fill-opacity: .08; }
.bars, .cells { display: block; width: 9rem; height: 1.5rem; } .cells { width: 12rem; height: 1rem; }
table { width: 100%; border-collapse: collapse; } caption { text-align: start; }
th, td { padding: .4rem .75rem .4rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--edge); }
thead th { color: var(--quiet); font-weight: 600; font-size: .8125rem; white-space: nowrap; }
tbody th { font-weight: 600; } td.time, td.count, .name { white-space: nowrap; } td.count { text-align: end; }
tbody th small, td small { display: block; max-width: 26rem; font-weight: 400; font-size: .8125rem; color: var(--quiet); overflow-wrap: break-word; }
tr.broken, tr.failing, tr.off { background: var(--bad-ground); } tr.broken .state, tr.failing .state, tr.off .state { color: var(--bad); font-weight: 600; }
tbody th { padding-inline-start: .5rem; border-inline-start: 3px solid transparent; }
tr.broken th, tr.failing th, tr.off th { border-inline-start-color: var(--bad); }
tr.ok .state { color: var(--quiet); } .url { max-width: 24rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
@media (max-width: 56rem) {
  table, tbody { display: block; }
  thead { display: block; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tbody tr { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: .1rem .5rem; padding: .5rem 0; border-bottom: 1px solid var(--edge); }
  tbody th, tbody td { padding: .1rem .5rem; border: 0; min-width: 0; overflow-wrap: break-word; }
  tbody th, td.wide { grid-column: 1 / -1; } td.count { text-align: start; } .name { white-space: normal; } .url { max-width: 100%; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: .75rem; color: var(--quiet); }
  .bars, .cells { width: 100%; max-width: 20rem; } td.time { white-space: normal; } tbody th small, td small { max-width: none; }
}
@media (max-width: 30rem) { body { padding: .75rem; } }
)css";

} // namespace arna
