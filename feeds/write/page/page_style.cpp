#include "feeds/write/page/pages.hpp"

namespace arna {

std::string_view page_style() {
    // No ">" and no "&": the text of a style element is not to need escaping. Classes are the pages' own; an entry's
    // markup has none but on code. Each text goes in its own direction, and turns nothing around it
    // (unicode-bidi). What is isolated has no say in the direction of what it stands in, so no link or bold text of an
    // article is. What is cut off has a margin for the outline of a link that has the focus.
    return R"css(
:root {
  color-scheme: light dark;
  --ink: #1b2225; --soft: #56626a; --line: #dbe0e2; --paper: #fbfbf9; --card: #fff; --link: #0a5a66; --tint: #e8f0f0;
  --bar: #2b8593; --ground: #c9d1d4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e7e7; --soft: #a0abb0; --line: #333c40; --paper: #14181a; --card: #1a2022; --link: #83ccd6;
    --tint: #202b2e; --bar: #5fb3bf; --ground: #3f4a4f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 44rem; padding: 1rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  overflow-wrap: anywhere;
}
body.wide { max-width: 76rem; }
h1, h2, h3, h4, h5, h6, .about, .text, .text p, .text li, .text dt, .text dd, .text td, .text th, .text pre,
article p, figcaption, .newest span { unicode-bidi: plaintext; }
time, .by a, .also a, .home a, .why b, .facts b, .facts span { unicode-bidi: isolate; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: .15rem; }
.skip { position: absolute; left: -100vw; top: 0; padding: .5rem 1rem; background: var(--card); }
.skip:focus { left: 0; z-index: 1; }
.top { border-bottom: 2px solid var(--ink); padding-bottom: 1.1rem; }
.top p { margin-block: .3rem; }
.top .home { margin-block: .6rem 0; }
nav { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .25rem; font-size: .875rem; }
nav a { padding: .2rem .6rem; border-radius: 1rem; text-decoration: none; color: var(--soft); }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { background: var(--tint); color: var(--ink); }
h1 { font-size: clamp(1.6rem, 5vw, 2.1rem); line-height: 1.2; margin: .5rem 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.35; margin: -.2rem -.2rem .1rem; padding: .2rem; text-wrap: pretty; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover { text-decoration: underline; }
time { white-space: nowrap; }
.home, .updated, .by, .also, .foot, .empty, .why li, figcaption, small { color: var(--soft); font-size: .875rem; }
.about { max-width: 44rem; }
.by { margin-block: 0 .7rem; }
.facts { display: flex; flex-wrap: wrap; margin-left: -.9em; clip-path: inset(-.3em -.3em -.3em .6em); }
.facts b, .facts span { position: relative; padding-left: .9em; min-width: 0; }
.facts i { position: absolute; left: 0; width: .9em; text-align: center; font-style: normal; }
.by a, .by b { color: inherit; }
.by b { font-weight: 600; }
.ways { margin: .9rem 0 0; font-size: .875rem; color: var(--soft); }
.ways div { display: flex; gap: .75rem; align-items: baseline; margin: .3rem 0; }
.ways dt { flex: 0 0 4.4rem; font-weight: 600; color: var(--ink); white-space: nowrap; }
.ways dd { margin: 0; line-height: 1.45; }
.chip, .ways a, .branches a {
  display: inline-block; padding: .1rem .65rem; border-radius: 1rem; background: var(--tint); text-decoration: none;
  font-size: .875rem; font-weight: 400;
}
.chip:hover, .ways a:hover, .branches a:hover { text-decoration: underline; }
.branches { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem; font-size: .875rem; }
main { display: block; overflow-x: clip; margin-inline: -.3rem; padding-inline: .3rem; }
article[id] { padding: 1.4rem 0; border-bottom: 1px solid var(--line); }
article[id]:target { scroll-margin-top: .5rem; border-left: 3px solid var(--bar); padding-left: .8rem; }
article p { margin: .5rem 0; }
figure { margin: .8rem 0; }
img, video { max-width: 100%; height: auto; border-radius: .3rem; }
audio { max-width: 100%; }
figure img { display: block; max-height: 26rem; width: auto; background: var(--tint); }
figcaption { margin-top: .3rem; }
details { margin: .5rem 0 0; }
summary { color: var(--link); cursor: pointer; width: fit-content; padding: .1rem 0; }
details .text { border-left: 3px solid var(--line); margin-top: .5rem; padding-left: 1rem; }
.why summary { color: var(--soft); font-size: .875rem; }
.why ul { margin: .2rem 0 0; padding-left: 1.1rem; }
.why li { margin: .15rem 0; }
.why b { color: var(--ink); font-weight: 600; }
.text h3, .text h4, .text h5, .text h6 { font-size: 1.05rem; margin: 1rem 0 .3rem; }
.text ul, .text ol { padding-left: 1.4rem; }
.text blockquote, .text dd { border-left: 3px solid var(--line); margin: .8rem 0; padding-left: 1rem; }
.text ul ul ul ul, .text ol ol ol ol, .text blockquote blockquote blockquote, .text dd dd dd { padding-left: .1rem; }
.text ul ul ul ul ul, .text ol ol ol ol ol, .text blockquote blockquote blockquote blockquote blockquote,
.text dd dd dd dd, .text figure figure, .text fieldset { padding-left: 0; margin-left: 0; border-left: 0; }
.text li { margin: .25rem 0; }
.text p, .text li { hyphens: auto; hyphenate-limit-chars: 10 4 4; }
.text hr { border: 0; border-top: 1px solid var(--line); }
.text pre { overflow-x: auto; padding: .7rem; background: var(--tint); border-radius: .3rem; font-size: .9em; }
.text pre pre { padding: 0; }
.text code, .text kbd, .text samp { font-size: .9em; }
.text mark { background: var(--tint); color: inherit; }
.text table { border-collapse: collapse; display: block; overflow-x: auto; max-width: 100%; overflow-wrap: normal; }
.text td, .text th { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; }
.text td p, .text th p { margin: 0; }
.text ruby { ruby-overhang: none; }
.foot { margin-top: 1.5rem; }
.empty { padding: 1.2rem 0 .2rem; font-size: 1.0625rem; }
.card .empty { padding: .6rem 0 1rem; font-size: .875rem; }
.notice { padding-top: 12vh; max-width: 34rem; }
.cards {
  display: grid; gap: 1.1rem; margin-top: 1.3rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
}
.card {
  display: flex; flex-direction: column; padding: 1.1rem 1.2rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; min-width: 0;
}
.card h2 { font-size: 1.3rem; }
.card .about { margin: 0 0 .4rem; line-height: 1.45; }
.card .by { margin-block: 0 .4rem; }
.spark { display: block; width: 100%; height: 2.2rem; margin: .2rem 0 .6rem; overflow: visible; }
.bars { fill: var(--bar); }
.ground { fill: var(--ground); }
.newest { list-style: none; margin: 0 0 .8rem; padding: 0; }
.newest li { padding: .45rem 0; border-top: 1px solid var(--line); line-height: 1.4; }
h2, .card .about, .newest span { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; }
article h2 { -webkit-line-clamp: 8; }
.card h2, .card .about, .newest span { -webkit-line-clamp: 3; }
.newest span { margin: -.2rem; padding: .2rem; }
.newest small span { display: block; max-height: 4.2em; margin: 0; padding: 0 0 0 .9em; }
.newest a { color: var(--ink); text-decoration: none; }
.newest a:hover { text-decoration: underline; }
.newest li:first-child a { font-size: 1.125rem; font-weight: 600; }
.chips { margin: auto 0 0; display: flex; flex-wrap: wrap; gap: .35rem; }
.rows, .formats { margin-top: 2rem; }
.rows ul { list-style: none; margin: .4rem 0 0; padding: 0; columns: 18rem; column-gap: 2rem; }
.rows li { padding: .2rem 0; break-inside: avoid; }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --card: #fff; --link: #000; --bar: #555; }
  nav, .skip, .home, .ways, .branches, .chip, .formats, .why, details:not([open]), audio, video { display: none; }
  body, body.wide { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; }
  h2, figure, tr, .card, .newest li { break-inside: avoid; }
  h2 { break-after: avoid; }
  figure img { max-height: 8cm; }
  .text pre { white-space: pre-wrap; }
  .text table { display: table; overflow-wrap: anywhere; }
  .cards { display: block; columns: 2; column-gap: 1.5rem; }
  .card { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .6rem 0; margin: 0; }
}
)css";
}

} // namespace arna
