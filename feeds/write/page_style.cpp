#include "feeds/write/document.hpp"

namespace arna {

std::string_view page_style() {
    // No ">" and no "&": the text of a style element is not to need escaping.
    return R"css(
:root {
  color-scheme: light dark;
  --ink: #1c2326; --soft: #5d686e; --line: #dfe4e6; --paper: #fbfbf9; --link: #0b5f6b; --mark: #e9f1f1;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3e6e6; --soft: #98a3a7; --line: #333c40; --paper: #15191b; --link: #7cc7d1; --mark: #1f292c; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 44rem; padding: 1.5rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
header { border-bottom: 2px solid var(--ink); padding-bottom: 1rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .3rem 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.35; margin: 0 0 .3rem; text-wrap: pretty; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover { text-decoration: underline; }
header p { margin: .35rem 0; }
.home, .updated, .by, .also, footer, figcaption { color: var(--soft); font-size: .875rem; }
.by { margin: 0 0 .7rem; }
.by a, .by b { color: inherit; }
.formats { font-size: .9375rem; }
.formats a {
  display: inline-block; padding: .05rem .6rem; margin: .1rem .1rem .1rem 0; border-radius: 1rem; background: var(--mark);
  text-decoration: none;
}
.formats a:hover { text-decoration: underline; }
article { padding: 1.4rem 0; border-bottom: 1px solid var(--line); }
article p { margin: .5rem 0; }
figure { margin: .8rem 0; }
img, video { max-width: 100%; height: auto; border-radius: .3rem; }
figure img { display: block; max-height: 26rem; width: auto; }
figcaption { margin-top: .3rem; }
details { margin: .6rem 0 0; }
summary { color: var(--link); cursor: pointer; width: fit-content; }
details div { border-left: 3px solid var(--line); margin-top: .6rem; padding-left: 1rem; }
article h1, article h3, article h4, article h5, article h6, details h2 { font-size: 1.05rem; margin: 1rem 0 .3rem; }
blockquote { border-left: 3px solid var(--line); margin: .8rem 0; padding-left: 1rem; color: var(--soft); }
pre { overflow-x: auto; padding: .7rem; background: var(--mark); border-radius: .3rem; font-size: .9em; }
table { border-collapse: collapse; display: block; overflow-x: auto; max-width: 100%; }
td, th { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; }
footer { margin-top: 1.5rem; }
)css";
}

} // namespace arna
